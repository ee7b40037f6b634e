"""What the tests of exchange formats hand out: a language's messages, and texts of any markup."""

from __future__ import annotations

from hypothesis import strategies as st

from depliant.translation.exchange.units import Delivery, Form, Unit

PIECES = st.sampled_from(
    [
        "**", "*", "***", "{a}", "{a:compact}", "{b:full}", "1^er^", "^", "[", "]", "]{lang=en}",
        "](https://e.fr/a_(b))", "](mailto:a@b.fr)", "]{lang=nl}", "\\*", "\\[", "\\", " ", "\n",
        "\t", "mot", "l'", "«x»", "& <b> ]]>", "“”", "سلسلة", "国際", "{", "}", "é", "e\u0301",
        "\u00a0", "\u202f", "0",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join)
WORDS = TEXTS.filter(lambda text: bool(text.strip()))
FORMS = (Form("one", (1,)), Form("few", (2, 3, 4)), Form("many", (0, 5, 6, 7)))
REMARKS = ("{a} is printed as “5”.", "Room for 81 characters as designed, 88 at most.")


def one(source: str, *targets: str, fuzzy: bool = False, most: int | None = None) -> Unit:
    """A unit; of several translations each is a plural form."""
    forms = FORMS[: len(targets)] if len(targets) > 1 else ()
    figures = {"{a}": "5", "{a:compact}": "5 miljoen"}
    return Unit(
        "m1", "one/text", source, targets, forms, fuzzy, REMARKS, ("kept: a <name>",),
        "content.yaml:7", figures, most,
    )  # fmt: skip


def handed_out(*units: Unit, reviewed: bool = False) -> Delivery:
    """A file of units."""
    return Delivery("small", "fr", "nl", units, "1.0", reviewed)
