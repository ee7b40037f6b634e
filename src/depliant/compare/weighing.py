"""Whether a PDF of anybody's can be painted in reasonable time, found before PDFium is asked to."""

from __future__ import annotations

import re
from typing import Any, Final

from depliant.bounds import STEPS
from depliant.errors import Diagnostic, InputError, Place
from depliant.sentences import say

_TELLING: Final = re.compile(rb"/BM(?!\s*/(?:Normal|Compatible)\b)|/PatternType\s+(?!2\b)")
"""What a dictionary has that lets blend, or is a pattern of tiles: most files have neither."""


def weighed(data: bytes, name: str) -> None:
    """Refuse a PDF with a page that would be painted for hours.

    Args:
        data: the file.
        name: what diagnostics call it.

    Raises:
        InputError: `beyond-limits`: the page asks for more than any page needs.
    """
    from depliant.pdfread.budget import Budget, BudgetError
    from depliant.pdfread.burden import weigh
    from depliant.pdfread.interpreter import Interpreter
    from depliant.pdfread.opening import opened
    from depliant.preflight.limits import beyond

    try:
        with opened(data, restricted=True) as file:
            if not any(map(_tells, file.pdf.objects)):
                return
            interpreter = Interpreter(Budget(STEPS))
            for facts in file.pages:
                interpreter.budget.renew()
                try:
                    weigh(interpreter, facts)
                except BudgetError as met:
                    message = say(
                        "Page {page} has more than can be painted: {bound}.",
                        page=facts.index + 1,
                        bound=beyond(met.bound),
                    )
                    hint = say("Have it exported more simply, and compare that file.")
                    raise InputError(
                        Diagnostic("beyond-limits", message, Place(name), hint)
                    ) from None
    except InputError as fault:
        if fault.diagnostics[0].code == "beyond-limits":
            raise
        # What cannot be opened is said by those who read it.


def _tells(one: Any) -> bool:
    """Whether an object, with all that lies directly in it, may make a page heavy."""
    from pikepdf import Array, Dictionary, Stream

    if isinstance(one, Stream):
        one = one.stream_dict
    is_nest = isinstance(one, Dictionary | Array)
    return is_nest and _TELLING.search(one.unparse(resolved=True)) is not None
