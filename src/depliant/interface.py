"""The language that the program speaks to whoever uses it.

Texts are translated by gettext's catalogues in `locale/LANG/LC_MESSAGES`; one that a catalogue
lacks is said in English. The language is the one that the call names, else that of the
environment, as gettext looks for it.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

DOMAIN: Final = "depliant"
LOCALE: Final = Path(__file__).parent / "locale"
OPTION: Final = "--language"
_ENGLISH: Final = "en"
_VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where gettext looks, in its order (gettext's manual, 2.3)."""


def languages() -> tuple[str, ...]:
    """The languages that the program speaks, English first."""
    return (_ENGLISH, *sorted(file.parts[-3] for file in LOCALE.glob("*/LC_MESSAGES/*.mo")))


class Interface:
    """Says texts in a language; in English where it does not speak that one."""

    def __init__(self, language: str = _ENGLISH) -> None:
        self.language = language if language in languages() else _ENGLISH
        self._catalogue: gettext.NullTranslations | None = None
        if self.language != _ENGLISH:
            self._catalogue = gettext.translation(DOMAIN, str(LOCALE), [self.language])

    def tell(self, text: str) -> str:
        """A text in the user's language."""
        return self._catalogue.gettext(text) if self._catalogue is not None and text else text


ENGLISH: Final = Interface()


def chosen(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """The language of a call: that of its `--language`, else that of the environment.

    Args:
        arguments: what was typed after the program's name.
        environment: the variables of the environment; None: those of the process.
    """
    for number, argument in enumerate(arguments):
        if argument == OPTION and number + 1 < len(arguments):
            return _spoken(arguments[number + 1])
        if argument.startswith(f"{OPTION}="):
            return _spoken(argument.partition("=")[2])
    variables = os.environ if environment is None else environment
    for name in _VARIABLES:
        for tag in variables.get(name, "").split(":"):
            if tag:
                return _spoken(tag)
    return _spoken(_of_windows() if environment is None else "")


def without(arguments: Sequence[str]) -> list[str]:
    """A call's arguments without its choice of a language."""
    left: list[str] = []
    is_choice = False
    for argument in arguments:
        if is_choice:
            is_choice = False
        elif argument == OPTION:
            is_choice = True
        elif not argument.startswith(f"{OPTION}="):
            left.append(argument)
    return [*left, OPTION] if is_choice else left


def _spoken(tag: str) -> str:
    """The language of a locale such as "fr_FR.UTF-8" or "fr-CA"; "C" is English."""
    name = tag.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return _ENGLISH if name in ("", "c", "posix") else name


def _of_windows() -> str:
    """The language of the user on Windows, which sets no variables."""
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
    return locale.windows_locale.get(number, "")
