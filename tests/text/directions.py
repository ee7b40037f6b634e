"""Lines that run to the left with numbers and names in them, and FriBidi's order of each.

A part in braces is a figure; one with a tag and a bar before it is of that language. ⟨ and ⟩ are
the isolates that one would type by hand.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.judges.programs import judge

OPEN, CLOSE = "\u2068", "\u2069"

CASES = [
    ("ar", ["موقع 9-9bis عام 2013."], "موقع ⟨9-9bis⟩ عام 2013."),
    ("ar", ["أحياء 12-14 و9 وحي"], "أحياء ⟨12-14⟩ و9 وحي"),
    ("ar", ["بين 2012-2017 و 2012 – 2017."], "بين ⟨2012-2017⟩ و ⟨2012 – 2017⟩."),
    ("ar", ["(استطلاع 126 000 radios)"], "(استطلاع ⟨126 000 radios⟩)"),
    ("ar", ["France 2: ", "{2.7 مليون}", " شخص"], "⟨France 2⟩: ⟨2.7 مليون⟩ شخص"),
    (
        "ar",
        ["TICCIH (", "en|The Committee, for Heritage", ")، ", "{300}", " من"],
        "TICCIH (⟨The Committee, for Heritage⟩)، ⟨300⟩ من",
    ),
    ("ar", ["نسبة ", "{41%}", " من"], "نسبة ⟨41%⟩ من"),
    ("ar", ["من ", "{٤١٪}", " إلى"], "من \u2067٤١٪\u2069 إلى"),
    ("ar", ["الفترة ", "{2012}", "-", "{2014}", "."], "الفترة ⟨⟨2012⟩-⟨2014⟩⟩."),
    ("ar", ["انظر Vol. 2، p. 12."], "انظر ⟨Vol. 2⟩، ⟨p. 12⟩."),
    ("ar", ["Canal ", "{12}", " قناة"], "Canal ⟨12⟩ قناة"),
    ("ar", ["مسار A2 وA23 و-5 درجات"], "مسار ⟨A2⟩ و⟨A23⟩ و-5 درجات"),
    ("he", ["אתר 9-9bis ושכונה 12-14, 25% יותר"], "אתר ⟨9-9bis⟩ ושכונה ⟨12-14⟩, ⟨25%⟩ יותר"),
    (
        "he",
        ["ערוץ France 2: ", "{2.7 מיליון}", " צופים"],
        "ערוץ ⟨France 2⟩: ⟨2.7 מיליון⟩ צופים",
    ),
    ("he", ["ב-30 ביוני, ה-12-14"], "ב-30 ביוני, ה-⟨12-14⟩"),
]


def by_hand(typed: str) -> str:
    """A text with the isolates themselves."""
    return typed.replace("⟨", OPEN).replace("⟩", CLOSE)


def shown_by_fribidi(texts: Sequence[str]) -> list[str]:
    """The characters of each text from left to right, as FriBidi orders them."""
    said = judge(
        "fribidi", "--charset", "UTF-8", "--rtl", "--nobreak", "--novisual", "--vtol",
        given="\n".join(texts),
    )  # fmt: skip
    places = [list(map(int, line.split())) for line in said.splitlines() if line.strip()]
    return ["".join(text[at] for at in found) for text, found in zip(texts, places, strict=True)]
