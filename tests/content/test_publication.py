"""Loading a project as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from depliant.content.publication import blocks
from depliant.content.publication import load as load_publication
from depliant.content.schema import Items
from depliant.errors import InputError
from depliant.source.folder import Folder

PROJECT = Path(__file__).parents[1] / "data" / "frozen"


def test_a_folder_without_content_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="project-missing"):
        load_publication(Folder(tmp_path))
    with pytest.raises(InputError, match="project-missing"):
        load_publication(Folder(tmp_path / "nowhere"))


@pytest.mark.parametrize("folder", [PROJECT, PROJECT.with_name("accordion")])
def test_blocks_are_found_where_the_file_has_them(folder: Path) -> None:
    publication = load_publication(Folder(folder))
    nested = 0
    for block, route in blocks(publication.content):
        data: Any = publication.source.data
        for part in route:
            data = data[part]
        key = "items" if isinstance(block, Items) else next(iter(data))
        assert key in data
        nested += "items" in route
    assert nested or folder != PROJECT
