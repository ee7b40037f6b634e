"""Words, figures, styles and translations: aliases, depth, length, and one times the other."""

# ruff: noqa: E501 (a file that asks for too much is one line of a table)

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.bombs.lab import Bomb, Call, brochure, built

WORDS = "word " * 1_900
LAUGH = "\n".join(
    [
        "x-a0: &a0 [w, w, w, w, w, w, w, w, w]",
        *(f"x-a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)),
    ]
)


def content(name: str, blocks: Callable[[], str], head: str = "") -> Bomb:
    """A brochure with such blocks."""
    return Bomb(name, lambda folder: built(brochure(folder / "p", blocks(), head)))


def whole(name: str, file: str, text: Callable[[], str], *call: str) -> Bomb:
    """A brochure of which a file is this."""

    def made(folder: Path) -> Call:
        project = brochure(folder / "p")
        (project / file).parent.mkdir(parents=True, exist_ok=True)
        (project / file).write_text(text(), "utf-8", errors="surrogatepass")
        return (*call, project) if call else built(project)

    return Bomb(name, made)


def styled(name: str, style: Callable[[], str]) -> Bomb:
    """A brochure whose style sheet has more."""

    def made(folder: Path) -> Call:
        return built(brochure(folder / "p", style=style()))

    return Bomb(name, made)


def translated(name: str, entries: Callable[[], str], head: str = "") -> Bomb:
    """A brochure with a translation into French."""

    def made(folder: Path) -> Call:
        project = brochure(folder / "p", "- text: Much")
        (project / "assets" / "translations").mkdir()
        begins = f'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n{head}"\n\n'
        po = project / "assets" / "translations" / "fr.po"
        po.write_text(begins + entries(), "utf-8")
        return (*built(project), "--edition", "fr")

    return Bomb(name, made)


def agency(name: str, text: Callable[[], str]) -> Bomb:
    """An agency's file that is taken in."""

    def made(folder: Path) -> Call:
        project = brochure(folder / "p", "- text: Much")
        (folder / "fr.xlf").write_text(text(), "utf-8")
        return ("translate", "import", folder / "fr.xlf", "--project", project)

    return Bomb(name, made)


def figures(count: int, of: Callable[[int], str]) -> str:
    """A ledger of so many figures."""
    return "sources: {s: Somewhere}\nfigures:\n" + "".join(
        f"  f{n}: {of(n)}\n" for n in range(count)
    )


def panels(count: int) -> str:
    """A content of so many panels."""
    head = "id: bomb\ntitle: Bomb\nsubject: Much\nauthor: Nobody\nlanguage: en\ndate: 2024-04-02\npanels:\n"
    return head + "".join(
        f"  - id: p{n}\n    blocks:\n      - {{heading: Panel, level: {1 if n == 0 else 2}}}\n"
        + "".join(
            f"      - text: Some words of panel {n}, as there are in many.\n" for _ in range(8)
        )
        for n in range(count)
    )


XLIFF = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en" target-language="fr" datatype="plaintext"><body>'
BOMBS = (
    whole("content: aliases of aliases", "content.yaml", lambda: LAUGH),
    whole("content: 32 MB of levels", "content.yaml", lambda: "[" * 33_000_000),
    whole(
        "content: 1,000,000 keys",
        "content.yaml",
        lambda: "".join(f"k{n}: 1\n" for n in range(1_000_000)),
    ),
    whole("content: 790,000 values", "content.yaml", lambda: "names: [" + "w, " * 790_000 + "w]\n"),
    whole("content: a text of 30 MB", "content.yaml", lambda: "title: " + "w" * 30_000_000),
    whole(
        "content: an indented text of 30 MB",
        "content.yaml",
        lambda: "title: |\n" + "  w\n" * 8_000_000,
    ),
    whole("content: 8,000,000 comments", "content.yaml", lambda: "#\n" * 16_000_000),
    whole("content: 30 MB of tags", "content.yaml", lambda: "a: " + "!!a " * 8_000_000),
    whole("content: 2 MB, 200 panels", "content.yaml", lambda: panels(2_000)),
    whole(
        "budgets: 200 panels",
        "content.yaml",
        lambda: panels(200),
        "translate",
        "extract",
        "--project",
    ),
    content("text: a word of 9,900 letters", lambda: "- text: " + "w" * 9_900),
    content("text: 300 of 9,500 letters", lambda: f"- text: {WORDS}\n" * 300),
    content("text: emphases in emphases", lambda: "- text: '" + "*a **b " * 1_400 + "'"),
    content("text: brackets", lambda: "- text: '" + "[" * 4_900 + "]" * 4_900 + "'"),
    content("text: brackets, never closed", lambda: "- text: '" + "[a](b" * 1_900 + "'"),
    content(
        "text: back-ticks of all lengths",
        lambda: "- text: '" + "".join("`" * (n % 130) + "a" for n in range(140)) + "'",
    ),
    content("text: 9,900 combining marks", lambda: "- text: 'a" + "\u0301" * 9_900 + "'"),
    content("text: marks of direction", lambda: "- text: '" + "\u2067\u05d0a\u2069" * 2_400 + "'"),
    content("text: soft hyphens", lambda: "- text: '" + "w\u00ad" * 4_900 + "'"),
    content("text: braces", lambda: "- text: '" + "{a}" * 3_300 + "'"),
    content("text: 9,900 ideographs", lambda: "- text: '" + "漢" * 9_900 + "'"),
    content(
        "text: an address of 1,990 letters, 4 times",
        lambda: "- text: '" + ("[a](https://e.example/" + "a" * 1_900 + ") ") * 4 + "'",
    ),
    content(
        "items in items in items",
        lambda: (
            "- items:\n"
            + "".join("  " * n + "  - text: w\n" + "  " * n + "    items:\n" for n in range(30))
            + "  " * 30
            + "  - text: w"
        ),
    ),
    content("5,000 headings", lambda: "- {heading: Much, level: 2}\n" * 5_000),
    content("QR code of 2,900 letters", lambda: "- qr: " + "w" * 2_900),
    content(
        "QR codes, 300 of 1,000 letters",
        lambda: "".join(f"- qr: {n}{'w' * 1_000}\n" for n in range(300)),
    ),
    content(
        "bar code of 9,000 signs", lambda: "- barcode: '" + "7" * 9_000 + "'\n  kind: code-128"
    ),
    content(
        "table: 20,000 rows in content",
        lambda: "- table: t\n  columns: [{}, {}]\n  rows:\n" + "    - [a, b]\n" * 20_000,
    ),
    content(
        "table: spans of 10^9",
        lambda: "- table: t\n  rows:\n    - [{text: a, columns: 1000000000, rows: 1000000000}]",
    ),
    content(
        "figures: 20,000",
        lambda: "- text: '{f1}'",
        figures(20_000, lambda n: f"{{value: {n}, unit: m, source: s}}"),
    ),
    content(
        "figures: a chain of 5,000 formulas",
        lambda: "- text: '{f1}'",
        figures(
            5_000,
            lambda n: (
                f"{{formula: 'f{n + 1} + f{n + 1}'}}"
                if n < 4_999
                else "{value: 1, unit: m, source: s}"
            ),
        ),
    ),
    content(
        "figures: a formula of brackets",
        lambda: "- text: '{f0}'",
        figures(2, lambda n: "{formula: '" + "(" * 900 + "'}"),
    ),
    content(
        "figures: 10^999999999",
        lambda: "- text: '{f0}'",
        figures(1, lambda n: "{value: 1e999999999, unit: m, source: s}"),
    ),
    content(
        "figures: a number of 9,000 digits",
        lambda: "- text: '{f0}'",
        figures(1, lambda n: "{value: " + "9" * 9_000 + ", unit: m, source: s}"),
    ),
    content(
        "names: 20,000",
        lambda: f"- text: {WORDS}",
        "names: [" + ", ".join(f"Name{n}" for n in range(20_000)) + "]\n",
    ),
    content(
        "allowed numbers: 5,000",
        lambda: f"- text: {'12 a ' * 1_900}",
        "allowed_numbers: [" + ", ".join(f"'a # b{n} #'" for n in range(5_000)) + "]\n",
    ),
    styled(
        "style: 50,000 swatches",
        lambda: "\n" + "".join(f"x{n}: {{cmyk: [0, 0, 0, 1]}}\n" for n in range(50_000)),
    ),
    whole("style: 790,000 values", "assets/style.yaml", lambda: "a: [" + "w, " * 790_000 + "w]\n"),
    whole("style: aliases of aliases", "assets/style.yaml", lambda: LAUGH),
    whole("printer: aliases of aliases", "assets/printers/a.yaml", lambda: LAUGH),
    whole("printer: 30 MB", "assets/printers/a.yaml", lambda: "title: " + "w" * 30_000_000),
    translated("PO: 2 MB of one text", lambda: 'msgid "Much"\nmsgstr "' + "w" * 2_000_000 + '"\n'),
    translated(
        "PO: 40,000 entries",
        lambda: "".join(f'msgid "m{n}"\nmsgstr "t"\n\n' for n in range(40_000)),
    ),
    translated(
        "PO: 40,000 entries that are near",
        lambda: "".join(f'#, fuzzy\nmsgid "Much{n}"\nmsgstr "t"\n\n' for n in range(40_000)),
    ),
    translated("PO: 500,000 comments", lambda: "#\n" * 500_000 + 'msgid "Much"\nmsgstr "t"\n'),
    translated(
        "PO: a plural of brackets",
        lambda: 'msgid "Much"\nmsgstr "t"\n',
        "Plural-Forms: nplurals=2; plural=" + "(" * 9_000 + ";\\n",
    ),
    translated(
        "PO: a plural of 9,000 steps",
        lambda: 'msgid "Much"\nmsgstr "t"\n',
        "Plural-Forms: nplurals=999999; plural=" + "n%9*" * 9_000 + "n;\\n",
    ),
    agency(
        "XLIFF: entities of entities",
        lambda: (
            '<!DOCTYPE a [<!ENTITY a "aaaa">'
            + "".join(f'<!ENTITY a{n} "&a{n - 1 or ""};&a{n - 1 or ""};">' for n in range(1, 40))
            + "]>"
            + XLIFF
        ),
    ),
    agency("XLIFF: 20 MB of levels", lambda: XLIFF + "<g>" * 6_000_000),
    agency(
        "XLIFF: 180,000 units",
        lambda: (
            XLIFF
            + '<trans-unit id="a"><source>a</source></trans-unit>' * 180_000
            + "</body></file></xliff>"
        ),
    ),
    agency(
        "XLIFF: 19 MB of an attribute",
        lambda: XLIFF.replace('original="a"', 'original="' + "a" * 19_000_000 + '"'),
    ),
)
