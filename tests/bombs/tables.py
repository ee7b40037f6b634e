"""Tables, maps and answers: cells, points, nesting and sizes that are not what they say."""

# ruff: noqa: E501 (a file that asks for too much is one line of a table)

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.bombs.lab import Bomb, Call, brochure, built

LEDGER = "sources:\n  s: Somewhere\nfigures:\n  a: {value: 4, unit: m, source: s}\n"
SERIES = "sources:\n  s: Somewhere\nfigures:\n  a: {unit: m, source: s, file: assets/data/a.%s}\n"
CHART = "- chart: line\n  title: Much\n  series: [a]"
TABLE = "- table: much\n  file: assets/data/a.%s"


def with_data(
    name: str, suffix: str, data: Callable[[Path], bytes], blocks: str, head: str = ""
) -> Bomb:
    """A brochure with a file of data."""

    def made(folder: Path) -> Call:
        project = brochure(folder / "p", blocks, head)
        (project / "assets" / "data").mkdir()
        (project / "assets" / "data" / f"a.{suffix}").write_bytes(data(folder))
        return built(project)

    return Bomb(name, made)


def imported(name: str, suffix: str, data: Callable[[Path], bytes]) -> Bomb:
    """A table of figures that is taken in."""

    def made(folder: Path) -> Call:
        project = brochure(folder / "p", "- text: '{a}'", LEDGER)
        table = folder / f"table.{suffix}"
        table.write_bytes(data(folder))
        return ("figures", "import", table, "--project", project)

    return Bomb(name, made)


def in_batch(name: str, suffix: str, data: Callable[[Path], bytes]) -> Bomb:
    """A table of a batch, of which two rows are made."""

    def made(folder: Path) -> Call:
        project = brochure(folder / "p")
        table = folder / f"table.{suffix}"
        table.write_bytes(data(folder))
        out = ("--out", folder / "out", "--sample", "0", "--limit", "2", "--no-preflight")
        return ("batch", project, "--data", table, *out)

    return Bomb(name, made)


def csv(rows: int, columns: int = 2) -> Callable[[Path], bytes]:
    """So many rows of numbers."""

    def made(_: Path) -> bytes:
        line = ",".join(["1"] * (columns - 1))
        head = ",".join(["time", *(f"c{n}" for n in range(columns - 2)), "a"])
        return (head + "\n" + "".join(f"{n},{line}\n" for n in range(rows))).encode()

    return made


def book(_: Path, rows: int = 3) -> bytes:
    """A small workbook."""
    from openpyxl import Workbook

    found = Workbook()
    sheet = found.active
    assert sheet is not None
    sheet.append(["id", "value", "a"])
    for n in range(rows):
        sheet.append([f"a{n}", n, n])
    stream = io.BytesIO()
    found.save(stream)
    return stream.getvalue()


def altered(
    name: str, edit: Callable[[bytes], bytes], lie: bool = False
) -> Callable[[Path], bytes]:
    """A workbook with one of its parts changed; `lie` has its length said to be small."""

    def made(folder: Path) -> bytes:
        with zipfile.ZipFile(io.BytesIO(book(folder))) as given:
            parts = {one: given.read(one) for one in given.namelist()}
        parts[name] = edit(parts.get(name, b""))
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
            for one, data in parts.items():
                packed.writestr(one, data)
        found = bytearray(stream.getvalue())
        for begins, length, at, size in ((b"PK\3\4", 26, 30, 22), (b"PK\1\2", 28, 46, 24)):
            here = -1
            while lie and (here := found.find(begins, here + 1)) >= 0:
                (long,) = struct.unpack_from("<H", found, here + length)
                if found[here + at : here + at + long] == name.encode():
                    struct.pack_into("<I", found, here + size, 1000)
        return bytes(found)

    return made


