"""The ledger of figures, and its issues."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "figure-unknown": "A text, chart or list names a figure that `figures:` does not define. See "
    "the hint, or define it.",
    "figure-unused": "A figure is defined and never printed. Use it, or delete it, so that the "
    "list of figures is the list of what the brochure says.",
    "figure-form-unknown": "A figure is asked for in a form that does not exist. The forms are "
    "about, compact, date, millions, full, ordinal and percent.",
    "figure-form-unfit": "A figure cannot be written in the form that is asked for: an ordinal "
    "needs a whole number, a percentage the unit %, `about` a figure that is approximate, `date` "
    "one that has a date.",
    "figure-unsourced": "Figures have `source: unstated`. A reader who asks where a number comes "
    "from finds no answer: add the source when it is known.",
    "figure-needed": "A list item asks for a chart, but names no figure for it to show.",
    "unit-unknown": "A unit is written otherwise than the sign that it seems to be (percent, m2, "
    "Kg, eur), so that it is printed and translated as a word: without the sign's spaces, and in "
    "a chart beside others of another unit. The hint names the sign.",
    "unit-twice": "A figure is printed with its unit, and the words behind it say it again, or a "
    "currency before it: “30 € euros”, “££12.50”. `{id:full}`, `{id:about}` and "
    "shares are printed with it; `{id}` and `{id:millions}` of an amount are not.",
    "source-unknown": "A figure names a source that `sources:` does not define.",
    "source-unused": "A source is defined and no figure names it.",
    "figure-part": "A figure is larger than the one that it is a `part_of`, or counted in another "
    "unit. One of the two is wrong.",
    "figure-sum": "The figures that name one total under `sums_to` do not come to it, even with "
    "what their `precision` allows for rounding.",
    "figure-early": "A figure's date lies before what its `not_before` says. One of the two dates "
    "is wrong.",
    "figure-frozen": "A figure of a frozen issue is not as it was when the issue was frozen: what "
    "was published cannot be changed any more. Put it back; for the next issue give `issue:` "
    "another name and change the figure then.",
    "figure-stale": "A figure's `valid_until` lies before the date of the issue: its source has "
    "probably a newer value.",
    "formula-syntax": "A formula cannot be read. It holds ids of figures, numbers, + - * / and "
    "brackets, and sum(a, b), mean(a, b), share(part, whole), change(new, old), "
    "difference(new, old), per(amount, count); of a series change(births, 2015, 2024) or "
    "mean(births).",
    "formula-unit": "A formula puts figures of different units together, or comes out in another "
    "unit than the figure's own.",
    "formula-value": "A formula divides by zero, comes to too large a number, or to one that "
    "never ends: then say with `precision` how it is rounded. Or it needs a value that is missing "
    "in a series, or takes a whole series for one value.",
    "formula-cycle": "Figures are made from each other in a circle, so that none has a value. "
    "Give one of them a value.",
}
