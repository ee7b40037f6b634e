"""A reissue with 12 figures changed, 2 added and 1 removed: exactly these, in their places."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import yaml

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.commands.compare import CompareReport, CompareRequest, compare

from .conftest import ADDED, CHANGED, REMOVED, Reissue, leaflet, reissued

# Where the leaflet prints each figure: (page, what prints it), read off content.yaml by hand.
PLACES = {
    "habitat_minier": [(2, "number"), (2, "label"), (2, "chart")],
    "aides_cites_pilotes": [(2, "number"), (2, "item"), (2, "chart")],
    "mesure_patrimoine": [(2, "number"), (2, "item"), (2, "chart")],
    "eleves": [(2, "item"), (3, "chart")],
    "perception_miniere": [(3, "number"), (3, "item")],
    "participants_trail": [(3, "number"), (3, "item"), (3, "chart")],
    "personnes_quinzaines": [(3, "number"), (3, "item"), (3, "chart")],
    "auditeurs": [(4, "number"), (4, "item"), (4, "chart")],
    "audience_epopee": [(4, "number"), (4, "item"), (4, "chart")],
    "panneaux_nord": [(4, "item"), (4, "chart")],
    "fierte": [(5, "item")],
    "personnes_interrogees": [(5, "item")],
    "benevoles": [(3, "item")],
    "visites_guidees": [(3, "item")],
}
GONE = "4 contrats de ville « Bassin minier Patrimoine mondial », signés dans le Valenciennois."
# What a reader sees change on each page, in the order of the page; pages 1 and 6 print none.
SEEN = [
    [],
    [
        ("100", "120"),
        ("100", "120"),
        ("33", "35"),
        ("33", "35"),
        ("30", "33,5"),
        ("30", "33,5"),
        ("400", "450"),
        (GONE, ""),
        ("100", "120"),
        ("33", "35"),
        ("30", "33,5"),
    ],
    [
        ("41", "47"),
        ("41", "47"),
        ("3 500", "4 200"),
        ("3 500", "4 200"),
        ("40", "45"),
        ("40", "45"),
        ("", "60 bénévoles formés. 85 visites guidées."),
        ("40", "45"),
        ("3 500", "4 200"),
        ("400", "450"),
    ],
    [
        ("500", "620"),
        ("500", "620"),
        ("2,7", "3,1"),
        ("2,7", "3,1"),
        ("2,7", "3,1"),
        ("0,5", "0,62"),
        ("3", "4"),
    ],
    [("76,9", "79,4"), ("200", "240")],
    [],
]


@pytest.fixture(scope="module")
def report(reissue: Reissue, tmp_path_factory: pytest.TempPathFactory) -> CompareReport:
    """The leaflet and the reissue compared."""
    folder = tmp_path_factory.mktemp("report")
    request = CompareRequest(str(reissue.old), str(reissue.new), out=folder)
    return compare(request, lambda _: None)


@pytest.fixture(scope="module")
def data(report: CompareReport) -> Any:
    """The comparison as data, as it was written."""
    return json.loads(report.files[1].read_text(encoding="utf-8"))


def _by_status(data: Any) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for figure in data["figures"]:
        found.setdefault(figure["status"], set()).add(figure["id"])
    return found


def test_exactly_the_figures_that_changed(data: Any, reissue: Reissue) -> None:
    found = _by_status(data)
    assert found.keys() == {"changed", "added", "removed", "unchanged"}
    assert found["changed"] == set(CHANGED)
    assert found["added"] == set(ADDED)
    assert found["removed"] == {REMOVED}
    content = yaml.safe_load((reissue.old / "content.yaml").read_text(encoding="utf-8"))
    assert found["unchanged"] == content["figures"].keys() - CHANGED.keys() - {REMOVED}
    for figure in data["figures"]:
        if figure["status"] == "changed":
            old, new = (float(value) for value in CHANGED[figure["id"]])
            assert float(figure["difference"]) == pytest.approx(new - old)
            assert float(figure["per_cent"]) == pytest.approx((new - old) / old * 100, abs=0.005)


def test_every_place_of_every_figure(data: Any) -> None:
    printed = {
        figure["id"]: [(place["page"], place["kind"]) for place in figure["printed_new"]]
        for figure in data["figures"]
        if figure["status"] in ("changed", "added")
    }
    assert printed == PLACES
    (gone,) = (figure for figure in data["figures"] if figure["id"] == REMOVED)
    assert [(place["page"], place["kind"]) for place in gone["printed_old"]] == [(2, "item")]
    assert gone["printed_new"] == []


def test_a_place_names_the_line_that_prints_the_figure(data: Any, reissue: Reissue) -> None:
    lines = (reissue.new / "content.yaml").read_text(encoding="utf-8").splitlines()
    for figure in data["figures"]:
        for place in figure["printed_new"]:
            at = int(place["place"].split(":")[1])
            block = "\n".join(lines[max(0, at - 3) : at + 12])
            assert figure["id"] in block, (figure["id"], place)


def test_exactly_the_passages_that_print_them_changed(data: Any) -> None:
    following = {*CHANGED, *ADDED, REMOVED}
    for change in data["passages"]:
        passage = change["new"] or change["old"]
        assert following & set(passage["figures"]), change
    causes = [change["cause"] for change in data["passages"]]
    assert causes.count("added") == 2
    assert causes.count("removed") == 1
    assert causes.count("words") == 0, "no sentence was reworded"
    # Three charts print more than one of them: 3, 3 and 2.
    printed = sum(len(PLACES[name]) for name in CHANGED)
    assert causes.count("figures") == printed - (3 - 1) - (3 - 1) - (2 - 1)


def test_pages_that_print_no_such_figure_are_the_same(data: Any) -> None:
    (pages,) = data["pages"]
    assert [pair["same"] for pair in pages["pairs"]] == [True, False, False, False, False, True]


# --- the screen files, read by themselves -----------------------------------------------------


@pytest.fixture(scope="module")
def files(reissue: Reissue, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The screen files of both issues, as `build` writes them."""
    folder = tmp_path_factory.mktemp("files")
    found = []
    for side in (reissue.old, reissue.new):
        request = BuildRequest(targets=("screen",), out=folder / side.name, preflight=False)
        found.append(pipeline.build(side, request).files[0].path)
    return found[0], found[1]


