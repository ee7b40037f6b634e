"""Names to files, and what is said of a font that is not there."""

from __future__ import annotations

import json
from pathlib import Path

import fontpkg
import pytest

from depliant.errors import InputError
from depliant.fonts.registry import FaceRef, family_files, file_of


@pytest.mark.parametrize("family", ["Barlow", "Barlow Condensed"])
@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("style", ["normal", "italic"])
def test_the_file_is_the_one_fontpkg_names(family: str, weight: int, style: str) -> None:
    ref = FaceRef(family, weight, "italic" if style == "italic" else "normal")
    assert file_of(ref).path == fontpkg.path(family, weight=weight, style=style)


def refusal(ref: FaceRef) -> str:
    with pytest.raises(InputError) as raised:
        file_of(ref)
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == "font-missing"
    return f"{diagnostic.message} {diagnostic.hint}"


def test_a_missing_family_names_the_package_to_install() -> None:
    said = refusal(FaceRef("Eb garamond"))
    assert "Eb garamond 400 is not installed" in said
    assert "pip install fontpkg-eb-garamond" in said


@pytest.mark.parametrize("family", ["Nonesuch Old Face", "Marianne", "House"])
def test_no_package_is_named_that_is_not_known_to_be(family: str) -> None:
    said = refusal(FaceRef(family))
    assert "pip install" not in said
    assert "Barlow" in said


def test_a_family_that_is_misspelt_is_told_the_nearest() -> None:
    assert "Did you mean `Fira Sans`?" in refusal(FaceRef("Fira Snas"))


def test_a_variable_font_is_not_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "fontpkg_swaying_sans"
    package.mkdir()
    (package / "__init__.py").touch()
    file = {"weight": None, "style": "normal", "path": "Sway[wght].ttf", "variable": True}
    (package / "metadata.json").write_text(json.dumps({"files": [file]}))
    monkeypatch.syspath_prepend(tmp_path)
    said = refusal(FaceRef("Swaying Sans"))
    assert "Swaying Sans 400 comes as a variable font" in said
    assert "not installed" not in said
    assert "pip install" not in said


def test_a_missing_weight_names_those_there_are() -> None:
    said = refusal(FaceRef("Barlow", 450))
    assert "normal: 100, 200, 300, 400, 500, 600, 700, 800, 900" in said


@pytest.mark.parametrize("family", ["../../etc/passwd", "", "a.b", "os\n", "Barlow/x"])
def test_a_name_that_is_no_name_finds_nothing(family: str) -> None:
    assert "not installed" in refusal(FaceRef(family))
    assert family_files(family) == ()
