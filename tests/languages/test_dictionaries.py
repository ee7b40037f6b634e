"""Dictionaries: found by language and region, read as Hunspell does, licences beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from depliant.languages import dictionaries
from depliant.languages.dictionaries import Dictionary, dictionary


def keep(folder: Path, name: str, *words: str, encoding: str = "UTF-8") -> None:
    """A dictionary of a few words."""
    text = f"SET {encoding}\nTRY abcdefghijklmnopqrstuvwxyz\n"
    (folder / f"{name}.aff").write_text(text, encoding=encoding)
    lines = "\n".join((str(len(words)), *words, ""))
    (folder / f"{name}.dic").write_text(lines, encoding=encoding)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that $DICPATH names, and nothing but it and what comes with the program."""
    monkeypatch.setattr(dictionaries, "_SYSTEM", ())
    monkeypatch.setattr(dictionaries, "_OFFICE", ())
    monkeypatch.setattr(dictionaries, "PACKAGE", "no-such-package")
    monkeypatch.setenv("DICPATH", str(tmp_path))
    return tmp_path


def known(tag: str, word: str) -> bool:
    found = dictionary(tag)
    return found is not None and found.knows(word)


def test_french_and_english_come_with_the_program(folder: Path) -> None:
    assert known("fr", "considèrent")
    assert not known("fr", "considérent")
    for word in ("colour", "color", "organisation", "organization"):
        assert known("en", word), word
    assert known("en-GB", "colour")
    assert not known("en-GB", "color")
    assert known("en-US", "color")
    assert not known("en-US", "colour")


def test_what_is_shipped_has_its_licence_beside_it() -> None:
    shipped = Path(dictionaries.__file__).parent / "hunspell"
    names = {path.stem for path in shipped.glob("*.dic")}
    assert names == {"fr", "en_GB"}
    for name in names:
        assert "opyright" in (text := (shipped / f"{name}.license").read_text("utf-8")) or (
            "Mozilla Public License" in text
        )


def test_a_language_without_a_dictionary_has_none(folder: Path) -> None:
    assert dictionary("nl") is None
    keep(folder, "nl_NL", "huis")
    (folder / "nl_NL.aff").unlink()  # half of one is none
    dictionaries._found.cache_clear()
    assert dictionary("nl") is None


@pytest.mark.parametrize("tag", ["nl", "nl-NL", "nl_NL"])
def test_a_dictionary_is_found_by_its_language(folder: Path, tag: str) -> None:
    keep(folder, "nl_NL", "huis")
    dictionaries._found.cache_clear()
    assert known(tag, "huis")
    assert not known(tag, "hius")


def test_libreoffice_has_a_folder_for_each(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "libreoffice7" / "share" / "extensions" / "dict-nl"
    kept.mkdir(parents=True)
    keep(kept, "nl_NL", "huis")
    monkeypatch.setattr(dictionaries, "_OFFICE", (f"{tmp_path.as_posix()}/libreoffice*",))
    dictionaries._found.cache_clear()
    assert known("nl", "huis")


def test_a_region_has_its_own_where_there_is_one(folder: Path) -> None:
    keep(folder, "de_DE", "Straße")
    keep(folder, "de_CH", "Strasse")
    dictionaries._found.cache_clear()
    assert known("de-CH", "Strasse")
    assert known("de", "Straße")
    assert known("de-AT", "Straße")
    assert not known("de", "Strasse")


def test_a_letter_that_the_encoding_lacks_is_no_fault(folder: Path) -> None:
    keep(folder, "pl_PL", "źródło", encoding="ISO8859-2")
    dictionaries._found.cache_clear()
    assert known("pl", "źródło")
    assert not known("pl", "œuvre")
    found = dictionary("pl")
    assert found is not None
    assert found.nearest("мова") == ()


def test_a_dictionary_has_a_stamp_of_its_words(folder: Path) -> None:
    stamps = set()
    for words in (("huis",), ("huis", "tuin")):
        keep(folder, "nl_NL", *words)
        dictionaries._found.cache_clear()
        found = dictionary("nl")
        assert found is not None
        stamps.add(found.stamp)
    assert len(stamps) == 2


def test_a_second_dictionary_is_read_for_what_the_first_does_not_know(folder: Path) -> None:
    for name, word in (("xx_GB", "colour"), ("xx_US", "color")):
        keep(folder, name, word)
    both = Dictionary((folder / "xx_GB", folder / "xx_US"))
    assert both.knows("colour")
    assert not both.is_read
    assert both.knows("color")
    assert both.is_read
    assert not both.knows("colur")


def test_a_word_without_end_is_not_asked_for() -> None:
    found = dictionary("fr")
    assert found is not None
    assert not found.knows("a" * 5000)
    assert found.nearest("a" * 5000) == ()