SHEET, STYLES, WORDS = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"
BOOKS: dict[str, Callable[[Path], bytes]] = {
    "200 MB of blanks": altered(SHEET, lambda data: data + b" " * 200_000_000),
    "200 MB that says it is 1 kB": altered(SHEET, lambda data: data + b" " * 200_000_000, lie=True),
    "2,500,000 styles": altered(
        STYLES,
        lambda data: data.replace(
            b"<cellXfs", b"<cellXfs>" + b'<xf numFmtId="0"/>' * 2_500_000 + b"<b", 1
        ),
    ),
    "1,000,000 shared strings": altered(
        WORDS,
        lambda _: (
            b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            + b"<si><t>a</t></si>" * 3_000_000
            + b"</sst>"
        ),
    ),
    "entities in its strings": altered(
        WORDS,
        lambda _: (
            b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
            b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;">'
            b'<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>'
            b"<sst><si><t>&f;</t></si></sst>"
        ),
    ),
    "a cell in the last row": altered(
        SHEET,
        lambda data: data.replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        ),
    ),
    "1,000,000 merged cells": altered(
        SHEET,
        lambda data: data.replace(
            b"</sheetData>",
            b"</sheetData><mergeCells>"
            + b'<mergeCell ref="A1:XFD1048576"/>' * 300_000
            + b"</mergeCells>",
        ),
    ),
}


def parquet(kind: str) -> Callable[[Path], bytes]:
    """A table that unfolds."""

    def made(folder: Path) -> bytes:
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = folder / "made.parquet"
        if kind == "dictionary":
            long = pa.array(["x" * 9_000_000])
            column = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), long)
            pq.write_table(pa.table({"a": column}), path, compression="zstd")
        elif kind == "cells":
            rows = pa.array([0] * 1_000_000)
            pq.write_table(pa.table({f"c{n}": rows for n in range(19)}), path, compression="zstd")
        elif kind == "words":
            rows = pa.array(["w" * 9_000]).take(pa.array([0] * 100_000))
            pq.write_table(pa.table({"a": rows}), path, compression="zstd")
        elif kind == "nested":
            value = pa.array([[[[1] * 10_000_000]]])
            pq.write_table(pa.table({"a": value}), path, compression="zstd")
        elif kind == "columns":
            pq.write_table(pa.table({f"c{n}": [1] for n in range(100_000)}), path)
        return path.read_bytes()

    return made


def geojson(regions: int, points: int) -> bytes:
    """Regions of so many points each."""
    from math import cos, sin

    def ring(n: int) -> list[list[float]]:
        x, y = n % 70 * 2.0, n // 70
        at = [
            [x + cos(p / points * 6.283) + p % 2 * 0.01, y + sin(p / points * 6.283)]
            for p in range(points)
        ]
        return [*at, at[0]]

    def feature(n: int) -> str:
        shape = json.dumps({"type": "Polygon", "coordinates": [ring(n)]})
        return f'{{"type":"Feature","id":"a{n}","properties":{{}},"geometry":{shape}}}'

    features = ",".join(map(feature, range(regions)))
    return f'{{"type":"FeatureCollection","features":[{features}]}}'.encode()


def mapped(name: str, data: Callable[[], bytes], regions: int = 1) -> Bomb:
    """A map with a value for each of some regions."""
    values = "".join(f"      a{n}: {{label: A{n}, value: {n + 1}}}\n" for n in range(regions))
    head = f"sources:\n  s: Somewhere\nfigures:\n  a:\n    unit: m\n    source: s\n    date: 2024\n    values:\n{values}"
    blocks = "- chart: map\n  title: Much\n  series: a\n  map: assets/data/a.geojson"
    return with_data(name, "geojson", lambda _: data(), blocks, head)


def answered(name: str, data: Callable[[], bytes]) -> Bomb:
    """Answers to a proof that are taken in."""

    def made(folder: Path) -> Call:
        project = brochure(folder / "p")
        (folder / "answers.json").write_bytes(data())
        return ("proof", "import", folder / "answers.json", "--project", project)

    return Bomb(name, made)


