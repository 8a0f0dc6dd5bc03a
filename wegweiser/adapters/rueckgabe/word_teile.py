"""Pieces of a Word file as XML text: paragraphs, hidden marks, fields to fill in, tables, and what a file needs around them."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from wegweiser.adapters.xlsform.schreiben import VERBOTEN

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_KOPF: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYP: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKET: Final = "http://schemas.openxmlformats.org/package/2006"
_ZIPZEIT: Final = (1980, 1, 1, 0, 0, 0)
BREITE: Final = 9638  # A4 less 2 cm at both sides, in twentieths of a point
_RAND: Final = "".join(
    f'<w:{seite} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>'
    for seite in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def sauber(text: str) -> str:
    """A text XML can hold, escaped."""
    return escape(VERBOTEN.sub("", text))


def lauf(text: str, eigenschaften: str = "") -> str:
    """A run; line ends of the text stay."""
    rpr = f"<w:rPr>{eigenschaften}</w:rPr>" if eigenschaften else ""
    inhalt = "<w:br/>".join(f'<w:t xml:space="preserve">{zeile}</w:t>' for zeile in sauber(text).split("\n"))
    return f"<w:r>{rpr}{inhalt}</w:r>"


def verborgen(text: str) -> str:
    """A mark nobody sees and nobody prints."""
    return lauf(text, "<w:vanish/>")


def absatz(inhalt: str, stil: str = "", *, weiteres: str = "") -> str:
    """A paragraph of finished runs."""
    ppr = (f'<w:pStyle w:val="{stil}"/>' if stil else "") + weiteres
    return f"<w:p>{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}{inhalt}</w:p>"


def feld(titel: str, kennung: str, art: str, vorgabe: str, *, inhalt: str = "") -> str:
    """A content control that can be filled in but not deleted."""
    eigen = f"<w:alias w:val={quoteattr(VERBOTEN.sub('', titel))}/><w:tag w:val={quoteattr(kennung[:64])}/>"
    platzhalter = "" if inhalt else "<w:showingPlcHdr/>"
    text = lauf(inhalt) if inhalt else lauf(vorgabe, '<w:rStyle w:val="PlaceholderText"/>')
    return (
        f'<w:sdt><w:sdtPr>{eigen}<w:lock w:val="sdtLocked"/>{platzhalter}{art}</w:sdtPr>'
        f"<w:sdtContent>{text}</w:sdtContent></w:sdt>"
    )


def art_liste(eintraege: Sequence[str]) -> str:
    """A list to choose from; something else may be typed."""
    punkte = "".join(
        f"<w:listItem w:displayText={quoteattr(text)} w:value={quoteattr(text)}/>"
        for text in dict.fromkeys(VERBOTEN.sub("", eintrag) for eintrag in eintraege)
    )
    return f"<w:comboBox>{punkte}</w:comboBox>"


ART_DATUM: Final = (
    '<w:date><w:dateFormat w:val="dd.MM.yyyy"/><w:lid w:val="de-DE"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
)
ART_ZEILE: Final = "<w:text/>"
ART_TEXT: Final = "<w:richText/>"  # several lines: LibreOffice 7 loses their ends in the plain kind
KREUZ: Final = (
    '<w:sdt><w:sdtPr><w:tag w:val={tag}/><w:lock w:val="sdtLocked"/><w14:checkbox><w14:checked w14:val="0"/>'
    '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
    "</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
)


def kreuz(kennung: str) -> str:
    """A box to tick."""
    return KREUZ.format(tag=quoteattr(kennung[:64]))


def zelle(inhalt: str, breite: int, *, kopf: bool = False) -> str:
    """A cell of finished paragraphs."""
    grund = '<w:shd w:val="clear" w:color="auto" w:fill="E7EDF4"/>' if kopf else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{breite}" w:type="dxa"/>{grund}</w:tcPr>{inhalt}</w:tc>'


def tabelle(zeilen: Iterable[str], breiten: Sequence[int], titel: str) -> str:
    """A table of finished rows; its title is read by screen readers."""
    raster = "".join(f'<w:gridCol w:w="{breite}"/>' for breite in breiten)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(breiten)}" w:type="dxa"/><w:tblBorders>{_RAND}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        f"<w:tblCaption w:val={quoteattr(VERBOTEN.sub('', titel)[:200])}/></w:tblPr><w:tblGrid>{raster}</w:tblGrid>"
        f"{''.join(zeilen)}</w:tbl>"
    )


def zeile(zellen: Iterable[str], *, kopf: bool = False) -> str:
    """A row; a header comes again on every page."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if kopf else ''}</w:trPr>{''.join(zellen)}</w:tr>"


# The file


