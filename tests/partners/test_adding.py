"""A mark comes into a project with a contract that reads back, or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.colour import Colour
from depliant.content.logos import Contract
from depliant.errors import InputError
from depliant.graphics.mark import Use
from depliant.interface import Interface
from depliant.partners.adding import Added, Wish, add
from depliant.partners.contract import Terms, contract_text, quoted
from depliant.source.reading import typed
from depliant.source.yaml import parse_yaml

from .conftest import MakePdf

RED = b"0.8902 0.0235 0.0745 rg 10 10 50 50 re f 0 0 0 rg 70 10 50 50 re f"


@pytest.fixture
def red(pdf: MakePdf) -> Path:
    return pdf(RED, name="Ville de Lens.pdf")


def contract(project: Path, name: str) -> Contract:
    text = (project / f"assets/logos/{name}.yaml").read_text(encoding="utf-8")
    return typed(Contract, parse_yaml(text, name).data)


def everything(project: Path) -> dict[str, bytes]:
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in sorted(project.rglob("*"))
        if path.is_file()
    }


def codes(added: Added) -> list[str]:
    return [found.code for found in added.diagnostics]


def test_the_file_is_kept_as_it_was_sent_with_a_contract_that_is_read(
    project: Path, red: Path
) -> None:
    added = add(project, red, Wish(holder="Ville de Lens", inks=["#e30613=0,100,100,0"]))
    assert added.id == "ville-de-lens"
    assert (project / "assets/logos/ville-de-lens.pdf").read_bytes() == red.read_bytes()
    kept = contract(project, "ville-de-lens")
    assert kept.name == "Ville de Lens"
    assert kept.colours() == (("#e30613", Colour(0, 1, 1, 0)),)
    assert kept.grounds == ("paper",)
    assert (project / added.sheet).read_bytes().startswith(b"%PDF-")
    assert codes(added) == []


def test_inks_that_the_profile_chose_are_written_down_and_told(project: Path, red: Path) -> None:
    added = add(project, red, Wish())
    assert codes(added) == ["logo-inks-by-profile"]
    assert "#e30613" in str(added.diagnostics[0].message)
    kept = dict(contract(project, added.id).colours())
    assert kept["#e30613"] == added.checked.uses[0].ink
    assert added.checked.uses[0].word == "contract", "a build finds them in the contract"
    text = (project / added.written[1]).read_text(encoding="utf-8")
    assert re.search(r'"#e30613": \[.*\]  # .*profile', text)


def test_from_profile_takes_them_without_a_word(project: Path, red: Path) -> None:
    assert codes(add(project, red, Wish(from_profile=True))) == []


def test_an_ink_may_be_a_swatch_or_a_spot(project: Path, red: Path) -> None:
    add(project, red, Wish(name="a", inks=["#e30613=pine"]))
    assert contract(project, "a").colours() == (("#e30613", "pine"),)
    add(project, red, Wish(name="b", inks=["#e30613=PANTONE 186 C:0,100,80,5"]))
    assert contract(project, "b").colours() == (
        ("#e30613", Colour(0, 1, 0.8, 0.05, spot="PANTONE 186 C")),
    )


def test_a_spot_of_the_style_sheet_is_known_by_its_own_name(project: Path, red: Path) -> None:
    style = project / "assets/style.yaml"
    text = style.read_text(encoding="utf-8")
    line = "swatches:\n  rouge: {spot: PANTONE 186 C, cmyk: [0, 100, 80, 5]}\n"
    style.write_text(text.replace("swatches:\n", line, 1), encoding="utf-8")
    add(project, red, Wish(name="a", inks=["#e30613=PANTONE 186 C"]))
    assert contract(project, "a").colours() == (("#e30613", "rouge"),)


@pytest.mark.parametrize(
    ("ink", "word"),
    [
        ("#e30613", "no colour"),
        ("#e30613=", "no colour"),
        ("=0,0,0,0", "no colour"),
        ("#e30613=0,100,100", "four amounts"),
        ("#e30613=0,100,100,400", "more than 100"),
        ("#e30613=pinne", "swatch"),
    ],
)
def test_an_ink_that_cannot_be_read_is_said_and_nothing_is_written(
    project: Path, red: Path, ink: str, word: str
) -> None:
    before = everything(project)
    with pytest.raises(InputError) as caught:
        add(project, red, Wish(inks=[ink]))
    (found,) = caught.value.diagnostics
    assert (found.code, word in str(found.message)) == ("logo-ink", True)
    assert everything(project) == before


def test_an_ink_for_a_colour_that_is_not_there_is_told(project: Path, red: Path) -> None:
    added = add(project, red, Wish(from_profile=True, inks=["#e30614=0,100,100,0"]))
    assert codes(added) == ["logo-ink"]
    assert "#e30613" in str(added.diagnostics[0].hint)
    assert "#e30614" not in dict(contract(project, added.id).colours())


def test_nothing_is_written_over_without_a_word(project: Path, red: Path) -> None:
    before = everything(project)
    with pytest.raises(InputError) as caught:
        add(project, red, Wish(name="alder-street"))
    assert caught.value.diagnostics[0].code == "logo-exists"
    assert "--replace" in str(caught.value.diagnostics[0].hint)
    assert everything(project) == before


def test_replacing_a_stand_in_keeps_its_terms_and_leaves_one_file(project: Path, red: Path) -> None:
    before = contract(project, "alder-street")
    add(project, red, Wish(name="alder-street", replace=True))
    after = contract(project, "alder-street")
    assert before.standin
    assert not after.standin
    for key in ("name", "alt", "link", "minimum_height_mm", "clear_space", "grounds", "order"):
        assert getattr(after, key) == getattr(before, key), key
    left = sorted(path.name for path in (project / "assets/logos").iterdir())
    assert left == ["alder-street.pdf", "alder-street.yaml"]


def test_what_is_replaced_is_kept_beside_what_is_made(project: Path, red: Path) -> None:
    before = {
        path.name: path.read_bytes() for path in (project / "assets/logos").glob("alder-street.*")
    }
    added = add(project, red, Wish(name="alder-street", replace=True))
    assert added.former == ("out/alder-street.before.svg", "out/alder-street.before.yaml")
    kept = {name: (project / name).read_bytes() for name in added.former}
    assert [*kept.values()] == [before["alder-street.svg"], before["alder-street.yaml"]]
    again = add(project, red, Wish(name="alder-street", replace=True))
    assert again.former == (), "nothing has changed"


def test_a_dry_run_keeps_nothing_but_the_sheet(project: Path, red: Path) -> None:
    before = everything(project)
    added = add(project, red, Wish(keep=False))
    assert added.written == ()
    after = everything(project)
    assert set(after) - set(before) == {added.sheet}


def test_a_file_that_cannot_be_used_changes_nothing(project: Path, pdf: MakePdf) -> None:
    before = everything(project)
    for content in (b"/S sh", b"nonsense m", b""):
        with pytest.raises(InputError):
            add(project, pdf(content), Wish(name="a"))
    assert everything(project) == before


def test_where_the_sheet_cannot_be_written_nothing_else_is(project: Path, red: Path) -> None:
    (project / "out").write_text("a file in the place of the folder", encoding="utf-8")
    before = everything(project)
    with pytest.raises(InputError) as caught:
        add(project, red, Wish())
    assert caught.value.diagnostics[0].code == "output-unwritable"
    assert everything(project) == before


def test_the_same_call_gives_the_same_bytes(project: Path, red: Path) -> None:
    add(project, red, Wish(name="a"))
    first = everything(project)
    add(project, red, Wish(name="a", replace=True))
    assert everything(project) == first


@pytest.mark.parametrize("name", ["", "été", "1a", "../a", "a b", "a" * 90])
def test_a_name_that_content_could_not_write_is_refused(
    project: Path, red: Path, name: str
) -> None:
    with pytest.raises(InputError) as caught:
        add(project, red, Wish(name=name))
    assert caught.value.diagnostics[0].code == "logo-name"


def test_a_ground_that_is_no_swatch_is_refused(project: Path, red: Path) -> None:
    with pytest.raises(InputError) as caught:
        add(project, red, Wish(grounds=["creem"]))
    (found,) = caught.value.diagnostics
    assert (found.code, "cream" in str(found.hint)) == ("logo-ground", True)


def test_each_swatch_that_a_ground_may_be_is_named_once(project: Path, red: Path) -> None:
    with pytest.raises(InputError) as caught:
        add(project, red, Wish(grounds=["zzzzzzzz"]))
    (found,) = caught.value.diagnostics
    names = str(found.hint).removeprefix("There are ").removesuffix(".").split(", ")
    assert len(names) == len(set(names)) > 3
    assert {"paper", "black", "cream"} <= set(names)


def test_a_folder_that_is_no_project_is_said(tmp_path: Path, red: Path) -> None:
    with pytest.raises(InputError) as caught:
        add(tmp_path, red, Wish())
    assert caught.value.diagnostics[0].code == "project-missing"


def test_a_mark_that_was_taken_in_prints_on_its_spot_plate(project: Path, red: Path) -> None:
    """To the press file: the plate is there, and the other colour is black ink alone."""
    from depliant.commands.cli import run

    spot = "#e30613=PANTONE 186 C:0,100,80,5"
    add(project, red, Wish(name="ville", grounds=["cream"], inks=[spot]))
    content = project / "content.yaml"
    text = content.read_text(encoding="utf-8")
    content.write_text(text.replace("logos: [alder-street]", "logos: [ville]"), encoding="utf-8")
    assert run(["build", str(project), "--target", "press"]) == 0
    (press,) = (project / "out").glob("*.press.pdf")
    with pikepdf.open(press) as pdf:
        named = {
            str(space[1])
            for page in pdf.pages
            for space in page.Resources.get("/ColorSpace", {}).values()
            if isinstance(space, pikepdf.Array) and space[0] == "/Separation"
        }
    assert named == {"/PANTONE 186 C"}


# --- the contract as text -------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1).filter(
    lambda text: text.strip(" \t\n\u200b\u200c\u200d\u2060")
)


@given(name=texts, alt=texts, key=texts, sent=texts)
def test_whatever_a_partner_is_called_the_contract_reads_back(
    name: str, alt: str, key: str, sent: str
) -> None:
    ink = Colour(0.1, 1, 0, 0.05, spot=name[:80])
    terms = Terms(name, sent, "0" * 64, alt=alt, inks=((key[:80], ink), ("#e30613", "rouge")))
    read = typed(Contract, parse_yaml(contract_text(terms), "contract").data)
    assert (read.name, read.alt) == (name, alt)
    assert dict(read.colours()) == {key[:80]: ink, "#e30613": "rouge"}


def test_every_key_of_a_contract_is_explained_in_it() -> None:
    from msgspec.structs import fields

    text = contract_text(Terms("X", "x.pdf", "0" * 64))
    missing = {
        field.encode_name
        for field in fields(Contract)
        if not re.search(rf"^(# )?{field.encode_name}:", text, re.MULTILINE)
    }
    assert missing == {"standin", "charter"}, "said where they are: of stand-ins, of old charters"


@pytest.mark.parametrize("is_baked", [False, True])
def test_a_contract_explains_itself_in_the_language_of_the_interface(is_baked: bool) -> None:
    use = Use("#000000", Colour(0, 0, 0, 1), "black")
    terms = Terms(
        "Ville de Lens",
        "ville.pdf",
        "0" * 64,
        other_grounds=("black",),
        inks=(("#e30613", Colour(0, 1, 1, 0)), ("#000000", Colour(0, 0, 0, 1))),
        uses=(use,),
        is_baked=is_baked,
    )
    texts = {language: contract_text(terms, Interface(language)) for language in ("en", "fr")}
    said = {
        language: set(re.findall(r"# ?(.+)$", text, re.MULTILINE))
        for language, text in texts.items()
    }
    # Only what is typed as it stands is the same in both, and the digest of the file.
    typed_there = {'link: "https://…"', "order: 1", "permitted_until: 2030-12-31", f"{'0' * 16}."}
    assert said["en"] & said["fr"] <= typed_there
    read = {tag: parse_yaml(text, "contract").data for tag, text in texts.items()}
    assert read["en"] == read["fr"]
    assert max(map(len, texts["fr"].splitlines())) <= 92


def test_a_quotation_mark_in_a_name_ends_nothing() -> None:
    name = 'x" # b: {c'
    assert parse_yaml(f"a: {quoted(name)}", "f").data == {"a": name}
