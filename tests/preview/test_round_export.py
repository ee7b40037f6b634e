"""The file of a proof: one script that is ours, a policy that allows no other, words as words."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from depliant.build.memory import Memory
from depliant.commands.cli import run
from depliant.errors import BrochureError
from depliant.interface import Interface
from depliant.preview.assets import ASSETS
from depliant.preview.rounds import exporting, records
from depliant.preview.rounds.bundle import bundled

from .conftest import change
from .rounds import DAY, proof_of


def told(page: bytes) -> dict[str, Any]:
    """What a page of a proof holds."""
    found = re.search(rb'<script type="application/json" id="proof">(.*?)</script>', page, re.S)
    assert found is not None
    value: dict[str, Any] = json.loads(found[1])
    return value


def test_modules_are_joined_before_those_that_need_them() -> None:
    modules = {
        "app.js": 'import { a, b as c } from "./a.js";\nimport {\n  d,\n} from "./d.js";\nc(d);\n',
        "a.js": 'import { d } from "./d.js";\nexport const a = d;\nexport function b() {}\n',
        "d.js": "export async function d() {}\nexport class E {}\n",
    }
    script = bundled("app.js", modules)
    assert script.index("// d.js") < script.index("// a.js") < script.index("// app.js")
    assert "const { a, b: c } = $module1;" in script
    assert "return { d, E };" in script
    assert script.count("// d.js") == 1


@pytest.mark.parametrize(
    "text",
    [
        'import x from "./a.js";\n',
        'import "./a.js";\n',
        "export default 1;\n",
        "export let a = 1;\n",
        "export { a };\n",
        'export * from "./a.js";\n',
        'import { a } from "https://evil.example/a.js";\n',
        'import { app } from "./app.js";\n',
    ],
)
def test_what_the_joiner_does_not_know_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"app\.js|a\.js"):
        bundled("app.js", {"app.js": text, "a.js": "export const a = 1;\n"})


def test_the_policy_names_what_runs_and_what_dresses_and_nothing_else(
    project: Path, memory: Memory
) -> None:
    _, page = proof_of(project, memory)
    text = page.decode()
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert found is not None
    policy = dict(each.strip().partition(" ")[::2] for each in html.unescape(found[1]).split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["img-src"] == "blob:"
    assert policy["require-trusted-types-for"] == "'script'"
    assert "connect-src" not in policy
    scripts = re.findall(r'<script type="module">(.*?)</script>', text, re.S)
    styles = re.findall(r"<style>(.*?)</style>", text, re.S)
    for (one,), name in ((scripts, "script-src"), (styles, "style-src")):
        digest = base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()
        assert policy[name] == f"'sha256-{digest}'"
    kinds = re.findall(r"<script type=\"([^\"]*)\"", text)
    assert set(kinds) == {"application/json", "text/plain", "module"}
    assert not re.search(r"<(link|iframe|object|embed|img|a)\b", text.split("<body")[1][:4000])
    addresses = set(re.findall(r"https?://[^\"'\s)<]+", text))
    assert addresses <= {"http://www.w3.org/2000/svg", "https://www.saltmarsh-mill.example"}


def test_words_of_the_brochure_are_never_markup(project: Path, memory: Memory) -> None:
    change(project, "At Saltmarsh, where", "</script><!-- <b> & \u2028 where")
    change(project, "title: The Tide Mill at Saltmarsh", 'title: "</title><script>x</script>"')
    _, page = proof_of(project, memory)
    text = page.decode()
    assert text.count("</script>") == text.count("<script")
    assert "<script>x" not in text
    (block,) = [
        one for one in told(page)["editions"][0]["blocks"]["front"] if "strapline" in one["key"]
    ]
    assert block["text"].startswith("</script><!-- <b> &")


def test_pictures_are_sharp_at_200_per_cent(project: Path, memory: Memory) -> None:
    _, page = proof_of(project, memory)
    pictures = dict(re.findall(rb'data-picture="(\w+)">([^<]*)<', page))
    tiles = [
        tile for sheet in told(page)["editions"][0]["state"]["sheets"] for tile in sheet["tiles"]
    ]
    assert {tile["digest"].encode() for tile in tiles} == set(pictures)
    for tile in tiles:
        image = Image.open(io.BytesIO(base64.b64decode(pictures[tile["digest"].encode()])))
        assert image.format == "WEBP"
        assert image.width == pytest.approx(tile["box"][2] * 2 * 96 / 72, abs=1)


def test_every_edition_or_those_that_are_asked_for(project: Path, memory: Memory) -> None:
    record, page = proof_of(project, memory)
    assert [one.language for one in record.editions] == ["en"]
    assert told(page)["editions"][0]["labels"] == {"en": ["inside"], "fr": ["intérieur"]}
    with pytest.raises(BrochureError):
        exporting.exported(project, ["nl"], DAY, Interface("en"), memory)
    assert records.numbers(project) == (1,)


def test_pages_with_errors_are_sent_as_a_draft(
    project: Path, memory: Memory, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    change(project, "the kettle is always on", "the kettle is on " * 400)
    out = tmp_path / "proof.html"
    assert run(["preview", "--export", str(out), "--project", str(project)]) == 0
    err = capsys.readouterr().err
    assert "warning[proof-draft]" in err
    assert "`depliant check` says what they are" in err
    assert told(out.read_bytes())["editions"][0]["state"]["good"] is False


def test_the_command_writes_the_file_and_the_record(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")
    folder = tmp_path / "out"
    assert run(["preview", "--export", str(folder), "--project", str(project)]) == 0
    out = capsys.readouterr().out
    assert "tide-mill-proof-1.html is written: proof 1." in out
    assert "assets/proofs/001.json keeps what it showed." in out
    first = (folder / "tide-mill-proof-1.html").read_bytes()
    record = records.load(project, 1)
    assert record is not None
    assert record.date == "2026-12-01"
    assert told(first)["proof"]["digest"] == record.digest
    assert run(["preview", "--export", str(folder / "again.html"), "--project", str(project)]) == 0
    assert "It shows what proof 1 showed." in capsys.readouterr().out
    assert (folder / "again.html").read_bytes() == first


def test_a_file_that_cannot_be_written_is_said(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "proof.html"
    assert run(["preview", "--export", str(out), "--project", str(project)]) == 2
    assert "error[output-unwritable]" in capsys.readouterr().err


def test_the_page_has_all_that_its_modules_import() -> None:
    modules = {
        name: one.data.decode() for name, one in ASSETS.files.items() if name.endswith(".js")
    }
    script = bundled("answers-app.js", modules)
    assert "// view-fold.js" in script
    assert "// chrome.js" not in script
    assert "EventSource" not in script


def test_neither_the_proof_nor_its_answers_need_the_server(project: Path, tmp_path: Path) -> None:
    calls = [
        ["preview", "--export", str(tmp_path / "p.html"), "--project", str(project)],
        ["proof", "list", "--project", str(project)],
    ]
    program = (
        "import sys\n"
        "for name in ('starlette', 'uvicorn', 'watchfiles'): sys.modules[name] = None\n"
        "from depliant.commands.cli import run\n"
        f"sys.exit(max(run(call) for call in {calls!r}))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    assert (tmp_path / "p.html").exists()
