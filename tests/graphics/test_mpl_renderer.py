"""The recorder answers matplotlib's renderer protocol with display items."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path as FilePath
from typing import Any

import pytest

from depliant.colour import BLACK, Colour
from depliant.display.items import Glyphs, Group, Path
from depliant.errors import BrochureError
from depliant.fonts.registry import FaceRef
from depliant.geometry import Size, bounds, outline_points
from depliant.graphics.charts.renderer import InkKey, Label, Recorder, record
from depliant.text.model import CharStyle

BRICK = Colour(0.15, 0.8, 0.85, 0.1)
SPOT = Colour(0.0, 0.6, 1.0, 0.0, spot="PANTONE 151 C", tint=0.4)
KEY = InkKey.of([BRICK, SPOT, BRICK])
STYLE = CharStyle(FaceRef("Barlow"), 8.0, BLACK)


def paint(ink: Colour) -> dict[str, Any]:
    return {"facecolor": KEY.rgb(ink), "edgecolor": "none", "linewidth": 0.0}


def drawn(artist: Any, height: float = 40.0) -> Any:
    (item,) = record([artist], Size(100.0, height), KEY, "fr").items
    return item


def test_the_key_leads_from_each_ink_to_rgb_and_back() -> None:
    many = InkKey.of(Colour(c / 20, m / 20, 0.0, 0.0) for c in range(21) for m in range(21))
    assert len({many.rgb(ink) for ink in many.inks}) == len(many.inks) == 441
    assert all(many.ink(many.rgb(ink)) == ink for ink in many.inks)


@pytest.mark.parametrize("rgb", [(0, 0, 0), (1, 1, 1), (0, 0, 3 / 255), (0, 0, 0.0040)])
def test_a_colour_that_is_no_ink_is_an_error(rgb: tuple[float, float, float]) -> None:
    with pytest.raises(BrochureError, match="chart-colour"):
        KEY.ink(rgb)


def test_an_ink_outside_the_key_is_an_error() -> None:
    with pytest.raises(BrochureError, match="chart-colour"):
        KEY.rgb(BLACK)


def test_a_patch_comes_back_where_it_was_laid_out_with_y_down() -> None:
    from matplotlib.patches import Rectangle

    item = drawn(Rectangle((10, 5), 30, 2.5, **paint(SPOT)))
    assert item == Path(
        (("M", 10, 5), ("L", 40, 5), ("L", 40, 7.5), ("L", 10, 7.5), ("Z",)), fill=SPOT
    )


def test_a_circle_is_round_to_a_thousandth() -> None:
    from matplotlib.patches import Circle

    item = drawn(Circle((20, 20), 10, **paint(BRICK)))
    ends = [segment[-2:] for segment in item.outline if segment[0] in "MC"]
    assert {segment[0] for segment in item.outline} == {"M", "C", "Z"}
    assert all(math.dist((20, 20), end) == pytest.approx(10, abs=1e-3) for end in ends)


def test_quadratic_curves_become_the_same_cubic_ones() -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as MplPath

    path = MplPath([(0, 0), (10, 20), (20, 0)], [MplPath.MOVETO, MplPath.CURVE3, MplPath.CURVE3])
    item = drawn(PathPatch(path, **paint(BRICK)))
    _, x1, y1, x2, y2, x, y = item.outline[1]
    middle = [(a + 3 * b + 3 * c + d) / 8 for a, b, c, d in ((0, x1, x2, x), (0, y1, y2, y))]
    assert middle == pytest.approx([10, 10], abs=1e-3)


def test_a_line_keeps_its_width_dashes_and_ends() -> None:
    from matplotlib.patches import Rectangle

    patch = Rectangle(
        (0, 0), 5, 5, facecolor="none", edgecolor=KEY.rgb(BRICK), linewidth=2,
        linestyle=(0, (1.5, 1)), capstyle="projecting", joinstyle="round",
    )  # fmt: skip
    item = drawn(patch)
    assert item.fill is None
    assert item.stroke.colour == BRICK
    assert (item.stroke.width, item.stroke.dash) == (2.0, (3.0, 2.0))
    assert (item.stroke.cap, item.stroke.join) == ("square", "round")


def test_a_clip_becomes_a_group_in_the_same_place() -> None:
    from matplotlib.patches import Rectangle
    from matplotlib.transforms import Bbox

    patch = Rectangle((0, 0), 20, 10, **paint(BRICK))
    patch.set_clip_box(Bbox.from_bounds(0, 2, 5, 3))
    group = drawn(patch)
    assert isinstance(group, Group)
    assert group.clip is not None
    assert bounds(outline_points(group.clip)) == (0, 2, 5, 3)


def test_a_label_stands_on_its_baseline_in_its_face() -> None:
    item = drawn(Label("Créative", STYLE, 12.0, 30.0))
    assert isinstance(item, Glyphs)
    assert (item.x, item.y, item.face, item.size, item.text) == (
        12.0, 30.0, STYLE.face, 8.0, "Créative",
    )  # fmt: skip


def test_text_is_as_wide_as_its_advances() -> None:
    recorder = Recorder(Size(100, 40), KEY, "fr")
    width, _, _ = recorder.get_text_width_height_descent("mine", STYLE)
    (run,) = record([Label("mine", STYLE, 0, 0)], Size(100, 40), KEY, "fr").items
    assert isinstance(run, Glyphs)
    assert width == pytest.approx(run.glyphs[-1].x + run.glyphs[-1].advance, abs=1e-3)


def test_pixels_transparency_hatches_turned_text_and_font_names_are_refused() -> None:
    from matplotlib.patches import Rectangle

    recorder = Recorder(Size(100, 40), KEY, "fr")
    with pytest.raises(ValueError, match="pixels"):
        recorder.draw_image(recorder.new_gc(), 0, 0, None)
    with pytest.raises(ValueError, match="transparent"):
        drawn(Rectangle((0, 0), 1, 1, alpha=0.5, **paint(BRICK)))
    with pytest.raises(ValueError, match="hatched"):
        drawn(Rectangle((0, 0), 1, 1, hatch="//", **paint(BRICK)))
    with pytest.raises(ValueError, match="upright"):
        recorder.draw_text(recorder.new_gc(), 0, 0, "a", STYLE, 90.0)
    with pytest.raises(TypeError, match="type style"):
        recorder.draw_text(recorder.new_gc(), 0, 0, "a", "sans-serif", 0.0)


def whole_figure(**canvas: Any) -> list[Any]:
    """A figure of matplotlib's own with bars, a line with markers, and scattered points."""
    from matplotlib.backend_bases import RendererBase
    from matplotlib.figure import Figure

    class WholeFigure(Recorder, RendererBase):  # type: ignore[misc]
        pass

    ink = KEY.rgb(BRICK)
    figure = Figure(figsize=(100 / 72, 40 / 72), dpi=72)
    figure.patch.set(**canvas)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 100), ylim=(0, 40))
    axes.set_axis_off()
    axes.barh([10, 20], [50, 25], height=4, color=[ink])
    axes.plot([10, 20, 30], [5, 5, 5], color=ink, marker="o", markersize=2)
    axes.scatter([60, 70, 80], [30, 30, 30], s=4, color=[ink])
    recorder = WholeFigure(Size(100.0, 40.0), KEY, "fr")
    figure.draw(recorder)
    return recorder.items


