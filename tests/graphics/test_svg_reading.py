"""What partners' files hold, and what comes of it: entities, style sheets, mixtures, bounds."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from itertools import pairwise

import pytest
import yaml
from PIL import Image

from depliant.colour import BLACK, PAPER, Colour
from depliant.display.items import Group, Item, Path, Picture
from depliant.errors import Diagnostic, InputError
from depliant.geometry import IDENTITY, Matrix, Rect, bounds, outline_points, transformed
from depliant.graphics.art import Artwork
from depliant.graphics.svg import drawing as svg
from depliant.graphics.svg.document import Ground
from depliant.writers.thickness import thinnest

RED, BLUE = Colour(0.0, 1.0, 0.8, 0.0), Colour(1.0, 0.6, 0.0, 0.0)
SEA = Colour(0.9, 0.3, 0.0, 0.0, spot="Sea")
INKS = {"#c00": RED, "#00c": BLUE, "sea": SEA, "#fff": PAPER}
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 50">'


def read(body: str, ground: Ground | None = None) -> Artwork:
    return svg.read(f"{HEAD}\n{body}</svg>".encode(), INKS, "mark.svg", ground)


def refused(body: str, ground: Ground | None = None) -> tuple[Diagnostic, ...]:
    with pytest.raises(InputError) as caught:
        read(body, ground)
    return caught.value.diagnostics


def paths(items: tuple[Item, ...], matrix: Matrix = IDENTITY) -> Iterator[Path]:
    """The paths in their order, with their outlines where they land."""
    for item in items:
        if isinstance(item, Group):
            yield from paths(item.items, matrix @ item.matrix)
        elif isinstance(item, Path):
            yield Path(transformed(item.outline, matrix), item.fill, item.stroke, item.even_odd)


def fills(body: str, ground: Ground | None = None) -> list[Colour | None]:
    return [path.fill for path in paths(read(body, ground).items)]


# --- colours --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "paint",
    ["#c00", "#CC0000", "rgb(204,0,0)", "rgb(80% 0% 0%)", "rgba(204, 0, 0, 1)", "hsl(0,100%,40%)",
     "#cc0000ff", "#c00 icc-color(a, 0, 1, 1, 0)"],
)  # fmt: skip
def test_a_colour_finds_its_ink_however_it_is_written(paint: str) -> None:
    assert fills(f'<rect fill="{paint}" width="9" height="9"/>') == [RED]


def test_a_part_that_says_no_colour_takes_the_ink_of_black() -> None:
    drawn = svg.read(f'{HEAD}<path d="M0 0h9v9z"/></svg>'.encode(), {"#000": BLACK}, "mark.svg")
    assert [path.fill for path in paths(drawn.items)] == [BLACK]


def test_all_colours_without_an_ink_are_told_at_once_with_what_to_write() -> None:
    (found,) = refused(
        '<rect width="9" height="9" fill="#e30613"/><rect width="9" height="9"/>'
        '<linearGradient id="g"><stop stop-color="#1d1d1b"/><stop offset="1" stop-color="gold"/>'
        '</linearGradient><circle r="9" fill="url(#g)" stroke="rgb(227, 6, 19)"/>'
    )
    assert found.code == "svg-colour"
    for colour in ("#e30613", "black", "#1d1d1b", "gold"):
        assert colour in str(found.message)
    assert found.hint is not None
    written = yaml.safe_load(str(found.hint)[str(found.hint).index("inks:") :])["inks"]
    assert list(written) == ["#e30613", "black", "#1d1d1b", "gold"]
    assert written["black"] == [0, 0, 0, 100]
    assert written["gold"] == ["C", "M", "Y", "K"]


def test_art_is_told_which_swatches_to_write() -> None:
    (found,) = refused('<rect class="hill" width="9" height="9"/>', Ground(PAPER, "colours"))
    assert found.hint is not None
    assert yaml.safe_load(str(found.hint)[str(found.hint).index("colours:") :]) == {
        "colours": {"hill": "SWATCH"}
    }


@pytest.mark.parametrize(
    "box",
    [
        "<text x='9' y='9'> </text>",
        "<text><tspan/></text>",
        "<flowRoot><flowRegion><rect width='9' height='9'/></flowRegion><flowPara/></flowRoot>",
    ],
)
def test_a_text_box_that_was_left_empty_shows_nothing(box: str) -> None:
    assert fills(f'{box}<path d="M0 0h9v9z" fill="#c00"/>') == [RED]


def test_a_text_that_flows_is_live_text() -> None:
    (found,) = refused("<flowRoot><flowRegion/><flowPara>Ville de Lens</flowPara></flowRoot>")
    assert "live text: “Ville de Lens”" in str(found.message)


def test_current_colour_is_the_nearest_one_that_is_said() -> None:
    body = '<g color="#c00"><g color="#00c"><path d="M0 0h9v9z" fill="currentColor"/></g></g>'
    assert fills(body) == [BLUE]


def test_a_variable_that_the_drawing_declares_is_its_colour() -> None:
    body = '<g style="--main: #c00"><path d="M0 0h9v9z" style="fill: var(--main)"/></g>'
    assert fills(body) == [RED]
    assert fills('<path d="M0 0h9v9z" fill="var(--none, #00c)"/>') == [BLUE]


# --- style sheets ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "ink"),
    [
        (".a{fill:#c00!important} .a{fill:#00c}", RED),
        (".g .a{fill:#c00} .a{fill:#00c}", RED),
        (".g>.a{fill:#c00}", BLUE),  # .a is no child of .g
        ("g rect.a{fill:#c00} #r{fill:#00c}", BLUE),
        ("rect{fill:#c00} rect{fill:#00c}", BLUE),
        ("/* .a{ */ .a{fill:#c00}", RED),
        (".x,.a{fill:#c00} rect:hover{fill:#00c}", RED),
        ("@media (prefers-color-scheme: dark){rect{fill:#00c}} rect{fill:#c00}", RED),
        ("@font-face{font-family:x;src:url(https://example.org/x.woff)} rect{fill:#c00}", RED),
        ("rect{fill:#c00} /* never closed .a{fill:#00c}", RED),
        ('rect[width="9"]{fill:#c00} rect{fill:#00c}', RED),
    ],
)
def test_the_strongest_rule_wins_as_css_says(sheet: str, ink: Colour) -> None:
    body = '<g class="g"><g><rect id="r" class="a" fill="#00c" width="9" height="9"/></g></g>'
    assert fills(f"<style>{sheet.replace('>', '&gt;')}</style>{body}") == [ink]


def test_what_is_important_in_a_sheet_is_stronger_than_a_style_attribute() -> None:
    body = (
        '<style>.k{fill:#c00 !important}</style><path class="k" style="fill:#00c" d="M0 0h9v9z"/>'
    )
    assert fills(body) == [RED]


def test_no_rule_is_left_out_because_there_are_many() -> None:
    many = "".join(f".c{i}{{fill:#00c}}" for i in range(3000))
    body = f'<style>{many} .a{{display:none}}</style><rect class="a" width="9" height="9"/>'
    (found,) = refused(body)
    assert str(found.message) == "The drawing shows nothing."


@pytest.mark.parametrize(
    "sheet",
    [
        ",".join(f".c{i}" for i in range(60_000)) + "{fill:#c00}",
        "".join(f"* .c{i} *{{fill:#c00}}" for i in range(2000)),
        ",".join(["g " * 11 + "rect"] * 20_000) + "{fill:#c00}",
        "*{" + "fill:#c00;" * 100_000 + "}",
    ],
    ids=["selectors", "tries", "parts", "declarations"],
)
def test_a_style_sheet_out_of_all_proportion_is_refused(sheet: str) -> None:
    deep = "<g>" * 50 + '<rect width="9" height="9"/>' * 100 + "</g>" * 50
    assert {found.code for found in refused(f"<style>{sheet}</style>{deep}")} == {"svg-unsafe"}


def test_many_selectors_do_not_look_through_many_classes_again_and_again() -> None:
    """The product counts: 40,000 selectors and 3 MB of classes in one element took minutes."""
    sheet = ",".join([".a"] * 40_000) + "{fill:#c00}"
    body = f'<style>{sheet}</style><rect class="{"a " * 1_500_000}" width="9" height="9"/>'
    assert {found.code for found in refused(body)} == {"svg-unsafe"}


def test_a_selector_that_asks_for_very_many_classes_is_not_followed() -> None:
    sheet = ".a" * 1_000_000 + "{fill:#c00}"
    groups = '<g class="a"/>' * 10_000
    body = f'<style>{sheet}</style>{groups}<rect width="9" height="9"/>'
    assert "svg-unsupported" in {found.code for found in refused(body)}


@pytest.mark.parametrize(
    "body",
    [
        '<defs><rect id="r" class="{words}" width="9" height="9"/></defs>{uses}',
        '<g style="{looks}">{shapes}</g>',
    ],
    ids=["used", "inherited"],
)
def test_what_is_long_is_not_read_again_for_all_that_use_it(body: str) -> None:
    """Bounded by all characters read and properties inherited, not by a file's size alone."""
    filled = body.format(
        words="a " * 200_000,
        uses='<use href="#r"/>' * 20_000,
        looks="".join(f"--a{i}:0;" for i in range(30_000)),
        shapes='<rect width="9" height="9" fill="#c00"/>' * 5000,
    )
    assert "svg-unsafe" in {found.code for found in refused(filled)}