def _words(path: Path) -> list[list[str]]:
    """The words of each page; what a line's end divides is one word."""
    document = pypdfium2.PdfDocument(path)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return [re.sub("[\ufffe\x02]\\s*", "", text).replace("-", "").split() for text in texts]


def _replaced(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield " ".join(old[i1:i2]), " ".join(new[j1:j2])


def test_every_sentence_and_chart_follows_and_nothing_else(files: tuple[Path, Path]) -> None:
    old, new = (_words(path) for path in files)
    assert [list(_replaced(*page)) for page in zip(old, new, strict=True)] == SEEN


def _spoken(path: Path) -> list[str]:
    """What a voice says in the stead of what is drawn or abbreviated."""
    with pikepdf.open(path) as pdf:
        return [
            str(element[key])
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary)
            for key in ("/Alt", "/E")
            if key in element
        ]


def test_everything_that_is_said_follows(files: tuple[Path, Path]) -> None:
    old, new = (_spoken(path) for path in files)
    changed = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
    plain = [tuple(text.replace("\u00a0", " ").strip() for text in pair) for pair in changed]
    assert plain == [
        ("100 millions d’euros", "120 millions d’euros"),
        ("33 millions d’euros", "35 millions d’euros"),
        ("30 millions d’euros", "33,5 millions d’euros"),
        ("2,7 millions", "3,1 millions"),
    ]


