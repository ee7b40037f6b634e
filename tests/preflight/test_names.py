"""Files whose names are in Latin-1 are judged as the same files with plain names are."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.preflight.conftest import small

from depliant.preflight import judge
from depliant.preflight.mending import mend_file
from depliant.preflight.profiles import ANY_PRINTER

WORDS = b"0 0 0 1 k /Over gs BT /F1 10 Tf 40 100 Td (Hello) Tj ET\n"
RICH = b"0.6 0.4 0.4 1 k /Over gs BT /F1 10 Tf 40 100 Td (Hello) Tj ET\n"


def foreign(data: bytes, *plain: bytes) -> bytes:
    """A file in which the last letter of some names is é in Latin-1, at the same places."""
    for called in plain:
        assert data.count(called) > 1
        data = data.replace(called + b" ", called[:-1] + b"\xe9 ")
    return data


@pytest.mark.parametrize("plain", [(b"/F1",), (b"/Over",), (b"/F1", b"/Over")])
def test_what_is_found_is_the_same(plain: tuple[bytes, ...]) -> None:
    """Fonts and states were not found, and plates could not be made at all."""
    data = small(words=WORDS)
    told, same = judge(foreign(data, *plain)), judge(data)
    assert [(one.code, one.page) for one in told.findings] == [
        (one.code, one.page) for one in same.findings
    ]


def test_rich_black_under_such_a_state_is_mended(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(foreign(small(words=RICH, pages=1), b"/Over"))
    found = mend_file(file, "press", ANY_PRINTER, None, black=True)
    assert "1 text in rich black is black alone now" in str(found.done[0])
    assert b"/Ov#e9r" in found.data or b"/Ove#e9" in found.data
