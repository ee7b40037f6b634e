"""Every diagnostic code with its explanation: what it means, why it matters, what to do.

`depliant explain CODE` prints an entry; a test keeps this table and the codes in use equal.
The codes are stable: a released one is never given another meaning. A module a theme.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from depliant.codes import (
    advice,
    aloud,
    assets,
    batches,
    call,
    figures,
    graphics,
    issues,
    layout,
    notes,
    preflight,
    proofs,
    reading,
    series,
    sources,
    tables,
    text,
    translations,
    writing,
)

CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        code: explanation
        for theme in (
            call,
            reading,
            sources,
            figures,
            series,
            issues,
            translations,
            tables,
            batches,
            assets,
            text,
            notes,
            graphics,
            layout,
            advice,
            writing,
            aloud,
            preflight,
            proofs,
        )
        for code, explanation in theme.CODES.items()
    }
)
