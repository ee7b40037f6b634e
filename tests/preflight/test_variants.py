"""All variants are judged with no fault missed and nothing blamed that is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from tests.preflight import (
    variants_blends,
    variants_claims,
    variants_drawn,
    variants_files,
    variants_further,
    variants_inks,
    variants_pages,
    variants_plain,
    variants_wishes,
)
from tests.preflight.variants import Variant

from depliant.preflight import judge_all
from depliant.press.condition import PrinterProfile

MODULES: tuple[Callable[[], Iterator[Variant]], ...] = (
    variants_claims.variants,
    variants_pages.variants,
    variants_inks.variants,
    variants_files.variants,
    variants_plain.variants,
    variants_wishes.variants,
    variants_drawn.variants,
    variants_blends.variants,
    variants_further.variants,
)
VARIANTS = tuple(variant for made in MODULES for variant in made())


def profile_of(variant: Variant) -> tuple[PrinterProfile, ...]:
    """The printer that a variant is judged for, whose limits are stated by himself."""
    if variant.printer is None:
        return ()
    sources = tuple((key, "the test") for key in (*variant.printer, "flavour", "condition"))
    return (PrinterProfile("test", "Test", sources=sources, **variant.printer),)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_variant_is_judged_for_what_it_is(variant: Variant) -> None:
    (report,) = judge_all(variant.make(), profile_of(variant), kind=variant.kind)
    found = {item.code for item in report.findings}
    said = [str(item) for item in report.findings]
    assert variant.codes <= found, said
    assert found <= variant.codes | variant.beside, said


def test_names_tell_variants_apart() -> None:
    names = Counter(variant.name for variant in VARIANTS)
    assert [name for name, count in names.items() if count > 1] == []
