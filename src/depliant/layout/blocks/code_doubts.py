"""What a code may hold by mistake: it can be drawn and read, and leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from depliant.errors import Diagnostic, Place
from depliant.patterns import late_pattern
from depliant.sentences import say
from depliant.source.suggestions import did_you_mean, nearest

_UNFILLED: Final = late_pattern(r"\{(?!row\.)([A-Za-z][\w.:-]*)\}")
_SCHEME: Final = late_pattern(r"([A-Za-z][A-Za-z0-9+.-]*):(//)?")
_NO_COLON: Final = late_pattern(r"(?i:(https?)/)")
_OPENED: Final = ("https", "http", "mailto", "tel")
"""What every telephone opens."""
_OTHERS: Final = frozenset({
    "begin", "bitcoin", "biz", "bizcard", "facetime", "ftp", "ftps", "geo", "intent", "lpa",
    "magnet", "market", "matmsg", "mebkm", "mecard", "msteams", "openpgp4fpr", "otpauth", "sip",
    "sips", "skype", "sms", "smsto", "smtp", "spotify", "tg", "tel", "upi", "urlto", "webcal",
    "weixin", "whatsapp", "wifi", "xmpp", "zoommtg",
})  # fmt: skip
"""Beginnings of what other programs open, and of cards."""


def doubts(holds: str, place: Place) -> Iterator[Diagnostic]:
    """What is to be looked at in what a QR code holds."""
    yield from unfilled(holds, place)
    found = _SCHEME.match(holds)
    scheme = found[1].casefold() if found else ""
    begun = _NO_COLON.match(holds)
    if holds.lower().startswith("www."):
        yield Diagnostic(
            "code-content",
            say("“{holds}” does not say that it is an address.", holds=holds[:60]),
            place,
            say("Write https:// before it: not every telephone opens it without."),
            "warning",
        )
    elif begun:
        yield Diagnostic(
            "code-doubtful",
            say("“{holds}” begins as no address does.", holds=holds[:60]),
            place,
            say("Did you mean `{near}`?", near=f"{begun[1].lower()}://"),
            "warning",
        )
    elif found and scheme not in (*_OPENED, *_OTHERS) and (found[2] or _is_near(scheme)):
        hint = say(
            "Begin it with https:, http:, mailto: or tel:, if it is not for a program of its own."
        )
        near = nearest(scheme, _OPENED)
        yield Diagnostic(
            "code-doubtful",
            say("“{holds}” begins as no address does.", holds=holds[:60]),
            place,
            say("Did you mean `{near}`?", near=f"{near}:") if near else hint,
            "warning",
        )
    if found and (scheme in _OPENED or found[2]) and any(map(str.isspace, holds)):
        yield Diagnostic(
            "code-doubtful",
            say("The address “{holds}” has a space in it.", holds=holds[:60]),
            place,
            say("Take it out, or write %20 if it is meant."),
            "warning",
        )


def unfilled(holds: str, place: Place) -> Iterator[Diagnostic]:
    """Words in braces that stay in a code as they are."""
    for name in dict.fromkeys(match[1] for match in _UNFILLED.finditer(holds)):
        yield Diagnostic(
            "code-doubtful",
            say("“{name}” stays in the code as it is, braces and all.", name=f"{{{name}}}"),
            place,
            did_you_mean(name, ("issue",))
            or say("A code knows {issue} and columns such as {row.id}."),
            "warning",
        )


def _is_near(scheme: str) -> bool:
    """Whether what stands before a colon is one of the beginnings, but for a letter."""
    return len(scheme) > 2 and bool(nearest(scheme, _OPENED))
