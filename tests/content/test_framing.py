"""Where blocks stand: what content.yaml may say of frames and flows, and what it may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.content.inline import plain
from depliant.content.messages import messages
from depliant.content.model import Framed, Paragraph, Row, Spanning, Target
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.content.texts import texts
from depliant.errors import Diagnostic
from depliant.source.folder import Folder

Faults = Callable[..., list[tuple[str, str]]]
Found = Callable[..., list[Diagnostic]]

FRAMED = """\
running: {lower: Bas de page}
panels:
  - id: one
    title: Un
    blocks:
      - {text: Le corps., span: all}
      - row:
          - blocks: [{text: À gauche.}]
          - {width_mm: 30, blocks: [{text: À droite.}]}
    aside: [{text: En marge.}]
    frames:
      box: [{text: En boîte.}]
    foot: [{text: Au pied.}]
    flow: [two, two/aside]
  - id: two
"""


def test_a_panel_is_resolved_with_its_frames_in_the_order_of_reading(
    project: Callable[..., Path],
) -> None:
    publication = load_publication(Folder(project(FRAMED)))
    edition, found = resolve(publication, "fr")
    assert not found
    one, two = edition.panels
    spanning, row = one.blocks
    assert isinstance(spanning, Spanning)
    assert isinstance(row, Row)
    assert [cell.width_mm for cell in row.cells] == [None, 30]
    assert [framed.frame for framed in one.frames] == ["aside", "box"]
    assert all(isinstance(framed, Framed) for framed in one.frames)
    assert [(target.panel, target.frame) for target in one.flow] == [
        ("two", "main"),
        ("two", "aside"),
    ]
    assert all(isinstance(target, Target) for target in one.flow)
    said = [plain(block.text) for block in one.walk() if isinstance(block, Paragraph)]
    wanted = ["Le corps.", "À gauche.", "À droite.", "En marge.", "En boîte.", "Au pied."]
    assert said == wanted
    assert {plain(text.words) for text in texts(one)} == {"Un", *wanted}
    assert not two.blocks
    assert dict(edition.running.words)["lower"] == "Bas de page"


def test_what_stands_in_frames_and_running_heads_is_translated(
    project: Callable[..., Path],
) -> None:
    publication = load_publication(Folder(project(FRAMED)))
    contexts = {message.text: message.context for message in messages(publication)}
    assert contexts["En boîte."] == "one/text"
    assert contexts["À droite."] == "one/text"
    assert contexts["Bas de page"] == "running/lower"


def panels(*written: str) -> str:
    return "panels:\n" + "".join(f"  - {one}\n" for one in written)


TEXT = "[{text: Mots.}]"


@pytest.mark.parametrize(
    ("content", "code", "place", "hint"),
    [
        (
            panels(f"{{id: one, flow: [tow], blocks: {TEXT}}}", f"{{id: two, blocks: {TEXT}}}"),
            "flow-unknown",
            "content.yaml:5:22",
            "Did you mean `two`?",
        ),
        (
            panels(f"{{id: one, flow: [two], blocks: {TEXT}}}", f"{{id: two, blocks: {TEXT}}}"),
            "flow-taken",
            "content.yaml:5:22",
            "Take these blocks out, or name another frame.",
        ),
        (
            panels(f"{{id: one, flow: [one], blocks: {TEXT}}}"),
            "flow-taken",
            "content.yaml:5:22",
            "Take these blocks out, or name another frame.",
        ),
        (
            panels(f"{{id: one, flow: [two, two], blocks: {TEXT}}}", "{id: two}"),
            "flow-taken",
            "content.yaml:5:27",
            "Name it once, in the `flow` of one panel.",
        ),
        (
            panels(
                f"{{id: one, flow: [two], blocks: {TEXT}}}",
                "{id: two}",
                f"{{id: more, flow: [two/main], blocks: {TEXT}}}",
            ),
            "flow-taken",
            "content.yaml:7:23",
            "Name it once, in the `flow` of one panel.",
        ),
        (
            panels(f"{{id: one, flow: [two], foot: {TEXT}}}", "{id: two}"),
            "flow-empty",
            "content.yaml:5:15",
            "Write `blocks:` in it, or `flow:` in the panel where the text begins.",
        ),
        (
            panels(f"{{id: one, frames: {{aside: {TEXT}}}}}"),
            "frame-key",
            "content.yaml:5:24",
            "Write `aside:` in the panel, beside `id:`.",
        ),
        (
            panels("{id: one, blocks: [{items: [{text: Un, blocks: [{break: column}]}]}]}"),
            "break-nowhere",
            "content.yaml:5:53",
            "Take it out of the item, the row or the box.",
        ),
        (
            panels("{id: one, aside: []}"),
            "panel-empty",
            "content.yaml:5:5",
            "Write `blocks:` and below it `- text: …`, or delete the panel.",
        ),
    ],
)
def test_what_cannot_be_poured_is_said_with_its_place(
    found: Found, content: str, code: str, place: str, hint: str
) -> None:
    [fault] = found(content)
    assert (fault.code, str(fault.place), str(fault.hint)) == (code, place, hint)


@pytest.mark.parametrize(
    ("block", "key"),
    [
        ("{break: page}", "break"),
        ("{row: []}", "row"),
        ("{text: Mots., span: both}", "span"),
        ("{row: [{blocks: [{text: Mots.}], width: 0}]}", "width"),
    ],
)
def test_a_row_or_a_break_that_says_nothing_is_an_error(
    faults: Faults, block: str, key: str
) -> None:
    [(code, _)] = faults(panels(f"{{id: one, blocks: [{block}]}}"))
    assert code == "schema", key