def test_a_drawing_of_very_many_shapes_with_classes_is_drawn() -> None:
    """As programs write maps: a class a shape, a gradient or none, 8,000 shapes."""
    sheet = "".join(f".st{i}{{fill:#c00;stroke:none}}" for i in range(200))
    shapes = "".join(f'<path class="st{i % 200}" d="M0 0H9V9z"/>' for i in range(8000))
    assert len(fills(f"<style>{sheet}</style><g><g>{shapes}</g></g>")) == 8000


def test_an_open_comment_is_read_once() -> None:
    body = f'<style>{"/*" * 200_000}</style><rect fill="#c00" width="9" height="9"/>'
    assert fills(body) == [RED]


# --- files of drawing programs --------------------------------------------------------------


def test_the_names_that_illustrator_declares_are_read() -> None:
    text = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
  <!ENTITY ns_svg "http://www.w3.org/2000/svg">
  <!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
]>
<svg xmlns="&ns_svg;" xmlns:i="&ns_ai;" viewBox="0 0 9 9"><switch>
  <foreignObject requiredExtensions="&ns_ai;" width="1" height="1"><i:pgfRef/></foreignObject>
  <g i:extraneous="self"><rect fill="#c00" width="9" height="9"/></g></switch></svg>"""
    drawn = svg.read(text.encode(), INKS, "mark.svg")
    assert [path.fill for path in paths(drawn.items)] == [RED]


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "&#38;b;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a "x">',
        f'<!ENTITY a "{"x" * 2000}">',
        "".join(f'<!ENTITY a{i} "x">' for i in range(200)),
        f'<!ENTITY a "{"x" * 900}"><!--{"&" * 5000}-->',
        f'<!ATTLIST rect class CDATA "{"x" * 2000}">',
    ],
    ids=["nested", "outside", "parameter", "long", "many", "often", "attribute"],
)
def test_entities_that_unfold_or_lead_out_are_refused(declared: str) -> None:
    text = f'<!DOCTYPE svg [{declared}]><svg viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    with pytest.raises(InputError) as caught:
        svg.read(text.encode(), INKS, "mark.svg")
    assert [found.code for found in caught.value.diagnostics] == ["svg-unsafe"]


def test_live_text_is_refused_with_its_words_and_font() -> None:
    (found,) = refused(
        """<text style="font-family:'Marianne',sans-serif;font-weight:700"><tspan>Région</tspan>
        </text>"""
    )
    assert "“Région” in Marianne 700" in str(found.message)
    assert "Create Outlines" in str(found.hint)


def test_an_effect_is_refused_by_its_name() -> None:
    (found,) = refused(
        '<filter id="f"><feGaussianBlur/></filter><g filter="url(#f)">'
        '<path fill="#c00" d="M0 0h9v9z"/></g>'
    )
    assert "feGaussianBlur" in str(found.message)


def test_a_picture_in_the_drawing_is_placed() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (4, 2), (200, 0, 0)).save(stream, "PNG")
    data = base64.b64encode(stream.getvalue()).decode()
    art = read(f'<image x="10" y="10" width="40" height="40" href="data:image/png;base64,{data}"/>')
    (group,) = art.items
    assert isinstance(group, Group)
    (picture,) = group.items
    assert isinstance(picture, Picture)
    assert picture.frame == Rect(10, 20, 40, 20)
    assert picture.raster.samples == bytes((200, 0, 0)) * 8


# --- what is seen through -------------------------------------------------------------------


def test_half_an_ink_on_a_ground_is_their_mixture() -> None:
    body = '<rect fill="#c00" opacity=".5" width="9" height="9"/>'
    assert fills(body) == [Colour(0.0, 0.5, 0.4, 0.0)]
    assert fills(body, Ground(BLUE)) == [Colour(0.5, 0.8, 0.4, 0.0)]


def test_two_shapes_mix_where_they_meet_and_nowhere_else() -> None:
    art = read(
        '<rect width="40" height="50" fill="#00c"/>'
        '<rect x="20" width="40" height="50" fill="#c00" opacity=".5"/>'
    )
    inks = [path.fill for path in paths(art.items)]
    assert inks == [Colour(0.0, 0.5, 0.4, 0.0), BLUE, Colour(0.5, 0.8, 0.4, 0.0)]


def test_a_group_is_seen_through_as_one() -> None:
    art = read(
        '<g opacity=".5"><rect width="40" height="50" fill="#00c"/>'
        '<rect x="20" width="40" height="50" fill="#c00"/></g>'
    )
    assert [path.fill for path in paths(art.items)] == [
        Colour(0.5, 0.3, 0.0, 0.0), Colour(0.0, 0.5, 0.4, 0.0)
    ]  # fmt: skip


def test_a_spot_colour_fades_as_its_own_plate() -> None:
    assert fills('<rect class="sea" opacity=".25" width="9" height="9"/>') == [SEA.at(0.25)]
    bands = fills(
        '<linearGradient id="g"><stop class="sea"/><stop offset="1" stop-color="#fff"/>'
        '</linearGradient><rect fill="url(#g)" width="80" height="50"/>'
    )
    assert len(bands) > 20
    assert {ink.spot for ink in bands if ink is not None and not ink.is_paper} == {"Sea"}


def test_a_spot_colour_that_would_be_mixed_is_refused_by_name() -> None:
    (found,) = refused(
        '<rect class="sea" width="40" height="50"/>'
        '<rect x="20" width="40" height="50" fill="#c00" opacity=".5"/>'
    )
    assert found.code == "svg-unsupported"
    assert "Sea" in str(found.message)


def test_a_gradient_is_bands_whose_steps_nobody_sees() -> None:
    bands = fills(
        '<linearGradient id="g"><stop stop-color="#c00"/><stop offset="1" stop-color="#00c"/>'
        '</linearGradient><rect fill="url(#g)" width="80" height="50"/>'
    )
    steps = [
        max(abs(a - b) for a, b in zip(one.cmyk, other.cmyk, strict=True))
        for one, other in pairwise(bands)
        if one is not None and other is not None
    ]
    assert max(steps) <= 0.0051
    assert len(bands) <= 260


def test_no_band_is_a_hairline_to_a_press() -> None:
    """A band is as wide as its gradient, since it runs on below those that cover it."""
    stops = '<stop stop-color="#c00" stop-opacity="{}"/><stop offset="1" stop-color="#00c"/>'
    for opacity in ("1", ".2"):
        for gradient in (
            f'<linearGradient id="g">{stops.format(opacity)}</linearGradient>',
            f'<radialGradient id="g">{stops.format(opacity)}</radialGradient>',
        ):
            art = read(f'{gradient}<rect fill="url(#g)" width="80" height="50"/>')
            drawn = list(paths(art.items))
            assert len(drawn) > 100
            assert min(thinnest(path.outline, 1.0) for path in drawn) > 0.6


def test_dashes_without_a_length_are_dots() -> None:
    body = (
        '<circle cx="40" cy="25" r="14" fill="none" stroke="#c00" stroke-width="4" '
        'stroke-dasharray="0 9" stroke-linecap="round" stroke-opacity=".5"/>'
    )
    assert fills(f'<rect width="80" height="50" fill="#00c"/>{body}')[-1] == Colour(
        0.5, 0.8, 0.4, 0.0
    )


def test_what_is_seen_through_without_bound_is_refused() -> None:
    stops = '<stop stop-color="#c00"/><stop offset="1" stop-color="#00c" stop-opacity="0"/>'
    layers = "".join(
        f'<radialGradient id="g{i}" cx=".{i + 1}" cy=".{i + 2}">{stops}</radialGradient>'
        f'<rect fill="url(#g{i})" width="80" height="50"/>'
        for i in range(6)
    )
    (found,) = refused(layers)
    assert found.code == "svg-unsupported"
    assert "Flatten" in str(found.hint)


# --- what shows -----------------------------------------------------------------------------


def test_outside_the_view_box_a_mark_ends_and_art_runs_on() -> None:
    body = (
        '<rect width="80" height="50" fill="#c00"/><rect x="75" width="40" height="9" fill="#00c"/>'
    )
    (cut,) = read(body, Ground(cuts=True)).items
    assert isinstance(cut, Group)
    assert cut.clip is not None
    assert bounds(outline_points(cut.clip)) == Rect(0, 0, 80, 50)
    assert all(isinstance(item, Path) for item in read(body).items)
    inside = '<rect width="80" height="50" fill="#c00"/>'
    assert read(inside, Ground(cuts=True)) == read(inside)


@pytest.mark.parametrize("box", ["0 0 1e-15 1e-15", "0 0 1e9 1e9", "0 0 0 9"])
def test_a_view_box_that_no_drawing_has_is_refused(box: str) -> None:
    text = f'<svg viewBox="{box}"><rect fill="#c00" width="50" height="50"/></svg>'
    with pytest.raises(InputError) as caught:
        svg.read(text.encode(), INKS, "mark.svg")
    assert [found.code for found in caught.value.diagnostics] == ["svg-invalid"]


def test_small_units_lose_nothing_to_the_three_decimals_of_a_writer() -> None:
    text = '<svg viewBox="0 0 1 1"><path fill="#c00" d="M.0001 0h.0012v.0011z"/></svg>'
    art = svg.read(text.encode(), INKS, "mark.svg")
    (path,) = paths(art.items)
    assert art.bounds.width >= 100
    assert bounds(outline_points(path.outline)).x == pytest.approx(art.bounds.width * 1e-4)
    (group,) = read('<g transform="scale(1000)"><path fill="#c00" d="M0 0h.0123v.01z"/></g>').items
    drawn = group.items[0] if isinstance(group, Group) else group
    assert isinstance(drawn, Path)
    assert bounds(outline_points(drawn.outline)).width == pytest.approx(12.3)


def test_what_is_scaled_beyond_any_page_is_refused() -> None:
    inner = '<g transform="scale({0})"><path fill="#c00" d="M0 0h9v9z"/></g>'
    body = f'<g transform="scale({{0}})">{inner}</g>'
    for factor in ("1e6", "1e-6"):
        (found,) = refused(body.format(factor))
        assert found.code == "svg-invalid"
    (found,) = refused(body.format("0"))
    assert str(found.message) == "The drawing shows nothing."


def test_a_transform_turns_about_its_origin() -> None:
    turned = '<rect x="20" y="10" width="20" height="10" fill="#c00" {}/>'
    ways = (
        'transform="rotate(90 30 15)"',
        'transform="rotate(90)" transform-origin="30 15"',
        'style="transform: rotate(90deg); transform-origin: 30px 15px"',
        'style="transform: rotate(90deg); transform-box: fill-box; transform-origin: center"',
    )
    boxes = []
    for way in ways:
        (path,) = paths(read(turned.format(way)).items)
        boxes.append(bounds(outline_points(path.outline)))
    assert boxes == [pytest.approx(Rect(25, 5, 10, 20))] * 4


def test_a_clip_path_of_nothing_shows_nothing_and_one_that_is_missing_hides_nothing() -> None:
    rest = '<rect width="9" height="9" fill="#00c"/>'
    one = '<rect width="9" height="9" fill="#c00" clip-path="{}"/>'
    assert fills(f'<clipPath id="c"/>{one.format("url(#c)")}{rest}') == [BLUE]
    assert fills(f"{one.format('url(#none)')}{rest}") == [RED, BLUE]
    assert fills(f"{one.format('')}{rest}") == [RED, BLUE]


def test_strokes_keep_svgs_own_miter_limit_and_their_phase() -> None:
    (path,) = paths(
        read('<path d="M0 0 9 9 0 9" fill="none" stroke="#c00" stroke-dasharray="4 2" '
             'stroke-dashoffset="-1"/>').items
    )  # fmt: skip
    assert path.stroke is not None
    assert (path.stroke.miter, path.stroke.phase) == (4.0, 5.0)


@pytest.mark.parametrize(
    "body",
    [
        '<clipPath id="a" clip-path="url(#a)"><rect width="9" height="9"/></clipPath>'
        '<rect width="9" height="9" fill="#c00" clip-path="url(#a)"/>',
        '<mask id="a"><rect width="9" height="9" fill="#fff" mask="url(#a)"/></mask>'
        '<rect width="9" height="9" fill="#c00" mask="url(#a)"/>',
        '<pattern id="a" width="1" height="1"><rect width="9" height="9" fill="url(#a)"/></pattern>'
        '<rect width="9" height="9" fill="url(#a)"/>',
        '<pattern id="a" width=".001" height=".001"><rect width="9" height="9" fill="#c00"/>'
        '</pattern><rect width="9" height="9" fill="url(#a)"/>',
        '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>'
        '<rect width="9" height="9" fill="url(#a)"/>',
        '<linearGradient id="a" spreadMethod="repeat" x2="1e-9"><stop stop-color="#c00"/>'
        '<stop offset="1" stop-color="#00c"/></linearGradient>'
        '<rect width="9" height="9" fill="url(#a)"/>',
        '<marker id="a"><path d="M0 0L9 9" fill="none" stroke="#c00" marker-end="url(#a)"/>'
        "</marker>"
        '<path d="M0 0L9 9" fill="none" marker-end="url(#a)"/>',
    ],
)
def test_what_refers_to_itself_or_repeats_for_ever_ends(body: str) -> None:
    codes: set[str] = set()
    try:
        read(body)
    except InputError as error:
        codes = {found.code for found in error.diagnostics}
    assert codes <= {"svg-invalid", "svg-unsupported"}
