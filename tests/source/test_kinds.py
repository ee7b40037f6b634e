"""What a file is, by its beginning: as other programs write it."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pikepdf
import pytest
from openpyxl import Workbook
from PIL import Image

from depliant.press.condition import screen_profile
from depliant.source.kinds import NAMES, kind_of


def image(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (4, 4)).save(stream, kind)
    return stream.getvalue()


def saved(thing: Any) -> bytes:
    stream = io.BytesIO()
    thing.save(stream)
    return stream.getvalue()


def workbook() -> Any:
    return Workbook()  # type: ignore[no-untyped-call, unused-ignore]


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        written.writestr("a.txt", "a")
    return stream.getvalue()


@pytest.mark.parametrize(
    "kind", ["jpeg", "png", "tiff", "gif", "webp", "bmp", "pdf", "office", "zip", "icc", "eps"]
)
def test_what_other_programs_write_is_known(kind: str) -> None:
    made = {
        "pdf": lambda: saved(pikepdf.new()),
        "office": lambda: saved(workbook()),
        "zip": archive,
        "icc": screen_profile,
    }
    assert kind_of(made[kind]() if kind in made else image(kind)) == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg"/>', "svg"),
        (b'<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>', "svg"),
        (b"<!DOCTYPE html><html></html>", "html"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "heic"),
        (b"8BPS\0\1", "psd"),
        (b"id: small\n", None),
        (b"", None),
    ],
)
def test_kinds_that_are_told_by_their_words(data: bytes, kind: str | None) -> None:
    assert kind_of(data) == kind
    assert kind is None or kind in NAMES
