"""Typing text with the keys: one line or several, with the usual editing; the text stays on screen afterwards."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from prompt_toolkit import Application
from prompt_toolkit.application import application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import is_done
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.key_binding.defaults import load_key_bindings
from prompt_toolkit.layout import ConditionalContainer, Dimension, HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.processors import TabsProcessor
from prompt_toolkit.output import Output, create_output

from wegweiser.cli.befehle import Eingabe
from wegweiser.cli.front import Feld

T = TypeVar("T")
# Every field is an application of its own; each would build the same few hundred standard keys anew, longer than all else.
vars(application)["load_key_bindings"] = cache(load_key_bindings)
PFEIL = "› "
HOECHSTENS = 14


def build_ausgabe() -> Output:
    """The terminal, never asked where its cursor is: slow and simple ones do not answer."""
    ausgabe = create_output()
    if hasattr(ausgabe, "enable_cpr"):
        ausgabe.enable_cpr = False
    return ausgabe


def fuehre(anwendung: Application[T], danach: Callable[[], None] | None) -> T:
    """Run what is on the screen; `danach` is called whenever it was drawn."""
    if danach:
        anwendung.after_render += lambda _: danach()
    return anwendung.run()


def lies_textfeld(
    feld: Feld,
    text: str,
    befehlstasten: KeyBindings,
    leiste: str,
    danach: Callable[[], None] | None = None,
) -> str | Eingabe:
    """Edit a text until it is finished or a command is given."""
    mehrzeilig = feld.art in {"absatz", "einfuegen"}
    puffer = Buffer(multiline=mehrzeilig, document=Document(text))
    zeilen = Window(
        BufferControl(puffer, input_processors=[TabsProcessor(char1=" ", char2=" ")]),
        height=Dimension(min=1, max=HOECHSTENS),
        dont_extend_height=True,
        wrap_lines=True,
        get_line_prefix=_anfang,
    )
    fuss = Window(FormattedTextControl([("", leiste)]), height=1)
    anwendung: Application[str | Eingabe] = Application(
        layout=Layout(HSplit([zeilen, ConditionalContainer(fuss, ~is_done)]), focused_element=zeilen),
        key_bindings=merge_key_bindings([_build_tasten(puffer, feld.art), befehlstasten]),
        output=build_ausgabe(),
    )
    return fuehre(anwendung, danach)


def _anfang(nummer: int, umbruch: int) -> StyleAndTextTuples:
    return [("", PFEIL if nummer == umbruch == 0 else " " * len(PFEIL))]


def _build_tasten(puffer: Buffer, art: str) -> KeyBindings:
    tasten = KeyBindings()
    tasten.add("c-c")(lambda ereignis: ereignis.app.exit(exception=KeyboardInterrupt))
    if art == "einfuegen":
        tasten.add("tab")(lambda _: puffer.insert_text("\t"))
    fertig = (("f9",), ("escape", "enter")) if puffer.multiline() else (("enter",),)
    for folge in fertig:
        tasten.add(*folge, eager=True)(lambda ereignis: ereignis.app.exit(result=puffer.text))
    return tasten
