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
from typing import Any, Final

from depliant.patterns import late_pattern
from depliant.sentences import NUMERIC, ExactFormatter, Sentence, filled

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

    def tell(self, said: str | Sentence) -> str:
        """A text or a sentence in the user's language, with the decimal sign of that language."""
        if isinstance(said, str):
            return self._catalogue.gettext(said) if self._catalogue is not None and said else said
        if self._catalogue is None:
            return str(said)
        template = self._template(said, self._catalogue)
        if template == said.template and not _LETTER.search(_FIELD.sub("", template)):
            # A list, which no catalogue has; but what parts its items is set otherwise.
            for english, own in MARKS.get(self.language, {}).items():
                template = template.replace(english, own)
        if not said.values:
            return template
        values = {
            name: self.tell(value) if isinstance(value, Sentence) else value
            for name, value in said.values
        }
        sign = DECIMAL_SIGNS.get(self.language, ".")
        # Between backticks stands what is typed, and a number is typed with a point.
        parts = _CODE.split(template)
        return "".join(
            filled(part, values) if number % 2 else _Formatter(sign).vformat(part, (), values)
            for number, part in enumerate(parts)
        )

    @staticmethod
    def _template(said: Sentence, catalogue: gettext.NullTranslations) -> str:
        if said.many:
            count = dict(said.values)["count"]
            return catalogue.ngettext(said.template, said.many, count)  # type: ignore[arg-type]
        return catalogue.gettext(said.template) if said.template else ""


DECIMAL_SIGNS: Final = {"fr": ","}
"""The decimal signs of the languages that do not write a point."""

MARKS: Final[dict[str, dict[str, str]]] = {
    "fr": {": ": "\u00a0: ", "; ": "\u202f; ", "“": "«\u00a0", "”": "\u00a0»"},
}
"""The marks that languages set otherwise than English, with the spaces round them."""

PER_CENT: Final = "\u202f%"
"""Per cent in a language other than English: with a narrow space."""

_CODE: Final = late_pattern(r"(`[^`]*`)")
_FIELD: Final = late_pattern(r"\{[^{}]*\}")
_LETTER: Final = late_pattern(r"[^\W\d_]")


class _Formatter(ExactFormatter):
    """Writes numbers with the decimal sign of a language."""

    def __init__(self, sign: str) -> None:
        self._sign = sign

    def format_field(self, value: Any, format_spec: str) -> Any:
        text = super().format_field(value, format_spec)
        is_number = isinstance(value, int | float) or format_spec[-1:] in NUMERIC
        return text.replace(".", self._sign).replace("%", PER_CENT) if is_number else text


ENGLISH: Final = Interface()


def named(arguments: Sequence[str]) -> str | None:
    """What a call gives its `--language`, as it was typed; None where it has no such option."""
    for number, argument in enumerate(arguments):
        if argument == OPTION and number + 1 < len(arguments):
            return arguments[number + 1]
        if argument.startswith(f"{OPTION}="):
            return argument.partition("=")[2]
    return None


def speaks(tag: str) -> bool:
    """Whether the program speaks the language of a locale, such as fr or fr_CA.UTF-8."""
    return _spoken(tag) in languages()


def chosen(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """The language of a call: that of its `--language`, else that of the environment.

    Args:
        arguments: what was typed after the program's name.
        environment: the variables of the environment; None: those of the process.
    """
    stated = named(arguments)
    if stated is not None:
        return _spoken(stated)
    variables = os.environ if environment is None else environment
    for name in _VARIABLES:
        tags = [_spoken(tag) for tag in variables.get(name, "").split(":") if tag]
        if tags:
            # LANGUAGE may list several: the first that the program speaks is taken.
            return next((tag for tag in tags if tag in languages()), tags[0])
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
