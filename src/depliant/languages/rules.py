"""Orthotypographic rules: what a rule is, those that languages share, and nine languages' own.

A rule finds stretches of white space or of straight quotation marks and says what stands
there instead; in Arabic also commas, semicolons and question marks of another script. It never
touches a letter or a digit. French has a file of its own.

Quotation marks are those of CLDR's `delimiters` element; what a writer typed as double marks
stays double.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from msgspec import Struct

from depliant.sentences import Sentence, say

NBSP = "\u00a0"
"""No-break space, as wide as a word space."""
NNBSP = "\u202f"
"""Narrow no-break space."""
DIGITS = "0123456789"
SPACE = "[ \t\u00a0\u2007\u2009\u202f]"
"""A space of any kind a writer may have typed; never a line end."""


class Edit(Struct, frozen=True):
    """Put `text` in place of the characters from `start` to `end`.

    An edit that only inserts belongs to the run of the character on its `side`.
    """

    start: int
    end: int
    text: str
    side: Literal["left", "right"] = "right"


class Rule(Struct, frozen=True, eq=False):
    """A rule by its name, and the function that finds what it would change in a text.

    There is one of each: two are equal only if they are the same.
    A text without any of `signs` has nothing for the rule and need not be searched; none
    means that any text may.
    """

    name: str
    find: Callable[[str], Iterable[Edit]]
    signs: frozenset[str] = frozenset()


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(words.split())


def replacing(
    name: str, pattern: str, text: str, signs: str, side: Literal["left", "right"] = "right"
) -> Rule:
    """The rule that puts `text` in place of group 1 of `pattern`.

    Args:
        name: shown with each correction.
        pattern: a regular expression; what is outside group 1 is context.
        text: what group 1 becomes.
        signs: the pattern matches only in a text with one of these characters.
        side: whose run an insertion belongs to.
    """

    def find(source: str) -> Iterator[Edit]:
        # Compiled when it is first needed: most rules are of other languages.
        for match in re.finditer(pattern, source):
            if match[1] != text:
                yield Edit(match.start(1), match.end(1), text, side)

    return Rule(name, find, frozenset(signs))


def quoting(name: str, outer: tuple[str, str], inner: tuple[str, str]) -> Rule:
    """The rule that turns pairs of straight double marks into `outer`, or `inner` within them.

    A mark that has no partner stays as it is: it may be inches or seconds.
    """
    pair = re.compile(r'(?<![\w"])(")(?=[^\s"])[^"]*(?<=[^\s"])(")(?!\w)')
    opening, closing = outer

    def find(source: str) -> Iterator[Edit]:
        for match in pair.finditer(source):
            before = source[: match.start()]
            nested = opening != closing and before.count(opening) > before.count(closing)
            marks = inner if nested else outer
            yield Edit(match.start(1), match.end(1), marks[0])
            yield Edit(match.start(2), match.end(2), marks[1])

    return Rule(name, find, frozenset('"'))


def quoting_within(name: str, outer: tuple[str, str], inner: tuple[str, str]) -> Rule:
    """The rule that turns pairs of straight single marks within a quotation into `inner`."""
    pair = re.compile(r"(?<!\w)(')(?=[^\s'])[^']*(?<=[^\s'])(')(?!\w)")
    opening, closing = outer

    def find(source: str) -> Iterator[Edit]:
        for match in pair.finditer(source):
            before = source[: match.start()]
            if opening != closing and before.count(opening) > before.count(closing):
                yield Edit(match.start(1), match.end(1), inner[0])
                yield Edit(match.start(2), match.end(2), inner[1])

    return Rule(name, find, frozenset("'"))


CALLED: Final[Mapping[str, Sentence]] = MappingProxyType(
    {
        "abbreviation": say("abbreviation"),
        "apostrophe": say("apostrophe"),
        "bracket": say("bracket"),
        "colon": say("colon"),
        "comma": say("comma"),
        "currency": say("currency"),
        "dash": say("dash"),
        "date": say("date"),
        "guillemets": say("guillemets"),
        "initials": say("initials"),
        "number": say("number"),
        "one-space": say("one-space"),
        "per-cent": say("per-cent"),
        "punctuation": say("punctuation"),
        "question": say("question"),
        "quotes": say("quotes"),
        "semicolon": say("semicolon"),
        "suspension-points": say("suspension-points"),
        "thousands": say("thousands"),
        "title": say("title"),
        "unit": say("unit"),
    }
)
"""What the rules are called where a correction is shown, by their names."""


SINGLE_SPACES = replacing("one-space", r"([ \t]{2,})", " ", " \t")
SUSPENSION = replacing("suspension-points", r"(?<!\.)(\.\.\.)(?!\.)", "…", ".")
APOSTROPHE = replacing("apostrophe", r"(?<=[^\W\d_])(')(?=[^\W_]|[«“„\"])", "’", "'")
COMMA = replacing("comma", rf"(?<=[^\s«(\[])({SPACE}+)(?=[,.](?:[\s»”)\]]|$))", "", ",.")
BRACKET_OPEN = replacing("bracket", rf"(?<=[(\[])({SPACE}+)(?=[^\s»])", "", "([")
BRACKET_CLOSE = replacing("bracket", rf"(?<=[^\s«(\[])({SPACE}+)(?=[)\]])", "", ")]")
INITIALS = replacing("initials", r"(?<!\w)(?:[A-ZÀ-Þ]\.-?)+( )(?=[A-ZÀ-Þ])", NBSP, ".")

# The SI Brochure, 9th edition, tables 2 to 8, and what stands beside it: bytes, money, print.
_UNITS = (
    "[kcdmµμn]?m[²³]?|dam|hm|ha|[mcdh]?[lL]|[kmµμ]?g|[kMG]?t|ms|s|min|h|mol|cd|lm|lx|"
    "[kMGT]?(?:W|Wh|V|Hz|Pa)|[kMGT]J|[kMG]Wc|[kM]Wp|m?A|Ah|kVA|hPa|m?bar|kN|Nm|[kM]?Bq|[mµμ]?Sv|"
    "dB|[kMGT](?:B|o|bit|iB)|[kMG]bps|px|ppi|dpi|pt|rpm|ppm|kcal|cal|"
    "EUR|USD|GBP|CHF|PLN|UAH|CZK|SEK|NOK|DKK"
)
_ENDS = r"(?![\w’'-])"
UNITS = replacing("unit", rf"(?<=\d)({SPACE})(?=(?:{_UNITS}){_ENDS}|°[CF]?{_ENDS})", NBSP, DIGITS)
"""A number stays on the line of its unit (SI Brochure, 5.4.3), whatever the language."""
CURRENCIES = replacing("unit", rf"(?<=\d)({SPACE})(?=[€$£¥₴])", NBSP, "€$£¥₴")
SECTIONS = replacing("number", rf"[§№]({SPACE})(?=\d)", NBSP, "§№")

ANYWHERE = (UNITS, CURRENCIES, SECTIONS)
"""Rules that hold in every language, also in one that has no other."""

SHARED = (
    *(SINGLE_SPACES, SUSPENSION, APOSTROPHE, COMMA, BRACKET_OPEN, BRACKET_CLOSE, INITIALS),
    *ANYWHERE,
)
"""Rules that hold in every language that has any."""

_CLOSE_UP = replacing(
    "punctuation", rf"(?<=[\w”’“‘»)\]%€])({SPACE}+)(?=[;:!?](?:\s|$))", "", ";:!?"
)
_SINGLE_QUOTES = replacing("quotes", r"(?<!\w)(')(?=\w[^']*\w'(?!\w))", "‘", "'")
_SINGLE_CLOSE = replacing("quotes", r"(?<=[\w.,!?])(')(?!\w)", "’", "'")
_THOUSANDS = replacing(
    "thousands",
    rf"(?<![\w,.])(?<!\d{SPACE})[1-9]\d{{0,2}}({SPACE})(?=\d{{3}}(?!\w))",
    NBSP,
    DIGITS,
)
_GUILLEMETS = (
    replacing("guillemets", rf"«({SPACE}+)(?=\S)", "", "«", "left"),
    replacing("guillemets", rf"(?<=\S)({SPACE}+)(?=»)", "", "»"),
)


def _numbers(words: str) -> Rule:
    """The rule that keeps a number on the line of its month, scale word or percentage."""
    return replacing("number", rf"(?<=\d)({SPACE})(?=(?:{words})(?!\w))", NBSP, DIGITS)


def _before(words: str) -> Rule:
    """The rule that keeps a word such as p. or Nr. on the line of the number after it."""
    return replacing("number", rf"(?<!\w)(?:{words})({SPACE})(?=\d)", NBSP, DIGITS)


def _titles(words: str) -> Rule:
    """The rule that keeps a title on the line of the name, or of the title, after it."""
    return replacing("title", rf"(?<!\w)(?:{words})( )(?=[^\W\d_a-zß-ÿа-яієїґ])", NBSP, "")


# Rules are made when they are first needed, once a language: `cache` has nine small tuples.


@cache
def english() -> tuple[Rule, ...]:
    """CLDR en: “ ” and ‘ ’; 76.9% without a space."""
    return (
        *SHARED,
        _CLOSE_UP,
        _SINGLE_QUOTES,
        _SINGLE_CLOSE,
        quoting("quotes", ("“", "”"), ("‘", "’")),
        _numbers(
            "million|billion|trillion|thousand|per cent|percent|[ap]\\.m\\.|[ap]m|"
            f"{_ENGLISH_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?"
        ),
        replacing(
            "date", rf"(?<!\w)(?:{_ENGLISH_MONTHS})( )(?=\d\d?(?:st|nd|rd|th)?(?!\w))", NBSP, DIGITS
        ),
        _before(r"[Nn]os?\.|pp?\.|[Aa]rt\.|[Ff]igs?\.|[Vv]ols?\.|[Cc]h\.|[Ss]ec\.|[Pp]ar\.|ca?\."),
        _titles(r"(?:Drs?|Mrs?|Ms|Mx|Prof|Rev|Hon|Capt|Sgt|St)\.?"),
    )


_ENGLISH_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)


@cache
def german() -> tuple[Rule, ...]:
    """CLDR de: „ “ and ‚ ‘, a no-break space before %. DIN 5008 for units and abbreviations."""
    return (
        *SHARED,
        _CLOSE_UP,
        quoting("quotes", ("„", "“"), ("‚", "‘")),
        replacing("per-cent", rf"(?<=\d)({SPACE}*)(?=[%‰])", NBSP, "%‰"),
        _numbers(
            "Euro|Cent|Million|Millionen|Milliarde|Milliarden|Mio\\.|Mrd\\.|Tsd\\.|Uhr|Prozent"
        ),
        _before(
            r"[Nn]r\.|S\.|Seite|Bd\.|Abb\.|Tab\.|Kap\.|[Aa]rt\.|[Aa]bs\.|Ziff\.|Rn\.|ca\.|Tel\."
        ),
        _titles(r"Dr\.|Prof\.|Dipl\.-Ing\.|Mag\.|Hr\.|Fr\.|St\."),
        replacing(
            "date",
            rf"(?<=\d\.)({SPACE})(?=(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|"
            r"Oktober|November|Dezember)(?!\w))",
            NBSP,
            ".",
        ),
        replacing("abbreviation", r"(?<!\w)(?:z\.|d\.|u\.|i\.)( )(?=(?:B|h|a|d)\.)", NBSP, "."),
    )


@cache
def dutch() -> tuple[Rule, ...]:
    """CLDR nl: € first with a no-break space; 76,9% without a space."""
    return (
        *SHARED,
        _CLOSE_UP,
        quoting("quotes", ("“", "”"), ("‘", "’")),
        replacing("currency", rf"€({SPACE}*)(?=\d)", NBSP, "€", "left"),
        _numbers(
            "euro|cent|duizend|miljoen|miljard|procent|uur|januari|februari|maart|april|mei|juni|juli|"
            "augustus|september|oktober|november|december"
        ),
        _before(r"[Nn]rs?\.|blz\.|p\.|[Aa]rt\.|[Aa]fb\.|[Ff]ig\.|[Hh]fdst\.|[Tt]ab\.|ca\.|tel\."),
        _titles(r"[Dd]rs?\.|[Pp]rof\.|[Mm]r\.|[Ii]r\.|[Ii]ng\.|[Dd]s\.|[Mm]evr\.|[Dd]hr\."),
    )


@cache
def polish() -> tuple[Rule, ...]:
    """CLDR pl: „ ” and « », thousands apart by a no-break space, 76,9% without a space."""
    return (
        *SHARED,
        _CLOSE_UP,
        quoting("quotes", ("„", "”"), ("«", "»")),
        _THOUSANDS,
        _numbers(
            "zł|gr|tys\\.|procent|procenta|mln|mld|milion|miliona|miliony|milionów|r\\.|stycznia|lutego|marca|"
            "kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"
        ),
        _before(r"[Nn]r|s\.|str\.|[Aa]rt\.|ust\.|pkt|poz\.|[Rr]ys\.|[Tt]ab\.|tel\.|ok\."),
        _titles(
            r"[Dd]r|[Dd]r hab\.|[Pp]rof\.|[Ii]nż\.|[Mm]gr|[Kk]s\.|[Aa]l\.|[Uu]l\.|[Pp]l\.|św\."
        ),
    )


@cache
def czech() -> tuple[Rule, ...]:
    """CLDR cs: „ “ and ‚ ‘, thousands apart by a no-break space.

    ČSN 01 6910: 41 % is "41 per cent", 41% is an adjective; a space before the sign is kept with
    its number, and none is put there. Words of one letter are bound by `table.binds`.
    """
    return (
        quoting("quotes", ("„", "“"), ("‚", "‘")),
        quoting_within("quotes", ("„", "“"), ("‚", "‘")),
        *SHARED,
        _CLOSE_UP,
        replacing("per-cent", rf"(?<=\d)({SPACE})(?=[%‰])", NBSP, "%‰"),
        _THOUSANDS,
        _numbers("Kč|korun[ay]?|eura?|tisíce?|milion[uůy]?|miliard[ay]?|procent[oa]?"),
        replacing(
            "date",
            rf"(?<=\d\.)({SPACE})(?=(?:ledna|února|března|dubna|května|června|července|srpna|září|"
            r"října|listopadu|prosince)(?!\w))",
            NBSP,
            ".",
        ),
        _before(r"[Čč]\.|s\.|str\.|[Oo]br\.|[Tt]ab\.|[Čč]l\.|odst\.|písm\.|kap\.|tel\.|cca"),
        _titles(r"Ing\.|Mgr\.|Bc\.|MUDr\.|JUDr\.|PhDr\.|RNDr\.|[Dd]oc\.|[Pp]rof\.|[Dd]r\.|sv\."),
    )


@cache
def spanish() -> tuple[Rule, ...]:
    """CLDR es: « » without spaces inside, “ ” within them; 76,9 % with a no-break space.

    Ortografía de la lengua española (2010): nothing stands between ¿ or ¡ and its sentence;
    thousands may stand apart by a space, which is then a fixed one.
    """
    return (
        quoting("quotes", ("«", "»"), ("“", "”")),
        quoting_within("quotes", ("«", "»"), ("“", "”")),
        *SHARED,
        _CLOSE_UP,
        *_GUILLEMETS,
        replacing("opening", rf"[¿¡]({SPACE}+)(?=\S)", "", "¿¡", "left"),
        replacing("per-cent", rf"(?<=\d)({SPACE}*)(?=[%‰])", NBSP, "%‰"),
        _THOUSANDS,
        _numbers(
            "euro|euros|céntimo|céntimos|mil|millón|millones|por ciento|"
            "de (?:enero|febrero|marzo|abril|mayo|"
            r"junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)"
        ),
        _before(
            r"[Nn]\.º|[Nn]úms?\.|págs?\.|pp?\.|[Aa]rts?\.|[Ff]igs?\.|[Cc]ap\.|[Vv]ol\.|[Tt]el\."
        ),
        _titles(r"Sr\.|Sra\.|Dr\.|Dra\.|D\.|Dña\.|Prof\.|Lic\.|Ing\.|Sta\."),
    )


@cache
def italian() -> tuple[Rule, ...]:
    """CLDR it: « » without spaces inside, “ ” within them; 76,9% without a space."""
    return (
        quoting("quotes", ("«", "»"), ("“", "”")),
        quoting_within("quotes", ("«", "»"), ("“", "”")),
        *SHARED,
        _CLOSE_UP,
        *_GUILLEMETS,
        _numbers(
            "euro|centesimi|mila|milione|milioni|miliardo|miliardi|per cento|"
            "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
        ),
        _before(r"[Nn]\.|nn\.|pag\.|pp?\.|[Aa]rtt?\.|[Ff]igg?\.|[Cc]ap\.|[Vv]ol\.|[Tt]el\.|ca\."),
        _titles(r"Sig\.|Sig\.ra|[Dd]ott\.|[Dd]ott\.ssa|[Dd]r\.|[Pp]rof\.|[Ii]ng\.|[Aa]vv\.|S\."),
    )


@cache
def ukrainian() -> tuple[Rule, ...]:
    """CLDR uk: « » without spaces inside and „ “, thousands apart by a no-break space.

    A no-break space before % is taken out (76,9%); a dash keeps to the word before it.
    """
    return (
        *SHARED,
        _CLOSE_UP,
        quoting("quotes", ("«", "»"), ("„", "“")),
        *_GUILLEMETS,
        replacing("dash", rf"(?<=[\w»\")])({SPACE})(?=[–—] )", NBSP, "–—"),
        _numbers(
            "грн|відсоток|відсотка|відсотки|відсотків|тис\\.|млн|млрд|мільйон|мільйона|мільйони|мільйонів|євро|р\\.|січня|лютого|"
            "березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"
        ),
        _before(r"с\.|ст\.|рис\.|табл\.|п\.|бл\.|тел\."),
        _titles(r"[Дд]-р|[Пп]роф\.|[Аа]кад\.|вул\.|просп\.|м\.|св\."),
    )


@cache
def arabic() -> tuple[Rule, ...]:
    """CLDR ar: « » in books and the press; comma, semicolon and question mark of the script.

    A number keeps to the word that it counts in compact forms and to the month.
    """
    return (
        SINGLE_SPACES,
        SUSPENSION,
        *ANYWHERE,
        quoting("quotes", ("«", "»"), ("“", "”")),
        *_GUILLEMETS,
        replacing("comma", r"(?<=[\u0620-\u064a])(,)(?=\s)", "،", ","),
        replacing("semicolon", r"(?<=[\u0620-\u064a])(;)(?=\s)", "؛", ";"),
        replacing("question", r"(?<=[\u0620-\u064a])(\?)(?=\s|$)", "؟", "?"),
        replacing("punctuation", rf"(?<=[\u0620-\u064a»])({SPACE}+)(?=[،؛؟](?:\s|$))", "", "،؛؟"),
        replacing(
            "number",
            rf"(?<=\d)({SPACE})(?=(?:بالمئة|بالمائة|مليون|ملايين|مليار|ألف|آلاف|يورو|يناير|فبراير|مارس|أبريل|مايو|"
            r"يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)(?!\w))",
            NBSP,
            DIGITS,
        ),
    )
