"""What is asked for at which address, and what is given."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient

from depliant.preview.assets import ASSETS
from depliant.preview.raster import pixels_of
from depliant.preview.service import Service

from .conftest import TOKEN, change, until


def test_the_page_names_its_files_and_its_language(client: TestClient) -> None:
    page = client.get(f"/{TOKEN}/")
    assert page.headers["content-type"].startswith("text/html")
    assert '<html lang="en"' in page.text
    assert "{" not in page.text
    asset = client.get(f"/{TOKEN}/static/{ASSETS.version}/app.js")
    assert asset.headers["content-type"].startswith("text/javascript")
    assert "immutable" in asset.headers["cache-control"]
    assert client.get(f"/{TOKEN}/static/other/app.js").status_code == 404
    assert client.get(f"/{TOKEN}/static/{ASSETS.version}/nothing.js").status_code == 404


def test_the_state_says_what_the_pages_are(client: TestClient) -> None:
    state = client.get(f"/{TOKEN}/snapshot.json").json()
    assert state["state"] == "good"
    assert state["edition"] == "en"
    assert [sheet["label"] for sheet in state["sheets"]] == ["inside"]
    (sheet,) = state["sheets"]
    assert [tile["number"] for tile in sheet["tiles"]] == [0, 1, 2, 3]
    assert [tile["slot"][0] for tile in sheet["tiles"]] == [0, *sheet["folds"]]
    assert len({tile["digest"] for tile in sheet["tiles"]}) == 4
    assert state["project"]["fold"] == "accordion fold"
    assert state["project"]["editions"] == [{"language": "en", "name": "English"}]


def test_the_findings_have_places_and_panels(client: TestClient, service: Service) -> None:
    until(lambda: (found := service.snapshot("")) and found.settled, "all findings")
    findings = client.get(f"/{TOKEN}/findings.json").json()
    assert findings
    state = client.get(f"/{TOKEN}/snapshot.json").json()
    counts = state["findings"]["counts"]
    assert sum(counts.values()) == len(findings)
    placed = [one for one in findings if one["place"] and one["place"]["line"]]
    assert all(one["place"]["text"].startswith(one["place"]["file"]) for one in placed)


def test_a_part_is_a_picture_of_its_size(client: TestClient, service: Service) -> None:
    snapshot = service.snapshot("")
    assert snapshot is not None
    assert snapshot.pages is not None
    _, tile = next(snapshot.pages.tiles)
    answer = client.get(f"/{TOKEN}/tile/{tile.digest}.png?scale=0.7321")
    assert answer.headers["content-type"] == "image/png"
    assert "immutable" in answer.headers["cache-control"]
    area = pixels_of(tile.box, 0.7321)
    assert Image.open(io.BytesIO(answer.content)).size == (area.width, area.height)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("0" * 32 + ".png?scale=1", 410),
        ("0" * 32 + ".png", 404),
        ("0" * 32 + ".png?scale=nan", 404),
        ("0" * 32 + ".png?scale=-1", 404),
        ("0" * 32 + ".png?scale=1e9", 404),
        ("xyz.png?scale=1", 404),
    ],
)
def test_what_is_no_part_is_not_painted(client: TestClient, name: str, status: int) -> None:
    assert client.get(f"/{TOKEN}/tile/{name}").status_code == status


@pytest.mark.parametrize("edition", ["../..", "a" * 400, "fr%0d%0aX: y"])
def test_what_is_no_edition(client: TestClient, edition: str) -> None:
    assert client.get(f"/{TOKEN}/snapshot.json?edition={edition}").status_code == 404


def test_the_files_are_those_that_a_build_writes(client: TestClient, service: Service) -> None:
    press = client.get(f"/{TOKEN}/file/press.pdf")
    assert press.content.startswith(b"%PDF-1.6")
    assert press.headers["content-type"] == "application/pdf"
    assert ".press.pdf" in press.headers["content-disposition"]
    snapshot = service.snapshot("")
    assert snapshot is not None
    assert snapshot.pages is not None
    assert press.content == snapshot.pages.press
    assert client.get(f"/{TOKEN}/file/screen.pdf").content.startswith(b"%PDF-1.7")
    assert client.get(f"/{TOKEN}/file/content.yaml").status_code == 404


def test_no_file_is_given_of_pages_with_errors(
    client: TestClient, service: Service, project: Path
) -> None:
    change(project, "the kettle is always on", "the kettle is always on " * 120)
    service.builder.changed()
    until(lambda: (found := service.snapshot("")) and found.state == "draft", "the draft")
    assert client.get(f"/{TOKEN}/file/press.pdf").status_code == 409
    state = client.get(f"/{TOKEN}/snapshot.json").json()
    assert state["good"] is False
    assert state["findings"]["counts"]["error"] > 0


def test_an_edition_that_there_is_not_says_so(client: TestClient, service: Service) -> None:
    service.builder.open("xx")
    until(lambda: service.snapshot("xx"), "what is found of it")
    state = client.get(f"/{TOKEN}/snapshot.json?edition=xx").json()
    assert state["state"] == "none"
    assert state["findings"]["counts"]["error"] == 1
    (found,) = client.get(f"/{TOKEN}/findings.json?edition=xx").json()
    assert "xx" in found["message"]


def test_a_pdf_is_shown_to_be_printed_and_images_come_in_one_file(client: TestClient) -> None:
    shown = client.get(f"/{TOKEN}/file/press.pdf?show=on")
    assert shown.headers["content-disposition"].startswith("inline")
    assert "script-src" not in shown.headers["content-security-policy"]
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    for target, end in (("images.zip", ".png"), ("svg.zip", ".svg")):
        found = client.get(f"/{TOKEN}/file/{target}")
        assert found.headers["content-type"] == "application/zip"
        with zipfile.ZipFile(io.BytesIO(found.content)) as archive:
            assert archive.testzip() is None
            assert sum(name.endswith(end) for name in archive.namelist()) == 4
        assert client.get(f"/{TOKEN}/file/{target}").content == found.content