BOMBS = (
    with_data("series: CSV, 1,000,000 rows", "csv", csv(1_000_000), CHART, SERIES % "csv"),
    with_data("series: CSV, 1,900 rows", "csv", csv(1_900), CHART, SERIES % "csv"),
    with_data("series: CSV, 1,000,000 columns", "csv", csv(2, 1_000_000), CHART, SERIES % "csv"),
    with_data("table: CSV, 100,000 rows", "csv", csv(100_000), TABLE % "csv"),
    with_data("table: CSV, 2,000 rows", "csv", csv(1_990), TABLE % "csv"),
    with_data("table: CSV, 1,900 rows of 60", "csv", csv(1_900, 60), TABLE % "csv"),
    with_data(
        "table: CSV, one cell of 2 MB", "csv", lambda _: b"a,b\n" + b"x" * 2_000_000, TABLE % "csv"
    ),
    with_data(
        "table: CSV, a quote never closed",
        "csv",
        lambda _: b'a,b\n"' + b"x,\n" * 600_000,
        TABLE % "csv",
    ),
    imported("figures import: CSV, 1,000,000 rows", "csv", csv(1_000_000)),
    imported(
        "figures import: CSV, a cell of 16 MB", "csv", lambda _: b"id,value\n" + b"1" * 16_000_000
    ),
    imported(
        "figures import: CSV, 20,000 faults", "csv", lambda _: b"id,value\n" + b"!,?\n" * 20_000
    ),
    *(
        with_data(f"series: XLSX, {name}", "xlsx", data, CHART, SERIES % "xlsx")
        for name, data in BOOKS.items()
    ),
    *(imported(f"figures import: XLSX, {name}", "xlsx", data) for name, data in BOOKS.items()),
    *(in_batch(f"batch: XLSX, {name}", "xlsx", data) for name, data in BOOKS.items()),
    in_batch("batch: CSV, 1,000,000 rows", "csv", csv(1_000_000, 10)),
    in_batch("batch: CSV, 1,000 columns", "csv", csv(50_000, 1_000)),
    in_batch("batch: CSV, 250 MB of one cell", "csv", lambda _: b"a,b\n" + b"x" * 250_000_000),
    in_batch("batch: CSV, 250 MB of empty lines", "csv", lambda _: b"a,b\n" + b"\n" * 250_000_000),
    in_batch("batch: CSV, 250 MB of commas", "csv", lambda _: b"a,b\n" + b"," * 250_000_000),
    *(
        in_batch(f"batch: Parquet, {kind}", "parquet", parquet(kind))
        for kind in ("dictionary", "cells", "words", "nested", "columns")
    ),
    mapped("map: GeoJSON, 1 region of 300,000 points", lambda: geojson(1, 120_000)),
    mapped("map: GeoJSON, 100 regions of 2,000", lambda: geojson(100, 1_500), 100),
    mapped("map: GeoJSON, 4,900 regions of 20", lambda: geojson(4_900, 20), 1_900),
    mapped(
        "map: GeoJSON, 8 MB of levels",
        lambda: b'{"type":"FeatureCollection","features":' + b"[" * 7_900_000,
    ),
    mapped(
        "map: GeoJSON, 8 MB of numbers",
        lambda: b'{"type":"FeatureCollection","features":[' + b"1," * 3_900_000 + b"1]}",
    ),
    mapped(
        "map: GeoJSON, a number of 8 MB",
        lambda: b'{"type":"FeatureCollection","features":[' + b"1" * 7_900_000 + b"]}",
    ),
    answered("proof import: 4 MB of levels", lambda: b"[" * 4_000_000),
    answered(
        "proof import: 4 MB of names",
        lambda: json.dumps({str(n): n for n in range(200_000)}).encode(),
    ),
    answered("proof import: a number of 4 MB", lambda: b'{"depliant":' + b"9" * 4_000_000 + b"}"),
)
