"""XLIFF files from elsewhere: what other programs make of codes, what is broken or hostile."""

from __future__ import annotations

import pytest

from depliant.errors import InputError
from depliant.translation.exchange.receiving import Receipt, received

ONE = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
    '<file original="small/content.yaml" source-language="fr" target-language="nl" '
    'datatype="x-depliant"><body>\n'
    '<trans-unit id="m1" resname="one/text">\n'
    '<source><bpt id="1">**</bpt>a<ept id="1">**</ept> <ph id="2">{{a}}</ph></source>\n'
    "{target}\n"
    "</trans-unit></body></file></xliff>"
)
TWO = (
    '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr" '
    'trgLang="nl"><file id="f1" original="small/content.yaml"><unit id="m1" name="one/text">\n'
    '<originalData><data id="d1">**</data><data id="d2">{{a}}</data></originalData>\n'
    '<segment state="{state}"><source><pc id="1" dataRefStart="d1" dataRefEnd="d1">a</pc> '
    '<ph id="2" dataRef="d2"/></source>\n'
    "<target>{target}</target></segment>{more}\n"
    "</unit></file></xliff>"
)


def one(target: str) -> Receipt:
    return received(ONE.format(target=target).encode(), "nl.xlf")


def two(target: str, state: str = "translated", more: str = "") -> Receipt:
    text = TWO.format(target=target, state=state, more=more)
    return received(text.encode(), "nl.xlf")


def codes(receipt: Receipt) -> list[str]:
    return [f"{fault.code}@{fault.place.line}" for fault in receipt.faults if fault.place]


@pytest.mark.parametrize(
    "target",
    [
        '<bpt id="1">**</bpt>b<ept id="1">**</ept> <ph id="2">{a}</ph>',
        '<bpt id="1"/>b<ept id="1"/> <ph id="2"/>',
        '<g id="1">b</g> <x id="2"/>',
        '<bx id="1"/>b<ex id="1"/> <x id="2"/>',
        '<it id="1" pos="open">**</it>b<it id="1" pos="close">**</it> <ph id="2"/>',
        '<mrk mtype="seg" mid="1"><g id="1">b</g></mrk><mrk mtype="seg" mid="2"> <x id="2"/></mrk>',
    ],
)
def test_1_2_is_read_as_other_programs_write_it(target: str) -> None:
    receipt = one(f'<target state="translated">{target}</target>')
    assert receipt.faults == ()
    assert receipt.units[0].target == "**b** {a}"
    assert receipt.units[0].source == "**a** {a}"


@pytest.mark.parametrize(
    "target",
    [
        '<pc id="1" dataRefStart="d1" dataRefEnd="d1">b</pc> <ph id="2" dataRef="d2"/>',
        '<pc id="1">b</pc> <ph id="2"/>',
        '<sc id="1" dataRef="d1"/>b<ec startRef="1" dataRef="d1"/> <ph id="2"/>',
        '<mrk id="x1" type="comment"><pc id="1">b</pc></mrk> <ph id="2"/>',
    ],
)
def test_2_0_is_read_as_other_programs_write_it(target: str) -> None:
    receipt = two(target)
    assert receipt.faults == ()
    assert receipt.units[0].target == "**b** {a}"


def test_a_unit_that_was_cut_into_segments_is_whole_again() -> None:
    more = (
        "<ignorable><source> </source></ignorable>"
        '<segment state="initial"><source>c</source><target>d</target></segment>'
    )
    (unit,) = two('<pc id="1">b</pc> <ph id="2"/>', more=more).units
    assert unit.target == "**b** {a} d"
    assert not unit.finished


@pytest.mark.parametrize(
    ("attributes", "finished"),
    [
        ("", True),
        ('state="translated"', True),
        ('state="signed-off"', True),
        ('state="final"', True),
        ('state="needs-review-translation"', False),
        ('state="needs-translation"', False),
        ('state="new"', False),
    ],
)
def test_states_of_1_2(attributes: str, finished: bool) -> None:
    assert one(f"<target {attributes}>b</target>").units[0].finished == finished


@pytest.mark.parametrize(
    ("state", "finished"),
    [("initial", False), ("translated", True), ("reviewed", True), ("final", True)],
)
def test_states_of_2_0(state: str, finished: bool) -> None:
    assert two("b", state).units[0].finished == finished


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ('<g id="7">b</g>', ["exchange-code@5"]),
        ('<bpt id="1">**</bpt>b', ["exchange-code@5"]),
        ('b<ept id="1">**</ept>', ["exchange-code@5"]),
        ('<ph id="9"/>', ["exchange-code@5"]),
    ],
)
def test_broken_codes_of_1_2_are_told_with_their_line(target: str, expected: list[str]) -> None:
    receipt = one(f"<target>{target}</target>")
    assert codes(receipt) == expected
    assert receipt.faults[0].place is not None
    assert receipt.faults[0].place.column == len("<target>") + 1 + target.startswith("b")


@pytest.mark.parametrize(
    "target", ['<pc id="7">b</pc>', '<sc id="1" dataRef="d1"/>b', '<ph id="9"/>']
)
def test_broken_codes_of_2_0_are_told_with_their_line(target: str) -> None:
    assert codes(two(target)) == ["exchange-code@4"]


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><xliff version="1.2">&c;</xliff>'
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (BOMB.encode(), "xml-unsafe"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>', "xml-unsafe"),
        (b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><xliff/>', "xml-unsafe"),
        (b"<a>" * 100 + b"</a>" * 100, "xml-too-large"),
        (b"<xliff>" + b"<a/>" * 200_001 + b"</xliff>", "xml-too-large"),
        (b" " * 20_000_001, "xml-too-large"),
        (b"", "xml-unreadable"),
        (b"<xliff>", "xml-unreadable"),
        (b"<xliff>&a;</xliff>", "xml-unreadable"),
        (b"\x00\x01\x02", "xml-unreadable"),
        (b'<?xml version="1.0" encoding="klingon"?><xliff/>', "xml-unreadable"),
        ("<xliff>é</xliff>".encode("latin-1"), "xml-unreadable"),
        (b"PK\x03\x04 a zip", "xml-unreadable"),
        (b'<tmx version="1.4"/>', "exchange-format"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:3.0"/>', "exchange-format"),
    ],
)
def test_what_is_hostile_or_no_xliff_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        received(data, "nl.xlf")
    (fault,) = refused.value.diagnostics
    assert fault.code == code
    assert fault.place is not None
    assert fault.place.file == "nl.xlf"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_says_how_its_letters_are_written(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + ONE.format(target="<target>é</target>")
    assert received(text.encode(encoding), "nl.xlf").units[0].target == "é"


def test_a_file_without_anything_has_no_units() -> None:
    empty = b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>'
    assert received(empty, "nl.xlf").units == ()
