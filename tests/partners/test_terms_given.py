"""What a call says of a contract that no contract can say: told of the call, not of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from depliant.errors import InputError
from depliant.partners.adding import Wish, add

from .conftest import MakePdf

RED = b"0.8902 0.0235 0.0745 rg 10 10 50 50 re f 0 0 0 rg 70 10 50 50 re f"


@pytest.mark.parametrize(
    ("wish", "option", "hint"),
    [
        (Wish(link="www.lens.fr"), "--link", "--link https://www.lens.fr"),
        (Wish(link="lens.fr/a b"), "--link", "--link"),
        (Wish(link="javascript:alert(1)"), "--link", "--link"),
        (Wish(alt="a\x01b"), "--alt", "--alt"),
        (Wish(holder="L" * 30_000), "--holder", "--holder"),
        (Wish(minimum_height=0.0), "--height", "--height"),
        (Wish(until="2030-02-31"), "--until", "--until"),
        (Wish(link="www.lens.fr", until="2030-02-31", keep=False), "--link", "--link"),
    ],
)
def test_the_option_is_named_and_no_file_that_is_not_there(
    project: Path, pdf: MakePdf, wish: Wish, option: str, hint: str
) -> None:
    with pytest.raises(InputError) as caught:
        add(project, pdf(RED), wish)
    found = caught.value.diagnostics
    assert all(one.place is None for one in found)
    assert option in str(found[0].hint)
    assert hint in str(found[0].hint)
    assert len(found) == sum(
        term is not None
        for term in (wish.link, wish.alt, wish.holder, wish.minimum_height, wish.until)
    )


def test_what_a_dry_run_finds_has_no_place_in_a_file_that_is_not_kept(
    project: Path, pdf: MakePdf
) -> None:
    sent = pdf(RED)
    told = add(project, sent, Wish(until="2001-01-01", keep=False)).diagnostics
    assert told
    assert not [one for one in told if one.place and not (project / one.place.file).exists()]
    kept = add(project, sent, Wish(until="2001-01-01")).diagnostics
    assert [one.code for one in kept] == [one.code for one in told]
