from contextlib import contextmanager
@contextmanager
def ordne_struktur():
    yield
