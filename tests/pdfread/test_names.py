"""Names and texts whose bytes are in no encoding, as programs of the nineties wrote them."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest

from depliant.pdfread.objects import (
    as_written,
    dictionary,
    entries,
    entry,
    key_name,
    name,
    text,
)
from depliant.pdfread.structure import read_tree


def parsed(spelled: bytes) -> Any:
    return pikepdf.Object.parse(spelled)


@pytest.mark.parametrize("spelled", [b"/Plain", b"/Caf#e9", b"/Caf#c3#a9", b"/#93#94", b"/a#23b"])
def test_what_stands_under_any_name_is_found(spelled: bytes) -> None:
    held = parsed(b"<<" + spelled + b" 3 /Z 4>>")
    ((key, value),) = [pair for pair in entries(held) if pair[0] != "/Z"]
    assert value == entry(held, key) == 3
    assert key_name(key) == name(parsed(spelled))
    assert as_written(parsed(spelled)) == key
    again = dictionary(dict(entries(held)))
    assert again.unparse() == held.unparse()


def test_a_role_in_latin_1_is_mapped() -> None:
    """It was told as one that no standard knows."""
    root = parsed(b"<</RoleMap <</Titr#e9 /H1>> /K <</S /Titr#e9>>>>")
    tree = read_tree(pikepdf.Dictionary(StructTreeRoot=root))
    assert [(one.role, one.raw_role) for one in tree.elements] == [("H1", "Titré")]
    assert not tree.unmapped


@pytest.mark.parametrize(
    ("octets", "read"),
    [
        (b"\xef\xbb\xbfCaf\xc3\xa9", "Café"),
        (b"\xef\xbb\xbfCaf\xe9!", "Caf\ufffd!"),
        (b"\xef\xbb\xbf\xed\xa0\x80", "\ufffd\ufffd\ufffd"),
        (b"\xfe\xff\0A", "A"),
        (b"Caf\xe9", "Café"),
    ],
)
def test_a_text_that_is_not_in_its_encoding_is_read_as_far_as_it_can_be(
    octets: bytes, read: str
) -> None:
    assert text(pikepdf.String(octets)) == read
    assert text(parsed(b"/Name")) == text(None) == ""
