"""Data from outside: one reader per format (heavy libraries only here), and `daten.yaml` that remembers them."""
