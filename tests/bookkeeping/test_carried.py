"""The ledger of a finished PDF, where the PDF is not as it should be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from depliant.bookkeeping.carried import carried_ledger
from depliant.errors import InputError

Contents = Callable[[pikepdf.Pdf], dict[str, Any]]

SPECIFICATIONS: dict[str, Contents] = {
    "no file": lambda _: {},
    "no stream": lambda _: {"EF": Dictionary()},
    "another kind of file": lambda _: {"EF": Dictionary(F=3)},
    "a text": lambda _: {"EF": String("x")},
    "not JSON": lambda pdf: {"EF": Dictionary(F=pdf.make_indirect(Stream(pdf, b"x")))},
}


@pytest.mark.parametrize("kind", SPECIFICATIONS)
def test_an_attachment_without_its_file(tmp_path: Path, kind: str) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    name = String("figures.json")
    entries: dict[str, Any] = {"Type": Name.Filespec, "UF": name}
    entries |= SPECIFICATIONS[kind](pdf)
    specification = pdf.make_indirect(Dictionary(**entries))
    names = Dictionary(Names=Array([name, specification]))
    pdf.Root.Names = Dictionary(EmbeddedFiles=names)
    pdf.save(tmp_path / "x.pdf")
    with pytest.raises(InputError, match="ledger-missing"):
        carried_ledger(tmp_path / "x.pdf")
