"""How all editions fit: one after the other, and nothing held of their pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from depliant.build.memory import Memory
from depliant.commands.cli import run
from depliant.preview import strip
from depliant.preview.service import Service

from .conftest import TOKEN, change, client_of, until


@pytest.fixture
def translated(project: Path) -> Path:
    assert run(["translate", "pseudo", "de", "--project", str(project)]) == 0
    return project


def test_editions_are_told_one_by_one(translated: Path, memory: Memory) -> None:
    service = Service(translated, memory=memory)
    service.start()
    until(lambda: service.snapshot(""), "the first snapshot")
    client = client_of(service)
    told = client.get(f"/{TOKEN}/editions.json").json()
    assert [one["language"] for one in told["editions"]] == ["en", "de-pseudo"]
    fits = {
        one["language"]: client.get(f"/{TOKEN}/fit.json?language={one['language']}").json()
        for one in told["editions"]
    }
    assert fits["en"]["version"] == told["version"]
    english, other = fits["en"]["fit"], fits["de-pseudo"]["fit"]
    assert english["state"] == "good"
    assert 0.3 < english["fill"] <= 1
    assert english["panel"] in ("front", "tide", "people", "visit")
    assert (english["step"], english["told"]) == (0, "as designed")
    assert other["fill"] > english["fill"]
    assert sum(other["findings"].values()) > 0
    assert service.snapshot("de-pseudo") is None
    service.stop()


def test_an_edition_is_set_once_for_each_version(
    client: TestClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = []
    real = strip.fit_of

    def counting(*given: object) -> strip.Fit:
        count.append(given)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(strip, "fit_of", counting)
    for _ in range(3):
        client.get(f"/{TOKEN}/fit.json?language=en")
    assert len(count) == 1
    before = service.builder.version
    change(service.root, "always on", "mostly on")
    service.builder.changed()
    until(lambda: service.builder.version > before, "the next version")
    client.get(f"/{TOKEN}/fit.json?language=en")
    assert len(count) == 2


@pytest.mark.parametrize("language", ["", "xx", "../x", "fr%0d%0a"])
def test_what_is_no_edition_has_no_fit(client: TestClient, language: str) -> None:
    assert client.get(f"/{TOKEN}/fit.json?language={language}").status_code == 404
