"""What can be changed of a block, and what the routes of editing take and refuse."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from depliant.build.memory import Memory
from depliant.commands.cli import run
from depliant.preview.editable import Editable, Told, ToldEntry
from depliant.preview.guard import MOST_BYTES
from depliant.preview.service import Service

from .conftest import PORT, TOKEN, change, client_of, until
from .test_overlays import pages_of

if TYPE_CHECKING:
    from starlette.testclient import TestClient

CONTENT = "content.yaml"
JOBS = Path(__file__).parents[1] / "jobs"
PROFILE = Path(__file__).parents[2] / "assets" / "icc" / "FOGRA39L_coated.icc"
HEADERS = {"Origin": f"http://127.0.0.1:{PORT}", "Content-Type": "application/json"}
TITLE = {
    "kind": "words",
    "file": CONTENT,
    "route": ["panels", 1, "title"],
    "before": "Twice a day",
    "after": "Two tides",
}


def told(service: Service, block: str) -> Told:
    found = editable(service).told(block.split("/")[0], block)
    assert found is not None, block
    return found


def editable(service: Service) -> Editable:
    return Editable(service.inspected.of(pages_of(service)), service.desk)


def post(client: TestClient, path: str, value: object, **headers: str) -> Any:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return client.post(f"/{TOKEN}/edits/{path}", content=data, headers={**HEADERS, **headers})


def test_a_paragraph_is_told_as_it_is_typed_and_where(service: Service, project: Path) -> None:
    (text,) = told(service, "tide/2").texts
    lines = (project / CONTENT).read_text("utf-8").splitlines()
    assert text.value.endswith("*Nobody has ever had to wait for rain.*")
    assert (text.kind, text.file, text.key) == ("words", CONTENT, "text")
    assert text.line is not None
    assert "text: >-" in lines[text.line - 1]


def test_a_chart_has_all_its_words_and_its_figures_stand_in_the_ledger(service: Service) -> None:
    found = told(service, "people/2")
    assert [(one.key, one.value) for one in found.texts] == [
        ("title", "Visitors in 2023"),
        ("label", "All"),
        ("label", "School children"),
        ("label", "Guided groups"),
    ]
    assert [one.name for one in found.figures] == ["visitors", "children", "groups"]
    assert found.figures[1].values == {
        "value": "5600",
        "unit": "visitors",
        "date": "2023",
        "source": "unstated",
        "note": None,
    }
    assert found.sources == ("survey", "unstated")


def test_an_item_knows_its_list_and_the_words_of_items_in_it_are_theirs(
    service: Service, project: Path
) -> None:
    found = told(service, "tide/4")
    assert found.order is not None
    assert (found.order.route, found.order.place) == (("panels", 1, "blocks", 2, "items"), 1)
    tops = [box.y for box in found.order.boxes if box is not None]
    assert tops == sorted(tops)
    assert len(tops) == 3
    assert told(service, "tide/0").order is None


def test_a_calculated_figure_says_of_which_it_is_made(service: Service, project: Path) -> None:
    change(project, "  first: ", '  both: {formula: "children + groups"}\n  first: ')
    change(project, "stood here before", "of {both} stood here before")
    service.builder.changed()
    until(lambda: "both" in told(service, "tide/4").figures[-1].name, "the new words")
    (found,) = [one for one in told(service, "tide/4").figures if one.name == "both"]
    assert (found.why, found.formula) == ("formula", "children + groups")
    assert found.names == ("children", "groups")
    assert found.values == {}


def test_a_value_of_a_series_is_changed_where_it_stands(service: Service, project: Path) -> None:
    series = "  births: {source: survey, unit: births, values: {2022: 80, 2023: {value: 91}}}\n"
    change(project, "  first: ", f"{series}  first: ")
    change(project, "stood here before", "{births:last} {births:2022} stood here before")
    service.builder.changed()

    def by_name() -> dict[str, ToldEntry]:
        return {one.name: one for one in told(service, "tide/4").figures}

    until(lambda: "births:2022" in by_name(), "the new words")
    last, first = by_name()["births:last"], by_name()["births:2022"]
    assert (last.route, last.values) == (("figures", "births", "values", "2023"), {"value": "91"})
    client = client_of(service)
    for one, new in ((last, "95"), (first, "81")):
        said = post(client, "edit", {
            "kind": "figure", "file": CONTENT, "route": one.route,
            "before": one.values, "after": {"value": new},
        }).json()  # fmt: skip
        assert said["outcome"] == "done", said
    assert "values: {2022: 81, 2023: {value: 95}}" in service.desk.text(CONTENT)


def test_pictures_are_told_with_what_is_seen_of_them(tmp_path: Path, memory: Memory) -> None:
    root = tmp_path / "festival"
    shutil.copytree(JOBS / "a-festival", root)
    (root / "assets" / "icc").mkdir(exist_ok=True)
    shutil.copy(PROFILE, root / "assets" / "icc")
    service = Service(root, memory=memory)
    service.start()
    until(lambda: service.snapshot(""), "the first snapshot")
    found = editable(service)
    cover = found.told("cover", "cover/behind-1")
    assert cover is not None
    (focus,) = cover.focuses
    assert (focus.route, focus.value) == (("panels", 0, "backdrop", "focus"), ["0.75", "0.6"])
    assert focus.picture == "assets/images/stage.jpg"
    assert focus.crop.right <= 1.001
    assert focus.crop.bottom <= 1.001
    row = found.told("artists", "artists/1")
    assert row is not None
    assert [one.alt for one in row.focuses] == [
        "A cellist in warm light",
        "A dancer in green light",
    ]
    assert [one.value for one in row.focuses] == [None, ["0.55", "0.5"]]
    row_of_file = found.told("programme", "programme/4")
    assert row_of_file is not None
    assert row_of_file.elsewhere == "assets/data/schedule.csv"
    assert row_of_file.texts == ()
    client = client_of(service)
    asked = {"panel": "artists", "block": "artists/1"}
    for number, status in (("0", 200), ("1", 200), ("2", 404), ("x", 404), ("9" * 400, 404)):
        answer = client.get(f"/{TOKEN}/picture.png", params={**asked, "number": number})
        assert answer.status_code == status, number
    assert client.get(f"/{TOKEN}/picture.png?panel=artists&block=artists/0").status_code == 404
    for one, value in zip(row.focuses, (["0.2", "0.3"], ["0.1", "0.5"]), strict=True):
        said = post(client, "edit", {
            "kind": "focus", "file": CONTENT, "route": one.route, "before": one.value,
            "after": value,
        }).json()  # fmt: skip
        assert said["outcome"] == "done", said
    service.stop()
    text = service.desk.text(CONTENT)
    assert "{picture: assets/images/cello.jpg, focus: [0.2, 0.3], alt: A cellist" in text
    assert "aspect: 0.6, focus: [0.1, 0.5]}" in text


def test_words_of_a_translation_are_told_with_what_they_translate(
    project: Path, memory: Memory
) -> None:
    assert run(["translate", "pseudo", "de", "--project", str(project)]) == 0
    service = Service(project, edition="de-pseudo", memory=memory)
    service.start()
    until(lambda: service.snapshot("de-pseudo"), "the translation")
    snapshot = service.snapshot("de-pseudo")
    assert snapshot is not None
    assert snapshot.pages is not None
    found = Editable(service.inspected.of(snapshot.pages), service.desk).told("tide", "tide/0")
    service.stop()
    assert found is not None
    (text,) = found.texts
    assert (text.kind, text.source) == ("message", "Twice a day")
    assert text.file == "assets/translations/de-pseudo.po"
    assert text.route == ("tide/title", "Twice a day", 0)


def test_what_is_changed_is_on_the_pages_and_not_in_the_file(
    service: Service, client: TestClient, project: Path
) -> None:
    before = (project / CONTENT).read_bytes()
    said = post(client, "edit", TITLE).json()
    assert said["outcome"] == "done"
    (one,) = said["edits"]["changes"]
    assert (one["panel"], one["line"], one["key"]) == ("tide", 34, "title")
    until(lambda: "Two tides" in words(client), "the new title")
    lines = client.get(f"/{TOKEN}/source.json?file=content.yaml").json()["lines"]
    assert "    title: Two tides" in lines
    assert (project / CONTENT).read_bytes() == before
    assert post(client, "undo", {}).json()["edits"]["unsaved"] is False
    until(lambda: "Twice a day" in words(client), "the old title")
    post(client, "redo", {})
    assert post(client, "save", {}).json()["outcome"] == "saved"
    assert (project / CONTENT).read_bytes() == before.replace(b"Twice a day", b"Two tides")


def words(client: TestClient) -> str:
    return str(client.get(f"/{TOKEN}/words.json").json())


def test_what_a_build_refuses_is_found_at_once_and_the_file_stays_whole(
    service: Service, client: TestClient, project: Path
) -> None:
    before = (project / CONTENT).read_bytes()
    post(client, "edit", {**TITLE, "after": "Of {nothing}"})

    def codes() -> list[str]:
        return [one["code"] for one in client.get(f"/{TOKEN}/findings.json").json()]

    until(lambda: "figure-unknown" in codes(), "the finding")
    figure = {
        "kind": "figure", "file": CONTENT, "route": ["figures", "tide"],
        "before": {"value": "4.8"}, "after": {"value": "much"},
    }  # fmt: skip
    post(client, "edit", figure)
    until(lambda: "schema" in codes(), "the finding")
    said = post(client, "save", {}).json()
    assert said["outcome"] == "broken"
    assert said["found"][0]["place"].startswith("content.yaml:15")
    assert (project / CONTENT).read_bytes() == before


def test_characters_that_no_file_can_hold_are_refused_with_a_reason(client: TestClient) -> None:
    said = post(client, "edit", {**TITLE, "after": "a\u0007b"}).json()
    assert said["outcome"] == "refused"
    assert said["found"][0]["code"] == "yaml-characters"
    assert said["edits"]["unsaved"] is False


def test_what_was_chosen_from_an_older_list_is_not_done(client: TestClient, project: Path) -> None:
    number = post(client, "edit", TITLE).json()["edits"]["number"]
    assert post(client, "drop", {"number": number - 1, "change": 0}).json()["outcome"] == "stale"
    assert post(client, "drop", {"number": number, "change": 4}).json()["outcome"] == "stale"
    said = post(client, "edit", {**TITLE, "before": "Other"}).json()
    assert (said["outcome"], said["standing"]) == ("stale", "Two tides")
    assert post(client, "drop", {"number": number, "change": 0}).json()["outcome"] == "done"


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"[]",
        b'{"kind": "words"}',
        b"[" * 5000,
        {**TITLE, "kind": "file"},
        {**TITLE, "file": "assets/style.yaml"},
        {**TITLE, "file": "../content.yaml"},
        {**TITLE, "file": "/etc/passwd"},
        {**TITLE, "file": "assets/translations/../style.yaml", "kind": "message"},
        {**TITLE, "route": ["panels"]},
        {**TITLE, "route": []},
        {**TITLE, "route": ["figures", "tide", "value"]},
        {**TITLE, "route": ["id"]},
        {**TITLE, "route": [["panels"]]},
        {**TITLE, "route": ["panels", -1, "title"]},
        {**TITLE, "after": 3},
        {**TITLE, "after": None},
        {**TITLE, "more": 1},
        {**TITLE, "group": "x" * 65},
        {**TITLE, "kind": "figure", "route": ["figures", "tide"], "before": {}, "after": {}},
        {**TITLE, "kind": "figure", "route": ["figures", "tide"], "before": {"formula": "a"},
         "after": {"formula": "b"}},
        {**TITLE, "kind": "order", "before": [0, 1], "after": [0, 1]},
        {**TITLE, "kind": "order", "before": [1, -1], "after": [-1, 1]},
        {**TITLE, "kind": "focus", "before": None, "after": ["1"]},
    ],
)  # fmt: skip
def test_what_is_no_edit_is_refused(client: TestClient, project: Path, value: object) -> None:
    before = (project / CONTENT).read_bytes()
    assert post(client, "edit", value).status_code == 400
    assert (project / CONTENT).read_bytes() == before
    assert client.get(f"/{TOKEN}/edits.json").json()["changes"] == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Host": "evil.example"}, 421),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["edit", "undo", "redo", "save", "drop", "leave", "settle"])
def test_nobody_else_may_change_anything(
    client: TestClient, path: str, headers: dict[str, str], status: int
) -> None:
    assert post(client, path, TITLE if path == "edit" else {}, **headers).status_code == status


def test_saving_is_not_asked_for_by_an_address(client: TestClient) -> None:
    for path in ("edit", "undo", "redo", "save", "drop", "leave", "settle"):
        assert client.get(f"/{TOKEN}/edits/{path}", headers=HEADERS).status_code == 405
        assert client.post("/edits/" + path, content=b"{}", headers=HEADERS).status_code == 404
    long = {**TITLE, "after": "x" * MOST_BYTES}
    assert post(client, "edit", long).status_code == 413
    assert post(client, "edit", {**TITLE, "after": "x" * 20_001}).json()["outcome"] == "refused"