# --- issues -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def with_issues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reissue in one project: the old issue is frozen, its content.yaml kept."""
    project = leaflet(tmp_path_factory.mktemp("issues") / "project")
    content = project / "content.yaml"
    text = content.read_text(encoding="utf-8")
    kept = project / "issues" / "2012-2017" / "content.yaml"
    kept.parent.mkdir(parents=True)
    kept.write_text(text, encoding="utf-8")
    digest = hashlib.sha256(kept.read_bytes()).hexdigest()
    text = re.sub(r"^issues?:.*\n(  .*\n)*", "", reissued(text), flags=re.M)
    head = f"issue: 2018-2023\nissues:\n  2012-2017: {{date: 2017-06-30, content: {digest}}}\n"
    text = text.replace("date: 2017-06-30\n", f"date: 2023-06-30\n{head}", 1)
    content.write_text(text, encoding="utf-8")
    return project


def test_the_old_issue_still_builds_to_its_old_bytes(
    with_issues: Path, reissue: Reissue, tmp_path: Path
) -> None:
    then = pipeline.build(reissue.old, BuildRequest(out=tmp_path / "then", preflight=False))
    now = pipeline.build(
        with_issues, BuildRequest(issue="2012-2017", out=tmp_path / "now", preflight=False)
    )
    assert [file.path.name for file in now.files] == [file.path.name for file in then.files]
    for old, new in zip(then.files, now.files, strict=True):
        assert new.path.read_bytes() == old.path.read_bytes()


def test_an_issue_is_compared_by_its_name(with_issues: Path, data: Any, tmp_path: Path) -> None:
    request = CompareRequest("2012-2017", "2018-2023", project=with_issues, out=tmp_path)
    found = json.loads(compare(request, lambda _: None).data)
    assert found["old"]["date"] == "2017-06-30"
    assert _by_status(found) == _by_status(data)
    assert [change["sentences"] for change in found["passages"]] == [
        change["sentences"] for change in data["passages"]
    ]
    assert found["pages"] == data["pages"]


def test_a_side_against_itself_differs_in_nothing(reissue: Reissue, tmp_path: Path) -> None:
    other = tmp_path / "copy"
    shutil.copytree(reissue.new, other)
    found = compare(CompareRequest(str(reissue.new), str(other), out=tmp_path), lambda _: None)
    data = json.loads(found.data)
    assert set(_by_status(data)) == {"unchanged"}
    assert data["passages"] == data["copyfit"] == []
    assert all(pair["same"] for pair in data["pages"][0]["pairs"])
    assert "data:image/" not in found.files[0].read_text(encoding="utf-8")


# --- languages --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The leaflet and its reissue in French and English; two messages are not translated yet."""
    folder = tmp_path_factory.mktemp("bilingual")
    old, new = leaflet(folder / "old", "en"), leaflet(folder / "new", "en")
    content = new / "content.yaml"
    content.write_text(reissued(content.read_text(encoding="utf-8")), encoding="utf-8")
    report = compare(CompareRequest(str(old), str(new), out=folder), lambda _: None)
    return json.loads(report.data)


def test_every_language_follows(bilingual: Any) -> None:
    assert bilingual["new"]["languages"] == ["fr", "en"]
    for figure in bilingual["figures"]:
        if figure["status"] in ("changed", "added"):
            places = {
                language: sorted(
                    (place["page"], place["kind"])
                    for place in figure["printed_new"]
                    if place["language"] == language
                )
                for language in ("fr", "en")
            }
            assert {kind for _, kind in places["en"]} >= {"item"} & {k for _, k in places["fr"]}
            assert {page for page, _ in places["en"]} == {page for page, _ in places["fr"]}


def test_translations_that_became_stale_are_listed(bilingual: Any) -> None:
    stale = [item["message"] for item in bilingual["stale_translations"]]
    assert len(stale) == len(ADDED)
    assert all(any(name in message for message in stale) for name in ADDED)
