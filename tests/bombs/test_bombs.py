"""Files that ask for too much are refused with the bound, or made within it; a few of each kind.

`python -m tests.bombs` has the others, which take their time, and says what each command takes.
"""

from __future__ import annotations

import sys

import pytest
from tests.bombs.__main__ import ALL
from tests.bombs.lab import tried

BY_NAME = {bomb.name: bomb for bomb in ALL}


def test_each_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(ALL)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mark: PNG, 80 Mpx", "image-too-large"),
        ("drawing: use of use, 2^40", "svg-unsafe"),
        ("figures extract: a tree of 2^40", "ledger-missing"),
        ("figures import: CSV, 1,000,000 rows", "table-too-large"),
        ("map: GeoJSON, 8 MB of levels", "map-file"),
        ("content: aliases of aliases", "yaml-alias"),
        ("PO: a plural of 9,000 steps", "translation-too-large"),
        ("proof import: 4 MB of levels", "proof-unsound"),
    ],
)
def test_what_asks_for_too_much_is_told_which_bound_it_meets(name: str, said: str) -> None:
    """Within a quarter of the memory that a command may take, however large the file says it is."""
    found = tried(BY_NAME[name])
    assert found.code in (1, 2)
    assert said in found.said
    assert max(found.peak, found.together) < 256
