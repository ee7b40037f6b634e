"""Regular expressions that are compiled when they are first used.

The program has some four hundred; a call uses a third of them, and to compile all would take
50 ms at its start, as long as reading a project.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, AnyStr, cast


def late_pattern(text: AnyStr, flags: int | re.RegexFlag = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, whose work and whose `re.error` come with the first use.

    What is given back knows a pattern's methods and attributes; a function of `re` or a library
    that wants a pattern itself takes no other, and is to be given what `re.compile` gives.
    """
    return cast("re.Pattern[AnyStr]", _LatePattern(text, flags))


class _LatePattern:
    """What stands for a pattern; a method that was asked for once is its own from then on."""

    def __init__(self, text: str | bytes, flags: int | re.RegexFlag) -> None:
        self._made_from = text, flags

    @cached_property
    def _compiled(self) -> re.Pattern[Any]:
        return re.compile(*self._made_from)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copying and pickling ask for what no pattern has
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return _LatePattern, self._made_from

    def __repr__(self) -> str:
        return f"late_pattern{self._made_from}"
