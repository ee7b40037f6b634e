"""Opening: limits that hold for the whole process, whoever else reads."""

from __future__ import annotations

import io
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from pikepdf import Name

from depliant.errors import InputError
from depliant.pdfread.opening import opened
from depliant.pdfread.streams import STREAM_LIMIT, StreamError, unpacked
from depliant.preflight import judge


def made(content: bytes = b"", **options: object) -> bytes:
    """A page of 200 points; `content` is packed already."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    page.obj.Contents = pdf.make_stream(content, Filter=Name.FlateDecode)
    file = io.BytesIO()
    pdf.save(file, compress_streams=False, **options)  # type: ignore[arg-type]
    return file.getvalue()


WORDY = made(zlib.compress(b"0 0 0 1 k 10 10 50 50 re f\n" * 1000))


def test_two_files_open_at_once_leave_the_limits_as_they_are() -> None:
    """The first to close used to lift the limits of the other, and the last to leave its own."""
    first, second = opened(WORDY), opened(WORDY)
    first.__enter__()
    during = pikepdf.settings.get_qpdf_limits()
    with second:
        first.__exit__(None, None, None)
        assert pikepdf.settings.get_qpdf_limits() == during
    assert during["flate_max_memory"] == STREAM_LIMIT
    assert pikepdf.settings.get_qpdf_limits() == during


def test_two_threads_judge_as_one_does() -> None:
    alone = judge(WORDY)
    begin = threading.Barrier(4)

    def judged(_: int) -> list[object]:
        begin.wait(60)
        return [judge(WORDY) for _ in range(3)]

    with ThreadPoolExecutor(4) as pool:
        reports = [report for found in pool.map(judged, range(4)) for report in found]
    assert reports == [alone] * 12
    assert pikepdf.settings.get_qpdf_limits()["flate_max_memory"] == STREAM_LIMIT


def test_what_no_longer_opens_without_a_password_is_refused() -> None:
    locked = made(encryption=pikepdf.Encryption(owner="a", user="b"))
    restricted = made(encryption=pikepdf.Encryption(owner="a", user=""))
    for data, allowed in ((locked, True), (locked, False), (restricted, False)):
        with pytest.raises(InputError, match="pdf-encrypted"), opened(data, restricted=allowed):
            pass
    with opened(restricted, restricted=True) as file:
        assert len(file.pages) == 1


def test_a_stream_stops_at_its_limit_and_a_damaged_one_gives_what_there_is() -> None:
    words = b"words " * 1000
    with pikepdf.new() as pdf:
        whole = pdf.make_stream(zlib.compress(words), Filter=Name.FlateDecode)
        cut = pdf.make_stream(zlib.compress(words)[:-6], Filter=Name.FlateDecode)
        assert unpacked(whole, len(words)) == words
        with pytest.raises(StreamError):
            unpacked(whole, len(words) - 1)
        assert words.startswith(unpacked(cut)[:100])
