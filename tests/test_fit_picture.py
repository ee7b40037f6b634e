"""The fit of the panels as a picture: every panel of every language, and what is overset."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from depliant.build.fit_picture import fit_picture
from depliant.build.report import PanelFit
from depliant.commands.cli import run
from depliant.layout.fit import AS_DESIGNED
from depliant.sentences import verbatim

ACCORDION = Path(__file__).parent / "data" / "accordion"
SVG = "{http://www.w3.org/2000/svg}"

PANELS = (
    PanelFit("fr", "cover", 0.25, AS_DESIGNED, 0, 1.0, False),
    PanelFit("fr", "a<b", 1.0, AS_DESIGNED, 3, 1.99, False),
    PanelFit("de", "cover", 0.5, verbatim("size −2 %"), 0, 0.0, False),
    PanelFit("de", "a<b", 1.04, verbatim("size −2 %"), 12, 2.94, True),
)


def strips(svg: str) -> dict[str, ElementTree.Element]:
    return {g.get("aria-label", ""): g for g in ElementTree.fromstring(svg).iter(f"{SVG}g")}


def words(strip: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in strip.iter(f"{SVG}text")]


def bars(strip: ElementTree.Element) -> list[tuple[float, str]]:
    """Width and colour of each panel's bar, without the track below it."""
    found = [(float(r.get("width", 0)), r.get("fill", "")) for r in strip.iter(f"{SVG}rect")]
    return found[1::2]


def test_each_language_has_a_strip_with_a_bar_for_each_panel() -> None:
    shown = strips(fit_picture(PANELS))
    assert list(shown) == ["fr", "de"]
    quarter, whole = bars(shown["fr"])
    assert quarter[0] == pytest.approx(whole[0] / 4)
    assert {"a<b", "100%", "3 divided · 199% space"} <= {*words(shown["fr"])}
    assert "size −2 %" in words(shown["de"])
    assert str(AS_DESIGNED) not in words(shown["fr"])


def test_overset_is_told_by_a_sign_and_not_by_colour_alone() -> None:
    shown = strips(fit_picture(PANELS))
    assert "▲ overset, 104%" in words(shown["de"])
    sound, over = bars(shown["de"])
    assert sound[1] != over[1]
    assert not any("▲" in word for word in words(shown["fr"]))


def test_nothing_stands_outside_the_picture() -> None:
    root = ElementTree.fromstring(fit_picture(PANELS * 3))
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for item in [*root.iter(f"{SVG}rect"), *root.iter(f"{SVG}text")]:
        assert 0 <= float(item.get("x", 0)) + float(item.get("width", 0)) <= width
        assert 0 <= float(item.get("y", 0)) + float(item.get("height", 0)) <= height


def test_a_build_draws_it(tmp_path: Path) -> None:
    project = Path(shutil.copytree(ACCORDION, tmp_path / "project"))
    file = tmp_path / "new" / "fit.svg"
    call = ["build", str(project), "--target", "screen", "--fit-picture", str(file)]
    assert run(call) == 0
    (strip,) = strips(file.read_text("utf-8")).values()
    assert len(bars(strip)) >= 4


def test_an_overset_build_draws_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = Path(shutil.copytree(ACCORDION, tmp_path / "project"))
    content = project / "content.yaml"
    text = content.read_text("utf-8")
    content.write_text(
        text.replace("      - text: ", f"      - text: {'Too much text. ' * 400}", 1)
    )
    file = tmp_path / "fit.svg"
    assert run(["build", str(project), "--fit-picture", str(file)]) == 1
    out = capsys.readouterr().out
    assert "overset" in out
    assert "No brochure was written; older ones are as they were." in out
    assert "Nothing was written" not in out, "the picture was"
    (share,) = re.findall(r"▲ overset, (\d+)%", file.read_text("utf-8"))
    assert int(share) > 200, "what found no room is counted in"


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    call = ["build", str(ACCORDION), "--target", "screen", "--out", str(tmp_path)]
    assert run([*call, "--fit-picture", str(tmp_path / "file" / "fit.svg")]) == 2
    assert "output-unwritable" in capsys.readouterr().err
