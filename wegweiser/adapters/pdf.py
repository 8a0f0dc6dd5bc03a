"""HTML → tagged PDF (PDF/UA-1), reproducible to the byte and written in one step."""

import gc
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from wegweiser.adapters.dateien import save_atomar, schreibfehler
from wegweiser.adapters.pdf_struktur import ordne_struktur
from wegweiser.errors import BerichtError, PdfBibliothekError

# Emoji and their modifiers: no font of ours has them, and a missing glyph is a fault in PDF/UA.
_BILDZEICHEN = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u260f\u2614-\u26ff\u2728-\u27bf\ufe00-\ufe0f\u200d\u20e3\U000e0000-\U000e007f]"
)
# WeasyPrint gives the second glyph of a pair (Arabic) no text at all, which PDF/UA refuses: a word joiner has no width.
_LEERES_ZEICHEN, _OHNE_BREITE = re.compile(rb"\A(<[0-9a-f]{4}>) <>\Z"), rb"\1 <2060>"
GC_SCHWELLE = (200_000, 50, 100)  # page layout makes millions of small objects and little garbage


def write_pdf(
    html: str,
    ziel: Path,
    *,
    titel: str,
    vorlagenordner: Path,
    erzeugt: datetime,
    vorlage: str = "bericht",
    richtung: str = "ltr",
) -> int:
    """Write a page made by the template of that name, and return its number of pages."""
    weasyprint = _load_weasyprint()
    wurzel = vorlagenordner.resolve()
    with _wenig_aufraeumen(), _schriften() as schriften:
        dokument = weasyprint.HTML(
            string=_BILDZEICHEN.sub("", html),
            base_url=(wurzel / vorlage / f"{vorlage}.html").as_uri(),
            url_fetcher=_build_abholer(weasyprint, wurzel),
        ).render(font_config=schriften, pdf_variant="pdf/ua-1")
        dokument.metadata.title = titel
        dokument.metadata.created = dokument.metadata.modified = erzeugt.isoformat(timespec="seconds")
        with ordne_struktur(weasyprint.pdf, weasyprint.pdf.tags):
            inhalt: bytes | None = dokument.write_pdf(
                pdf_variant="pdf/ua-1", finisher=partial(_ergaenze_angaben, richtung)
            )
    if not inhalt:
        raise BerichtError("pdf", grund="es hat keinen Inhalt")
    with schreibfehler(ziel, BerichtError):
        save_atomar(ziel, inhalt)
    return len(dokument.pages)


@contextmanager
def _schriften() -> Iterator[Any]:
    """Where WeasyPrint unpacks fonts for the time of writing; it would be left behind, since we end without taking down."""
    from weasyprint.text.fonts import FontConfiguration

    schriften = FontConfiguration()
    try:
        yield schriften
    finally:
        schriften.__del__()


def _ergaenze_angaben(richtung: str, _: Any, pdf: Any) -> None:
    """Page labels: readers show the numbers that stand on the pages; and from which side pages are turned."""
    pydyf = sys.modules[type(pdf).__module__]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    for objekt in pdf.objects:
        if isinstance(objekt, pydyf.Stream):
            objekt.stream = [
                _LEERES_ZEICHEN.sub(_OHNE_BREITE, teil) if isinstance(teil, bytes) else teil
                for teil in objekt.stream
            ]
    if richtung == "rtl":
        pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())["Direction"] = "/R2L"


def _load_weasyprint() -> Any:
    """WeasyPrint looks for Pango while it is imported."""
    try:
        import weasyprint
    except OSError as fehler:
        raise PdfBibliothekError("pango-fehlt") from fehler
    return weasyprint


@contextmanager
def _wenig_aufraeumen() -> Iterator[None]:
    vorher = gc.get_threshold()
    gc.set_threshold(*GC_SCHWELLE)
    try:
        yield
    finally:
        gc.set_threshold(*vorher)


def _build_abholer(weasyprint: Any, wurzel: Path) -> Any:
    """A fetcher that knows data: addresses and files inside the folder, and nothing else."""
    from weasyprint.urls import URLFetcher

    del weasyprint

    class Abholer(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not _erlaubt(url, wurzel):
                raise ValueError(url)
            return super().fetch(url, headers)

    return Abholer(allowed_protocols={"data", "file"}, allow_redirects=False)


def _erlaubt(url: str, wurzel: Path) -> bool:
    teile = urlsplit(url)
    if teile.scheme == "file":
        return not teile.netloc and Path(unquote(teile.path)).resolve().is_relative_to(wurzel)
    return teile.scheme == "data"