def test_a_whole_figure_can_be_drawn_with_matplotlibs_fall_backs() -> None:
    boxes = []
    for item in whole_figure(visible=False):
        path: Any = item.items[0] if isinstance(item, Group) else item
        boxes.append(bounds(outline_points(path.outline)))
    bars = [box for box in boxes if box.height == pytest.approx(4)]
    assert [(box.x, box.width) for box in bars] == [(0, 50), (0, 25)]
    assert [box.y for box in bars] == pytest.approx([40 - 12, 40 - 22])
    round_ones = [box for box in boxes if box.width == pytest.approx(box.height, abs=0.01)]
    assert {round(box.centre.x) for box in round_ones} == {10, 20, 30, 60, 70, 80}


def test_a_default_colour_of_matplotlib_is_found_out() -> None:
    with pytest.raises(BrochureError, match="chart-colour"):
        whole_figure(visible=True)


def test_a_chart_reads_no_fonts_and_leaves_nothing_behind(tmp_path: FilePath) -> None:
    script = (
        "import sys\n"
        "from depliant.geometry import Size\n"
        "from depliant.colour import BLACK\n"
        "from depliant.graphics.charts.renderer import *\n"
        "with plain_matplotlib():\n"
        "    from matplotlib.patches import Rectangle\n"
        "key = InkKey.of([BLACK])\n"
        "print(len(record([Rectangle((0, 0), 9, 9, facecolor=key.rgb(BLACK), edgecolor='none',"
        " linewidth=0)], Size(9, 9), key, 'fr').items))\n"
        "print('matplotlib.font_manager' in sys.modules, 'matplotlib.pyplot' in sys.modules)\n"
    )
    (tmp_path / "matplotlib").mkdir()
    (tmp_path / "matplotlib" / "matplotlibrc").write_text("lines.linewidth: nonsense\n")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    environment |= {"XDG_CONFIG_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        env=environment, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("1\nFalse False\n", "")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["matplotlib", "matplotlibrc"]


def test_no_settings_are_taken_from_where_the_program_runs_nor_is_the_process_changed(
    tmp_path: FilePath,
) -> None:
    script = (
        "import os, threading\n"
        "before = dict(os.environ), os.getcwd()\n"
        "seen = []\n"
        "class Watched(type(os.environ)):\n"
        "    def __setitem__(self, *_): seen.append('set')\n"
        "    def __delitem__(self, *_): seen.append('deleted')\n"
        "os.environ.__class__ = Watched\n"
        "from depliant.graphics.charts.renderer import plain_matplotlib\n"
        "def work():\n"
        "    with plain_matplotlib():\n"
        "        from matplotlib.patches import Circle, Rectangle, Wedge\n"
        "threads = [threading.Thread(target=work) for _ in range(4)]\n"
        "[thread.start() for thread in threads]; [thread.join() for thread in threads]\n"
        "import matplotlib\n"
        # As they are kept: asked for the backend, matplotlib looks for one, and for all fonts.
        "print(dict.__eq__(matplotlib.rcParams, matplotlib.rcParamsDefault), seen)\n"
        "print((dict(os.environ), os.getcwd()) == before)\n"
    )
    (tmp_path / "matplotlibrc").write_text("patch.linewidth: 7\n")
    (tmp_path / "mine").write_text("patch.linewidth: 8\n")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "MPLBACKEND": "nonsense"}
    environment |= {"MATPLOTLIBRC": str(tmp_path / "mine"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        env=environment | {key: os.environ[key] for key in ("PYTHONPATH",) if key in os.environ},
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("True []\nTrue\n", "")
