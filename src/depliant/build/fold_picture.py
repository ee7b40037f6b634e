"""The ways to fold as a picture."""

from __future__ import annotations

from collections.abc import Sequence

from depliant.interface import Interface
from depliant.layout.folds_page import folds_page
from depliant.press.condition import OutputCondition, PressSpec
from depliant.style.fold_kinds import Binding, FoldKind
from depliant.writers import screen_pdf
from depliant.writers.targets import Options, target_named


def fold_picture(
    kinds: Sequence[FoldKind | Binding],
    suffix: str,
    condition: OutputCondition,
    interface: Interface,
) -> bytes:
    """The bytes of the picture: a PDF, or with the suffix ".svg" an SVG.

    Its colours are as `condition` prints them.
    """
    page = folds_page(kinds, interface)
    if suffix == ".svg":
        spec = PressSpec(condition, 0.0, 0.0)
        return target_named("svg").write(page, spec, Options("folds"))[0].data
    return screen_pdf.write(page, condition)
