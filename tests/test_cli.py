"""The command as one who types it sees it: what is printed, where, and the exit code."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

import depliant.build
from depliant.build.report import BuildReport, BuildRequest, CheckReport, CheckRequest, FileReport
from depliant.codes import CODES
from depliant.commands.call import Entry, Group
from depliant.commands.cli import DEPLIANT, run
from depliant.content.orthotypography import Correction
from depliant.errors import BrochureError, Diagnostic, InputError, Place
from depliant.sentences import say, verbatim

WARNING = Diagnostic(
    "typography-name", say("One."), Place("content.yaml", 9, 1), say("Mend it."), "warning"
)
ADVICE = Diagnostic(
    "typography-accent", say("Two."), Place("content.yaml", 4, 2), severity="advice"
)
ERROR = Diagnostic("schema", say("Three."), Place("content.yaml", 12, 3), say("See there."))

Build = Callable[[Path, BuildRequest], BuildReport]
Check = Callable[[Path, CheckRequest], CheckReport]


def written(project: Path, request: BuildRequest) -> BuildReport:
    """A pipeline that builds at once."""
    request.progress(verbatim("setting fr"))
    files = tuple(
        FileReport((request.out or project) / f"x.fr.{target}.pdf", target, "fr", 2, 0.25, 81500)
        for target in request.targets
    )
    return BuildReport(files, (WARNING, ADVICE, WARNING), (verbatim("fr, outside: none"),))


def _refuse(*_: object) -> CheckReport:
    raise AssertionError("not asked for")


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Callable[[Build, Check], None]:
    """Put another pipeline in the place of the real one."""

    def use(build: Build, check: Check) -> None:
        module = ModuleType("depliant.build.pipeline")
        module.__dict__.update(build=build, check=check)
        monkeypatch.setitem(sys.modules, "depliant.build.pipeline", module)
        monkeypatch.setattr(depliant.build, "pipeline", module, raising=False)

    return use


Use = Callable[[Build, Check], None]
Capture = pytest.CaptureFixture[str]


def test_build_ends_with_a_table(pipeline: Use, capsys: Capture, tmp_path: Path) -> None:
    pipeline(written, _refuse)
    assert run(["build", str(tmp_path), "--out", "pdf"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "file                 pages   size    time  preflight",
        "pdf/x.fr.press.pdf       2  82 kB  0.25 s    not run",
        "pdf/x.fr.screen.pdf      2  82 kB  0.25 s    not run",
        "copyfit: fr, outside: none",
        "overset: none; no errors, 1 warning, 1 piece of advice.",
    ]
    assert err.splitlines() == [
        "setting fr",
        "content.yaml:4:2: advice[typography-accent]: Two.",
        "content.yaml:9:1: warning[typography-name]: One. Mend it.",
    ], "plain lines, sorted by place, each once"


def test_build_lists_what_is_in_a_file(pipeline: Use, capsys: Capture, tmp_path: Path) -> None:
    def carrying(project: Path, request: BuildRequest) -> BuildReport:
        file = FileReport(project / "x.fr.screen.pdf", "screen", "fr", 2, 0.25, 81500)
        more = {"carries": (("figures.csv", 2950), ("x.json", 90)), "inputs": (("a.svg", "0f"),)}
        return BuildReport((replace(file, **more),), ())

    pipeline(carrying, _refuse)
    assert run(["build", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].endswith("x.fr.screen.pdf carries figures.csv (3.0 kB), x.json (0.1 kB)")
    assert run(["build", str(tmp_path), "--json"]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert file["carries"] == [
        {"name": "figures.csv", "bytes": 2950}, {"name": "x.json", "bytes": 90}
    ]  # fmt: skip
    assert file["made_from"] == {"a.svg": "0f"}


@pytest.mark.parametrize(
    ("given", "proof"), [("3", "3"), ("007", "7"), ("2017-06-12", "2017-06-12")]
)
def test_a_proof_has_a_number_or_a_day(
    given: str, proof: str, pipeline: Use, capsys: Capture, tmp_path: Path
) -> None:
    asked: list[BuildRequest] = []

    def listening(project: Path, request: BuildRequest) -> BuildReport:
        asked.append(request)
        return written(project, request)

    pipeline(listening, _refuse)
    assert run(["build", str(tmp_path), "--proof", given]) == 0
    assert asked[0].proof == proof
    numbers = ("0", "1000", "-1", "0999999", "9" * 5000)
    for wrong in (*numbers, "mardi", "2017-02-30", "3/4", "../x", ""):
        assert run(["build", str(tmp_path), f"--proof={wrong}"]) == 2, wrong
        assert "--proof takes a number from 1 to 999 or a day" in capsys.readouterr().err
    assert len(asked) == 1


def test_the_call_reaches_the_pipeline(pipeline: Use, capsys: Capture, tmp_path: Path) -> None:
    asked: list[BuildRequest] = []

    def build(project: Path, request: BuildRequest) -> BuildReport:
        assert project == tmp_path
        asked.append(request)
        return BuildReport((), ())

    pipeline(build, _refuse)
    call = (
        "--edition fr --edition nl --target press --printer bleed-5mm --marks crop,fold "
        "--no-cache --no-preflight --allow ink-limit --out o"
    )
    assert run(["build", str(tmp_path), *call.split()]) == 0
    (request,) = asked
    assert request.editions == ("fr", "nl")
    assert request.targets == ("press",)
    assert request.printer == "bleed-5mm"
    assert not request.preflight
    assert request.allow == ("ink-limit",)
    assert request.marks is not None
    assert request.marks == {"crop", "fold"}
    assert not request.cache
    assert request.out == Path("o")
    run(["build", str(tmp_path)])
    assert asked[1].targets == ("press", "screen")
    assert asked[1].cache
    assert asked[1].printer is None
    assert asked[1].marks is None, "as the printer wants"
    run(["build", str(tmp_path), "--marks", "none"])
    assert not asked[2].marks
    assert asked[2].marks is not None


def test_build_as_json(pipeline: Use, capsys: Capture, tmp_path: Path) -> None:
    pipeline(written, _refuse)
    assert run(["build", str(tmp_path), "--json", "--target", "press"]) == 0
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert err == ""
    assert report["files"] == [
        {
            "path": str(tmp_path / "x.fr.press.pdf"),
            "target": "press",
            "edition": "fr",
            "pages": 2,
            "bytes": 81500,
            "seconds": 0.25,
            "preflight": "not run",
            "carries": [],
            "made_from": {},
        }
    ]
    assert report["exit_code"] == 0
    assert [item["code"] for item in report["diagnostics"]] == [
        "typography-accent",
        "typography-name",
    ]
    assert report["diagnostics"][0]["place"] == {"file": "content.yaml", "line": 4, "column": 2}


@pytest.mark.parametrize(("fault", "code"), [(BrochureError, 1), (InputError, 2)])
def test_all_errors_come_at_once(
    pipeline: Use,
    capsys: Capture,
    fault: type[BrochureError] | type[InputError],
    code: int,
    tmp_path: Path,
) -> None:
    def build(project: Path, request: BuildRequest) -> BuildReport:
        raise fault([ERROR, WARNING])

    pipeline(build, _refuse)
    assert run(["build", str(tmp_path)]) == code
    out, err = capsys.readouterr()
    assert err.splitlines() == [
        "content.yaml:9:1: warning[typography-name]: One. Mend it.",
        "content.yaml:12:3: error[schema]: Three. See there.",
    ]
    assert "1 error, 1 warning" in out
    assert "overset" not in out, "nobody knows"
    assert "Nothing was written" in out
    assert run(["build", str(tmp_path), "--json"]) == code
    assert json.loads(capsys.readouterr().out)["exit_code"] == code


def test_never_a_traceback(
    pipeline: Use, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def build(project: Path, request: BuildRequest) -> BuildReport:
        raise ZeroDivisionError("a\nb")

    pipeline(build, _refuse)
    monkeypatch.delenv("DEPLIANT_DEBUG", raising=False)
    assert run(["build", str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert err.startswith("error[internal]: The program failed: ZeroDivisionError: a b.")
    assert "Traceback" not in err
    monkeypatch.setenv("DEPLIANT_DEBUG", "1")
    assert run(["build", str(tmp_path)]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_a_break_is_no_fault_of_the_program(pipeline: Use, capsys: Capture, tmp_path: Path) -> None:
    def build(project: Path, request: BuildRequest) -> BuildReport:
        raise KeyboardInterrupt

    pipeline(build, _refuse)
    assert run(["build", str(tmp_path)]) == 130
    assert "error[interrupted]" in capsys.readouterr().err


def test_check_lists_corrections(pipeline: Use, capsys: Capture, tmp_path: Path) -> None:
    def check(project: Path, request: CheckRequest) -> CheckReport:
        place = Place("content.yaml", 7, 5)
        made = (Correction("publics: T", "publics\u00a0: T", place, "colon"),)
        return CheckReport((ADVICE,) if request.typography else (), made)

    pipeline(written, check)
    assert run(["check", str(tmp_path), "--typography"]) == 0
    out, err = capsys.readouterr()
    assert "content.yaml:7:5: colon: publics: T → publics⍽: T" in out
    assert "advice[typography-accent]" in err
    assert run(["check", str(tmp_path)]) == 0
    said, end = capsys.readouterr().out.splitlines()
    assert "set right in 1 place" in said
    assert "--typography" in said
    assert end == "no errors."
    assert run(["check", str(tmp_path), "--typography", "--json"]) == 0
    (correction,) = json.loads(capsys.readouterr().out)["corrections"]
    assert correction["after"] == "publics\u00a0: T"
    assert run(["check", str(tmp_path), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["set_right"], data["corrections"]) == (1, [])


def test_check_advises_on_the_design_where_it_is_asked_to(
    pipeline: Use, capsys: Capture, tmp_path: Path
) -> None:
    seen = Diagnostic(
        "runt", say("One short word."), Place("content.yaml", 7, 5), severity="advice"
    )

    def check(project: Path, request: CheckRequest) -> CheckReport:
        return CheckReport((seen,) if request.design else ())

    pipeline(written, check)
    assert run(["check", str(tmp_path), "--design"]) == 0
    assert "content.yaml:7:5: advice[runt]: One short word." in capsys.readouterr().err
    assert run(["check", str(tmp_path), "--design", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (found["code"], found["severity"], found["place"]["line"]) == ("runt", "advice", 7)
    assert run(["check", str(tmp_path)]) == 0
    assert "runt" not in capsys.readouterr().err


def test_check_fails_on_errors(pipeline: Use, capsys: Capture, tmp_path: Path) -> None:
    pipeline(written, lambda project, request: CheckReport((ERROR,)))
    assert run(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().out == "1 error.\n"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["build", "--marks", "crop,stars"], "no marks called stars"),
        (["build", "--target", "web"], "'web'"),
        (["build", "--targt", "press"], "Did you mean --target?"),
        (["build", "--targ", "press"], "There is no option --targ."),
        (["build", "--jobs", "0"], "from 1 to 64"),
        (["build", "a", "b"], "'b'"),
        (["figures", "lst"], "Did you mean list?"),
        (["bild"], "bild"),
        (["check", "--nope"], "--nope"),
        (["explain", "figure-unknwon"], "Did you mean `figure-unknown`?"),
        (["new"], "DIR"),
        (["build", "--target", "office", "--ticket"], "error[press-unasked]"),
        (["build", "--target", "screen", "--marks", "crop"], "Add --target press"),
        (["build", "--target", "screen", "--impose", "saddle"], "Add --target press or --target"),
        (["build", "--target", "press", "--spreads"], "Add --target screen, or leave --spreads"),
        (["build", "--allow", "ink-limits"], "Did you mean `ink-limit`?"),
        (["build", __file__], f"is a file: name {Path(__file__).parent}."),
        (["figures", "list", "--project", __file__], "takes a folder"),
    ],
)
def test_a_wrong_call(call: list[str], words: str, pipeline: Use, capsys: Capture) -> None:
    pipeline(written, _refuse)
    assert run(call) == 2
    assert words in capsys.readouterr().err


def test_explain(capsys: Capture) -> None:
    assert run(["explain", "figure-unknown"]) == 0
    out = capsys.readouterr().out
    assert " ".join(out.split()) == f"figure-unknown {' '.join(CODES['figure-unknown'].split())}"
    assert run(["explain"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line for line in listed if not line.startswith(" ")] == sorted(CODES)


def _called(name: str, entry: Entry) -> Iterator[str]:
    """Every command as it is called, with the groups opened."""
    opened = entry.opens
    if isinstance(opened, str):
        opened = import_module(opened).COMMAND
    if isinstance(opened, Group):
        for command, inner in opened.commands.items():
            yield from _called(f"{name} {command}", inner)
    else:
        yield name


@pytest.mark.parametrize("command", list(_called("depliant", DEPLIANT)))
def test_every_command_has_help_with_an_example(
    command: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run([*command.split()[1:], "--help"]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0].startswith(f"Usage: {command} [options]")
    assert lines[-1].startswith(f"Example:  {command}")
    assert "  -h, --help" in out
    assert max(map(len, lines)) <= 80
    assert err == ""


@pytest.mark.parametrize("call", [[], ["figures"], ["translate"]])
def test_a_call_that_names_no_command_gets_help(call: list[str], capsys: Capture) -> None:
    assert run(call) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Commands:" in err
    assert run([*call, "--help"]) == 0
    assert capsys.readouterr().out == err


def test_the_help_lists_all_commands(capsys: Capture) -> None:
    assert run(["--help"]) == 0
    listed = capsys.readouterr().out.split("Commands:\n")[1].split("\n\n")[0].splitlines()
    names = [line.split()[0] for line in listed if not line.startswith("   ")]
    assert names == [
        *("build", "check", "batch", "preview", "proof", "new", "read-aloud", "preflight"),
        *("compare", "folds", "fonts", "explain", "translate", "reissue", "logo", "figures"),
    ]


def test_the_version(capsys: Capture) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"depliant {version('depliant')}\n"


def test_marks_that_are_none_may_be_asked_of_any_file(pipeline: Use, tmp_path: Path) -> None:
    pipeline(written, _refuse)
    assert run(["build", str(tmp_path), "--target", "screen", "--marks", "none"]) == 0


@pytest.mark.parametrize(
    "call", ["build", "check", "translate status --project", "figures list --project"]
)
def test_a_folder_that_is_no_project_is_one_error(
    call: str, capsys: Capture, tmp_path: Path
) -> None:
    assert run([*call.split(), str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert (out + err).count("error[") == 1
    assert f"There is no content.yaml in the folder “{tmp_path.name}”." in err


@pytest.mark.parametrize(
    "call",
    [
        "build",
        "check",
        "translate status --project",
        "figures list --project",
        "logo check --project",
    ],
)
def test_a_folder_that_is_not_there_is_named_with_the_one_beside_it(
    call: str, capsys: Capture, tmp_path: Path
) -> None:
    (tmp_path / "my-brochure").mkdir()
    (tmp_path / "my-brochure" / "content.yaml").touch()
    assert run([*call.split(), str(tmp_path / "my-brochur")]) == 2
    err = capsys.readouterr().err
    assert "There is no folder “my-brochur”. Did you mean `my-brochure`?" in err
    assert run([*call.split(), str(tmp_path)]) == 2
    assert "The folder “my-brochure” in it is a project." in capsys.readouterr().err


def test_a_project_is_not_suggested_in_its_own_place(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "content.yaml").touch()
    assert run(["logo", "check", "--project", str(tmp_path / "a")]) == 2
    err = capsys.readouterr().err
    assert "Did you mean" not in err
    assert "name one with --project" in err


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
@pytest.mark.parametrize("name", ["plain", "My brochure 2", "L'été (v2)", '50 $ "x"'])
def test_the_command_that_new_names_may_be_typed(
    name: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", name, "--language", "en"]) == 0
    command = capsys.readouterr().out.partition("Next:  depliant build ")[2].strip()
    heard = subprocess.run(
        ["sh", "-c", f"printf %s {command}"], capture_output=True, text=True, check=True
    )
    assert heard.stdout == name
    assert (command == name) == (name == "plain")


def test_new_refuses_a_folder_with_something_in_it(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    assert run(["new", str(tmp_path)]) == 2
    assert "error[folder-not-empty]" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_new_says_where_it_cannot_write(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").write_text("no folder")
    assert run(["new", str(tmp_path / "file" / "x")]) == 2
    assert "error[output-unwritable]" in capsys.readouterr().err


def test_help_needs_nothing_heavy() -> None:
    """What costs time to import is not imported to answer a question."""
    script = (
        "import sys; from depliant.commands.cli import run; run(['explain', 'schema']);"
        "print([m for m in ('rich','matplotlib','PIL','pikepdf','babel','yaml','uharfbuzz')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
    assert done.stderr == ""


def test_a_build_imports_no_other_command(tmp_path: Path) -> None:
    """Neither its parser nor what it needs; no colours and no search for near misses either."""
    alone = tmp_path / "alone"  # with no project beside it that may be meant
    alone.mkdir()
    script = (
        "import sys; from depliant.commands.cli import run;"
        f"run(['build', {str(alone)!r}, '--json']);"
        "print(sorted(m for m in sys.modules"
        " if m.startswith('depliant.commands.')"
        " and m.split('.')[2] not in ('cli', 'call', 'console')"
        " or m.split('.')[0] in ('rich', 'typer', 'click', 'difflib')"
        " or m in ('depliant.build.translations', 'depliant.build.ledgers', 'depliant.compare',"
        " 'depliant.readaloud', 'depliant.starter')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "['depliant.commands.build', 'depliant.commands.built']"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_an_output_that_is_full() -> None:
    command = [sys.executable, "-c", "from depliant.commands.cli import main; main()", "explain"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert done.stderr == "Error: Standard output cannot be written: No space left on device.\n"


def test_a_reader_that_has_seen_enough() -> None:
    script = "from depliant.commands.cli import main; main()"
    command = [sys.executable, "-c", script, "explain"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_help_says_where_the_installed_guides_are(language: str, capsys: Capture) -> None:
    assert run(["--language", language, "--help"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    guide = Path(last.partition(":  ")[2])
    assert guide.name == "README.md"
    assert guide.is_file()
    assert (guide.parent.name == "fr") == (language == "fr")
