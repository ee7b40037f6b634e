"""XLIFF 1.2 and 2.0: what is handed out comes back exactly, and others can read it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.judges.programs import missing
from tests.translation.exchange.samples import REMARKS, TEXTS, WORDS, handed_out, one

from depliant.translation.exchange.receiving import Received, received
from depliant.translation.exchange.units import Delivery
from depliant.translation.exchange.xliff1 import xliff1
from depliant.translation.exchange.xliff2 import xliff2

Writer = Callable[[Delivery], str]
WRITERS = pytest.mark.parametrize("writer", [xliff1, xliff2])
SCHEMAS = Path(__file__).parents[3] / ".ci" / "xliff" / "target"
"""Where `.ci/xliff/get` puts the OASIS schemas."""
SCHEMA_1 = "debian/usr/share/php/Symfony/Component/Translation/Resources/schemas"
SCHEMA_2 = "net/sf/okapi/lib/xliff2"


def back(text: str) -> tuple[Received, ...]:
    receipt = received(text.encode("utf-8"), "back.xlf")
    assert receipt.faults == ()
    assert (receipt.project, receipt.source_language, receipt.language) == ("small", "fr", "nl")
    return receipt.units


@WRITERS
@given(source=WORDS, target=TEXTS, fuzzy=st.booleans())
def test_any_text_comes_back_exactly(writer: Writer, source: str, target: str, fuzzy: bool) -> None:
    (unit,) = back(writer(handed_out(one(source, target, fuzzy=fuzzy))))
    assert unit.source == source
    assert unit.target == (target if target.strip() or writer is xliff1 else "")
    assert unit.finished == (bool(target.strip()) and not fuzzy)
    assert (unit.id, unit.context, unit.form) == ("m1", "one/text", None)
    assert unit.comments == ("kept: a <name>",)


@WRITERS
@given(texts=st.lists(WORDS, min_size=2, max_size=3))
def test_plural_forms_come_back_in_their_order(writer: Writer, texts: list[str]) -> None:
    units = back(writer(handed_out(one("mot", *texts))))
    assert [(unit.form, unit.target) for unit in units] == list(enumerate(texts))


def lxml() -> Any:
    """The reader of XML that translate-toolkit brings."""
    if find_spec("lxml") is None:
        missing("translate-toolkit")
    return import_module("lxml.etree")


def elements(text: str, name: str) -> list[Any]:
    etree = lxml()
    root = etree.fromstring(text.encode("utf-8"))
    return list(root.findall(f".//{{{root.nsmap[None]}}}{name}"))


def test_a_unit_of_1_2_says_its_room_its_state_and_what_its_codes_print() -> None:
    delivery = handed_out(one("**a** {a:compact}", "**b** {a:compact}", most=88))
    text = xliff1(delivery)
    (unit,) = elements(text, "trans-unit")
    assert dict(unit.attrib) == {
        "id": "m1", "resname": "one/text", "maxwidth": "88", "size-unit": "char",
        "approved": "yes", "{http://www.w3.org/XML/1998/namespace}space": "preserve",
    }  # fmt: skip
    assert [each.get("state") for each in elements(text, "target")] == ["translated"]
    code = elements(text, "ph")[0]
    assert (code.text, code.get("equiv-text")) == ("{a:compact}", "5 miljoen")
    assert [note.text for note in elements(text, "note")] == [*REMARKS, "kept: a <name>"]
    assert 'state="final"' in xliff1(handed_out(one("a", "b"), reviewed=True))


def test_a_unit_of_2_0_says_its_room_its_state_and_what_its_codes_print() -> None:
    text = xliff2(handed_out(one("**a** {a:compact}", "**b** {a:compact}", most=88)))
    sizes = "{urn:oasis:names:tc:xliff:sizerestriction:2.0}"
    assert elements(text, "unit")[0].get(f"{sizes}sizeRestriction") == "88"
    assert elements(text, "segment")[0].get("state") == "translated"
    code = elements(text, "ph")[0]
    assert (code.get("equiv"), code.get("disp")) == ("5 miljoen", "{a:compact}")
    assert code.get(f"{sizes}sizeInfo") == str(len("5 miljoen"))
    assert [data.text for data in elements(text, "data")] == ["**", "{a:compact}"]
    # A figure that the translation has in another form cannot be one that must stay.
    assert code.get("canDelete") == "no"
    other = xliff2(handed_out(one("{a:compact}", "{a}")))
    assert "canDelete" not in other


@WRITERS
def test_plural_forms_are_named_as_cldr_names_them(writer: Writer) -> None:
    text = writer(handed_out(one("mot", "a", "b", "c")))
    assert all(f"“{name}”" in text for name in ("one", "few", "many"))
    assert "as for 0, 5, 6, 7." in text


@WRITERS
def test_what_xml_cannot_hold_is_no_fault_of_the_file(writer: Writer) -> None:
    (unit,) = back(writer(handed_out(one("a\rb", "c\u0007d\r"))))
    assert unit.source == "a\rb"
    # 1.2 has no way to write it, and 2.0 has.
    assert unit.target == ("c\u0007d\r" if writer is xliff2 else "cd\r")


def toolkit(text: str, module: str, kind: str) -> list[Any]:
    if find_spec("translate") is None:
        missing("translate-toolkit")
    store = getattr(import_module(f"translate.storage.{module}"), kind)
    return list(store.parsestring(text.encode("utf-8")).units)


def test_translate_toolkit_reads_1_2() -> None:
    delivery = handed_out(
        one("**a** {a} mot", "**b** {a} woord"), one("c", "d", fuzzy=True), one("e", "")
    )
    units = toolkit(xliff1(delivery), "xliff", "xlifffile")
    assert [str(unit.source) for unit in units] == ["**a** {a} mot", "c", "e"]
    assert [str(unit.target or "") for unit in units] == ["**b** {a} woord", "d", ""]
    assert [unit.isfuzzy() for unit in units] == [False, True, False]
    assert units[0].getnotes("developer").splitlines() == list(REMARKS)


def test_translate_toolkit_reads_2_0() -> None:
    delivery = handed_out(one("a mot", "b woord"), one("c", "d", fuzzy=True), one("e", ""))
    units = toolkit(xliff2(delivery), "xliff2", "Xliff2File")
    assert [str(unit.source) for unit in units] == ["a mot", "c", "e"]
    assert [str(unit.target or "") for unit in units] == ["b woord", "d", ""]
    assert [unit.isfuzzy() for unit in units] == [False, True, False]
    assert [unit.istranslated() for unit in units] == [True, False, False]


def schema(version: int) -> Any:
    etree = lxml()
    folder = SCHEMAS / (SCHEMA_1 if version == 1 else SCHEMA_2)
    if not folder.is_dir():
        missing("OASIS schemas")
    if version == 1:
        text = (folder / "xliff-core-1.2-strict.xsd").read_text("utf-8")
        # The schema leads to the Web for what lies beside it.
        text = text.replace("http://www.w3.org/2001/xml.xsd", "xml.xsd")
    else:
        text = "".join(
            f'<import namespace="urn:oasis:names:tc:xliff:{space}:2.0" schemaLocation="{file}"/>'
            for space, file in (
                ("document", "xliff_core_2.0.xsd"),
                ("sizerestriction", "modules/size_restriction.xsd"),
            )
        )
        text = f'<schema xmlns="http://www.w3.org/2001/XMLSchema">{text}</schema>'
    root = etree.fromstring(text.encode("utf-8"), base_url=f"{folder.as_uri()}/x.xsd")
    return etree.XMLSchema(root)


@pytest.mark.parametrize(("writer", "version"), [(xliff1, 1), (xliff2, 2)])
def test_files_are_valid_by_the_schemas_of_oasis(writer: Writer, version: int) -> None:
    etree = lxml()
    judge = schema(version)
    units = (
        one("**a** [b *c* {a}](https://e.fr)", "{a:compact} **d**", most=88),
        one("1^er^ \\* [x]{lang=en}", "", most=5),
        one("mot", "a", "b", "c"),
        one("e", "f\u0007", fuzzy=True),
    )
    named = (each_with(unit, f"m{at}") for at, unit in enumerate(units))
    text = writer(handed_out(*named))
    judge.assertValid(etree.fromstring(text.encode("utf-8")))


def each_with(unit: Any, name: str) -> Any:
    from msgspec.structs import replace

    return replace(unit, id=name)
