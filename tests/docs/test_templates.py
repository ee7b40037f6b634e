"""The guides' first page shows every template, in pictures that are up to date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from depliant.starter.listing import TEMPLATES

from .templates import ALL, DIGEST, GUIDES, digest

README = Path(__file__).parents[2] / "README.md"


@pytest.mark.parametrize("guide", ["README.md", "fr/README.md"])
def test_the_first_page_shows_each_with_its_picture_and_its_name(guide: str) -> None:
    text = (GUIDES / guide).read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^]]+\]\((?:\.\./)?template-(\w+)\.png\) `(\w+)`", text)
    assert shown == [(name, name) for name in TEMPLATES]


def test_the_first_page_leads_to_every_guide() -> None:
    text = (GUIDES / "README.md").read_text(encoding="utf-8")
    others = {path.name for path in GUIDES.glob("*.md")} - {"README.md"}
    assert {*re.findall(r"\]\(([\w-]+\.md)\)", text)} == others


def test_the_readme_shows_them_and_leads_there() -> None:
    text = README.read_text(encoding="utf-8")
    assert f"(src/depliant/docs/{ALL})" in text
    assert "(src/depliant/docs/README.md#start-from-one)" in text


def test_there_are_no_other_pictures_and_all_of_them_are_small() -> None:
    found = sorted(GUIDES.glob("template*.png"))
    assert {path.name for path in found} == {ALL, *(f"template-{name}.png" for name in TEMPLATES)}
    assert sum(path.stat().st_size for path in found) < 700_000


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_picture_of_a_template_is_up_to_date(name: str, tmp_path: Path) -> None:
    """`python -m tests.docs.templates` draws all anew."""
    now = digest(name, tmp_path)
    for file in (f"template-{name}.png", ALL):
        with Image.open(GUIDES / file) as picture:
            told = picture.text[DIGEST]  # type: ignore[attr-defined]
        assert now in told, f"{file} is old: python -m tests.docs.templates"