def packe(koerper: str, *, titel: str, kennzeichen: str, fusszeile: tuple[str, str]) -> bytes:
    """The whole file; the same content gives the same bytes."""
    teile = {
        "[Content_Types].xml": _inhaltsarten(),
        "_rels/.rels": _beziehungen(
            (
                ("officeDocument", f"{_REL}/officeDocument", "word/document.xml"),
                ("core", f"{_PAKET}/relationships/metadata/core-properties", "docProps/core.xml"),
            )
        ),
        "docProps/core.xml": _kerndaten(titel, kennzeichen),
        "word/document.xml": _dokument(koerper),
        "word/_rels/document.xml.rels": _beziehungen(
            (
                ("styles", f"{_REL}/styles", "styles.xml"),
                ("settings", f"{_REL}/settings", "settings.xml"),
                ("footer", f"{_REL}/footer", "footer1.xml"),
            )
        ),
        "word/styles.xml": _KOPF + _STILE,
        "word/settings.xml": f'{_KOPF}<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="de-DE"/></w:settings>',
        "word/footer1.xml": _fusszeile(*fusszeile),
    }
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, text in teile.items():
            eintrag = zipfile.ZipInfo(name, _ZIPZEIT)
            eintrag.compress_type, eintrag.create_system = zipfile.ZIP_DEFLATED, 3
            archiv.writestr(eintrag, text.encode())
    return puffer.getvalue()


def _inhaltsarten() -> str:
    teile = {
        "word/document": f"{_TYP}.document.main+xml",
        "word/styles": f"{_TYP}.styles+xml",
        "word/settings": f"{_TYP}.settings+xml",
        "word/footer1": f"{_TYP}.footer+xml",
        "docProps/core": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    arten = "".join(f'<Override PartName="/{name}.xml" ContentType="{art}"/>' for name, art in teile.items())
    return (
        f'{_KOPF}<Types xmlns="{_PAKET}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{arten}</Types>'
    )


def _beziehungen(ziele: Iterable[tuple[str, str, str]]) -> str:
    punkte = "".join(f'<Relationship Id="{id_}" Type="{art}" Target="{ziel}"/>' for id_, art, ziel in ziele)
    return f'{_KOPF}<Relationships xmlns="{_PAKET}/relationships">{punkte}</Relationships>'


def _kerndaten(titel: str, kennzeichen: str) -> str:
    return (
        f'{_KOPF}<cp:coreProperties xmlns:cp="{_PAKET}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{sauber(titel)}</dc:title><dc:creator>wegweiser</dc:creator><dc:language>de-DE</dc:language>"
        f"<dc:description>{sauber(kennzeichen)}</dc:description></cp:coreProperties>"
    )


def _dokument(koerper: str) -> str:
    return (
        f'{_KOPF}<w:document xmlns:w="{_W}" xmlns:w14="{_W14}" xmlns:r="{_REL}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"><w:body>'
        f'{koerper}<w:sectPr><w:footerReference w:type="default" r:id="footer"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" '
        'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _fusszeile(vor: str, zwischen: str) -> str:
    def zahl(name: str) -> str:
        return f'<w:fldSimple w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    inhalt = f"{lauf(vor)}{zahl('PAGE')}{lauf(zwischen)}{zahl('NUMPAGES')}"
    return f'{_KOPF}<w:ftr xmlns:w="{_W}">{absatz(inhalt, "Footer")}</w:ftr>'


def _stil(id_: str, name: str, ppr: str, rpr: str, *, art: str = "paragraph", basis: str = "Normal") -> str:
    auf = f'<w:basedOn w:val="{basis}"/>' if basis else ""
    return (
        f'<w:style w:type="{art}" w:styleId="{id_}"><w:name w:val="{name}"/>{auf}<w:qFormat/>'
        f"{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}<w:rPr>{rpr}</w:rPr></w:style>"
    )


_STILE: Final = (
    f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="80" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="Absatzschrift"><w:name w:val="Default Paragraph Font"/></w:style>'
    + _stil(
        "Heading1",
        "heading 1",
        '<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:outlineLvl w:val="0"/>',
        '<w:b/><w:color w:val="1F4E79"/><w:sz w:val="34"/>',
    )
    + _stil(
        "Heading2",
        "heading 2",
        '<w:keepNext/><w:spacing w:before="360" w:after="60"/><w:outlineLvl w:val="1"/>',
        '<w:b/><w:sz w:val="24"/>',
    )
    + _stil("Leise", "Leise", "<w:keepNext/>", '<w:color w:val="595959"/><w:sz w:val="18"/>')
    + _stil("Text", "Erklaerung", "<w:keepNext/>", '<w:sz w:val="20"/>')
    + _stil("Zelle", "Zelle", '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>', "")
    + _stil("Footer", "footer", '<w:jc w:val="center"/>', '<w:color w:val="595959"/><w:sz w:val="16"/>')
    + '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
    '<w:rPr><w:color w:val="767676"/></w:rPr></w:style></w:styles>'
)
