"""Words that YAML has read as keys, since no quotation marks stand round them.

`{visits}` alone is a mapping with one key and no value; so are `[Opening hours: daily]` and what
stands behind the comma of `{figure: visits, label: Novels, poems}`. What was typed is sound YAML,
and only what is wanted at its place says that words were meant.
"""

from __future__ import annotations

import re
from typing import Final

from depliant.patterns import late_pattern
from depliant.source.yaml import WORDS, Route, Source, Tree
from depliant.source.yaml_lines import in_quotes
from depliant.tuples import NamedTuple

_PLACEHOLDER: Final = late_pattern(r"[A-Za-z][\w-]*(?::[\w/-]+){0,2}", re.ASCII)
_KEY: Final = late_pattern(r"[a-z][a-z0-9_-]*", re.ASCII)
_NUMBER: Final = late_pattern(r"-?[\d.]+", re.ASCII)


class Words(NamedTuple):
    """Words as they were typed, and in quotes."""

    typed: str
    quoted: str


class Cut(NamedTuple):
    """The keys that a comma has made of a text, and the text in quotes with the key before it."""

    keys: tuple[str, ...]
    quoted: str


def words(source: Source, route: Route, data: Tree) -> Words | None:
    """The words that a mapping at `route` was meant to be; None where that is not sure."""
    if not isinstance(data, dict) or route not in source.values or route in source.elsewhere:
        return None
    figure = placeholder(source, route, data)
    if figure:
        return Words(figure, f'"{figure}"')
    key = next(iter(data), "")
    value = data.get(key)
    held = source.values.get((*route, key))
    if len(data) != 1 or key in WORDS or not isinstance(value, str) or held is None:
        return None
    start = source.values[route].start
    typed = source.text[start : held.end]
    if typed.startswith("{") or "\n" in typed or typed[:1] in ('"', "'") or typed[-1] in "\"'":
        return None
    return Words(typed, in_quotes(typed))


def is_sentence(data: Tree) -> bool:
    """Whether the first key of a mapping has what no key has: capitals, accents, spaces."""
    return isinstance(data, dict) and not _KEY.fullmatch(next(iter(data), "a"))


def placeholder(source: Source, route: Route, data: Tree) -> str:
    """The figure in braces that a mapping was meant to be, {visits:full}; else nothing.

    A name without a form is sure only if there is such a figure.
    """
    stretch = source.values.get(route)
    if not isinstance(data, dict) or len(data) != 1 or stretch is None:
        return ""
    ((key, form),) = data.items()
    if source.text[stretch.start] != "{" or not _PLACEHOLDER.fullmatch(key):
        return ""
    figures = source.data.get("figures")
    is_known = isinstance(figures, dict) and key.partition(":")[0] in figures
    if form is None:
        return f"{{{key}}}" if is_known or ":" in key else ""
    both = f"{key}:{form}" if isinstance(form, str) else ""
    return f"{{{both}}}" if is_known and both and _PLACEHOLDER.fullmatch(both) else ""


def cut(
    source: Source, route: Route, data: dict[str, Tree], key: str, *, texts: bool
) -> Cut | None:
    """What the comma before a key has cut off the text before it.

    The key has no value, or spaces in it; `{value: 76,9}` is a number, and no text.

    Args:
        source: the file.
        route: to the mapping.
        data: the mapping.
        key: the key.
        texts: whether all its values are texts, whatever their keys.
    """
    keys = list(data)
    at = keys.index(key)
    if not at or not _is_words(key, data[key]) or route in source.elsewhere:
        return None
    before = keys[at - 1]
    is_formula = before == "formula" and "(" in str(data[before])
    is_number = key.isdigit() and _NUMBER.fullmatch(str(data[before]))
    if before not in WORDS and not is_formula and (is_number or not texts):
        return None
    text, first = source.values.get((*route, before)), source.keys.get((*route, key))
    if text is None or first is None or not isinstance(data[before], str):
        return None
    if source.text[text.end : first.start].strip() != "," or not _is_plain(source.text, text.start):
        return None
    own, end = [], first.end
    for name in keys[at:]:
        stretch = source.keys.get((*route, name))
        if stretch is None or not _is_words(name, data[name]):
            break
        own.append(name)
        end = stretch.end if data[name] is None else source.values[*route, name].end
    typed = " ".join(source.text[text.start : end].split())
    return Cut(tuple(own), f"{before}: {in_quotes(typed)}")


def _is_words(key: str, value: Tree) -> bool:
    return value is None or (" " in key and isinstance(value, str))


def _is_plain(text: str, at: int) -> bool:
    return text[at : at + 1] not in ('"', "'", "|", ">")
