"""Names to files, and what is said of a font that is not there."""

from __future__ import annotations

import fontpkg
import pytest

from depliant.errors import InputError
from depliant.fonts import registry
from depliant.fonts.registry import FaceRef, family_files, file_of, nearest, package_of


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
    assert "The font Eb garamond is not installed" in said
    assert "pip install fontpkg-eb-garamond" in said


@pytest.mark.parametrize("family", ["Nonesuch Old Face", "Marianne", "House"])
def test_no_package_is_named_that_is_not_known_to_be(family: str) -> None:
    said = refusal(FaceRef(family))
    assert "pip install" not in said
    assert "Barlow" in said


def test_a_family_that_is_misspelt_is_told_the_nearest() -> None:
    assert "Did you mean `Fira Sans`?" in refusal(FaceRef("Fira Snas"))


def test_a_variable_font_has_the_weights_of_its_axis() -> None:
    weights = [file.weight for file in family_files("Heebo")]
    assert weights == [100, 200, 300, 400, 500, 600, 700, 800, 900]
    assert nearest(FaceRef("Heebo", 450, "italic")) == FaceRef("Heebo", 500)


def test_a_pack_holds_several_families() -> None:
    assert package_of("Noto Sans JP") == package_of("Noto Sans SC") == "justmytype-intl-cjk"
    assert package_of("Noto Sans Thai") == "fontpkg-noto-sans-thai"
    assert file_of(FaceRef("Noto Sans JP", 700)).path.name == "NotoSansJP[wght].ttf"


def test_a_family_of_a_pack_that_is_missing_names_the_pack(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registry, "find_spec", lambda _: None)
    family_files.cache_clear()
    file_of.cache_clear()
    try:
        assert "pip install justmytype-intl-sea" in refusal(FaceRef("Noto Sans Lao"))
    finally:
        family_files.cache_clear()
        file_of.cache_clear()


def test_a_missing_weight_names_those_there_are() -> None:
    said = refusal(FaceRef("Barlow", 450))
    assert "normal: 100, 200, 300, 400, 500, 600, 700, 800, 900" in said


@pytest.mark.parametrize("family", ["../../etc/passwd", "", "a.b", "os\n", "Barlow/x"])
def test_a_name_that_is_no_name_finds_nothing(family: str) -> None:
    assert "not installed" in refusal(FaceRef(family))
    assert family_files(family) == ()
