"""A brochure for each reader: the starter's, with columns in its words, a figure, a code."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from depliant import starter

PEOPLE = (
    ("1042", "Marie-Claire Dupont", "UK", "York", "128"),
    ("1043", "Jürgen Groß", "FR", "Arras", "7"),
    ("1044", "Zoë *van* Dijk", "UK", "Hull", "64"),
    ("1045", "Oumar {visits} Sy", "FR", "Lens", "1204"),
)
HEADINGS = ("ID", "Name", "Country", "City", "Loans")

Write = Callable[[Iterable[tuple[str, ...]]], Path]


def personal(folder: Path) -> Path:
    """A brochure that names the columns of a row."""
    starter.start(folder)
    content = folder / "content.yaml"
    text = content.read_text("utf-8")
    for old, new in (
        (
            "# The panels, in reading order.\n",
            'row: {id: "1042", name: Marie Dupont, country: UK, city: York, loans: 128}\n\n'
            "# The panels, in reading order.\n",
        ),
        (
            "\nfigures:\n",
            '\nfigures:\n  own: {value: "{row.loans}", unit: loans, date: 2024, '
            "source: register}\n",
        ),
        ("What 2024 looked like from behind the desk", "For {row.name}, who borrowed {own}"),
        (
            "      - text: 12 Alder Street, beside the swimming pool.\n",
            "      - when: {row: country, is: UK}\n"
            "        blocks:\n"
            "          - text: 12 Alder Street, beside the swimming pool.\n"
            "        otherwise:\n"
            '          - text: "12 Alder Street, York, **United Kingdom**, far from {row.city}."\n'
            "      - qr: https://www.alder-street.example/?id={row.id}\n"
            "        size_mm: 15\n",
        ),
        ("title: A Year at", 'title: "{row.name}: A Year at'),
        ("Street Library\nsubject", 'Street Library"\nsubject'),
    ):
        assert old in text, old
        text = text.replace(old, new, 1)
    content.write_text(text, "utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return personal(tmp_path / "library")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a table of people."""

    def written(rows: Iterable[tuple[str, ...]]) -> Path:
        path = tmp_path / "people.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows((HEADINGS, *rows))
        return path

    return written


@pytest.fixture
def people(write: Write) -> Path:
    return write(PEOPLE)
