"""Files: bounded reads, replacement in one step, appends that are whole or not there."""

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from wegweiser.adapters.dateien import append_zeile, load_bytes, load_text, save_atomar, schreibfehler
from wegweiser.errors import BerichtError, LeitfadenError, VorhabenError


def test_text_without_byte_order_mark_and_carriage_returns(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes("\ufeffä\r\nb\n".encode())
    assert load_text(tmp_path / "x") == "ä\nb\n"


@pytest.mark.parametrize(
    ("name", "grund"),
    [("fehlt", "fehlt"), ("ordner", "keine Datei"), ("latin", "UTF-8"), ("rohr", "keine Datei"), ("datei/x", "kein Ordner"),
     ("kreis", "im Kreis"), ("x" * 300, "zu lang")],
)  # fmt: skip
def test_unreadable_files_get_a_reason(tmp_path: Path, name: str, grund: str) -> None:
    (tmp_path / "ordner").mkdir()
    (tmp_path / "latin").write_bytes("ä".encode("latin-1"))
    (tmp_path / "datei").write_text("", encoding="utf-8")
    (tmp_path / "kreis").symlink_to(tmp_path / "kreis")
    os.mkfifo(tmp_path / "rohr")
    with pytest.raises(LeitfadenError, match=grund):
        load_text(tmp_path / name, LeitfadenError)


def test_size_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"a" * 11)
    assert load_bytes(tmp_path / "x", hoechstens=11) == b"a" * 11
    with pytest.raises(VorhabenError, match="größer als"):
        load_bytes(tmp_path / "x", hoechstens=10)


@pytest.mark.parametrize(
    ("nummer", "satz"),
    [(errno.ENOSPC, "kein Platz"), (errno.EDQUOT, "kein Platz"), (errno.EROFS, "schreibgeschützt"), (errno.EACCES, "Rechte"),
     (errno.ENOEXEC, "lehnt es ab")],
)  # fmt: skip
def test_write_errors_become_sentences(tmp_path: Path, nummer: int, satz: str) -> None:
    with pytest.raises(BerichtError, match=satz), schreibfehler(tmp_path, BerichtError):
        raise OSError(nummer, "english words")


def test_replacing_is_whole_and_leaves_nothing_behind(tmp_path: Path) -> None:
    save_atomar(tmp_path / "x", b"eins")
    save_atomar(tmp_path / "x", b"zwei")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("x", b"zwei")]


def test_replacing_does_not_follow_a_planted_link(tmp_path: Path) -> None:
    """In a folder that others may write, the temporary name could be a link to something of mine."""
    (tmp_path / "meins").write_bytes(b"wertvoll")
    (tmp_path / f".x.{os.getpid()}.neu").symlink_to(tmp_path / "meins")
    save_atomar(tmp_path / "x", b"neu")
    assert (tmp_path / "meins").read_bytes() == b"wertvoll"
    assert (tmp_path / "x").read_bytes() == b"neu"


def test_append_on_a_full_disk_leaves_no_half_line(tmp_path: Path) -> None:
    """The real limit of the system: a file that must not grow beyond 4096 bytes."""
    pfad = tmp_path / "x"
    skript = (
        "import signal, resource, sys; from pathlib import Path; from wegweiser.adapters.dateien import *\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "pfad = Path(sys.argv[1]); append_zeile(pfad, b'a' * 4000 + b'\\n')\n"
        "try:\n    append_zeile(pfad, b'b' * 4000 + b'\\n')\n"
        "except OSError as fehler:\n    print(begruende(fehler))\n"
        "try:\n    save_atomar(pfad, b'c' * 5000)\n"
        "except OSError as fehler:\n    print(begruende(fehler))\n"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] != 0
    fertig = subprocess.run(
        [sys.executable, "-c", skript, str(pfad)],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    assert fertig.stdout == "die Datei würde zu groß\n" * 2
    assert pfad.read_bytes() == b"a" * 4000 + b"\n"
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_appended_lines_follow_each_other(tmp_path: Path) -> None:
    append_zeile(tmp_path / "x", b"eins\n")
    append_zeile(tmp_path / "x", "zwölf\n".encode())
    assert load_text(tmp_path / "x") == "eins\nzwölf\n"
