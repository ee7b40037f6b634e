"""What the two sides of the leaflet's sheet look like."""

from __future__ import annotations

import pytest
from tests.judges.conftest import Brochure
from tests.pages.test_pages import compare, pages


@pytest.mark.parametrize("side", [1, 2])
def test_a_page_looks_as_it_did(
    side: int, brochure: Brochure, request: pytest.FixtureRequest
) -> None:
    name = f"chiffres-cles-{side}.png"
    now = pages(brochure.press)[name]
    compare(name, now, update=request.config.getoption("--update-golden"))
