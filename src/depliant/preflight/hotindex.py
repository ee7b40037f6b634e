"""The index of a hot folder: a page that lists what came, the newest first, with its reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from depliant.interface import ENGLISH, Interface
from depliant.preflight.html import as_page
from depliant.sentences import Sentence, counted, legible, say

if TYPE_CHECKING:
    from depliant.preflight.hotfolder import Entry, Verdict

Tell = Callable[[Sentence], str]

_MOST: Final = 1000
"""Files that are listed."""

WORDS: Final[Mapping[Verdict, Sentence]] = {
    "accepted": say("accepted"),
    "refused": say("refused"),
    "unjudged": say("not judged"),
}
"""What is said of a file by its verdict."""


def index_of(entries: Sequence[Entry], folder: str, interface: Interface = ENGLISH) -> str:
    """The page; `folder` is what the folder is called."""

    def tell(said: Sentence) -> str:
        return escape(interface.tell(said))

    numbers = {
        verdict: say(
            "{head}: {said}", head=word, said=sum(one.verdict == verdict for one in entries)
        )
        for verdict, word in WORDS.items()
    }
    counts = "".join(
        f'<p class="verdict {_class(verdict)}">{tell(said)}</p>'
        for verdict, said in numbers.items()
    )
    shown = list(reversed(entries))[:_MOST]
    parts = [counts, '<ol class="came">']
    parts += (f"<li>{''.join(_row(one, tell))}</li>" for one in shown)
    parts.append("</ol>")
    if more := len(entries) - len(shown):
        rest = counted(more, "{count} more is not listed.", "{count} more are not listed.")
        parts.append(f"<p>{tell(rest)}</p>")
    return as_page(say("Preflight of {name}", name=legible(folder)), parts, interface)


def _class(verdict: Verdict) -> str:
    return {"accepted": "yes", "refused": "no"}.get(verdict, "open")


def _row(entry: Entry, tell: Tell) -> Iterator[str]:
    name = escape(legible(entry.name))
    yield (
        f'<p class="head"><a href="{quote(entry.report)}">{name}</a> '
        f'<span class="where">{escape(entry.when)}</span></p>'
        f'<p class="verdict {_class(entry.verdict)}">{tell(WORDS[entry.verdict])}</p>'
    )
    if entry.why:
        yield f"<p><code>{escape(entry.why)}</code></p>"
    if entry.place:
        yield (
            f'<p class="rule"><a href="{quote(entry.place)}">{escape(legible(entry.place))}</a></p>'
        )
