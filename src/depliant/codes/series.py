"""Series: figures with a value for each year, month, place or kind."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "series-point": "A text, chart or formula asks for a value that a series does not have, such "
    "as `{births:2031}`, or that is missing there (null). The hint says what the series has.",
    "series-whole": "A text, chart or rule names a series where one value is needed. Say which: "
    "`{births:2024}`, `{births:first}`, `{births:last}`, `{births:max}` or `{births:min}`.",
    "series-gap": "A series passes over years, quarters or months that its other values lead one "
    "to expect. Add them; where there is no value, say so by null: `2021: null`.",
    "series-mixed": "A series has values of years beside those of months, or of times beside "
    "names, so that they have no common axis. Make a series of each.",
    "series-order": "The values of a series of times do not stand in their order in content.yaml. "
    "They are read in the right order; mend it so that people do so too.",
    "series-jump": "A value of a series is about ten, a hundred or a thousand times what stands on "
    "either side of it, or that part of it: probably a slip of the decimal mark.",
    "series-stale": "The last known value of a series is more than two years older than the issue, "
    "or a year where it has quarters, months or days: its source has probably newer ones.",
}
