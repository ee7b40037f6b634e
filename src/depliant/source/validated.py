"""A file's data as the value of its model, or everything that is wrong with them.

Sound data are the rule, and read by one call. Only data that are not are looked through again,
key by key, by `examine`.
"""

from __future__ import annotations

from typing import TypeVar

from msgspec import ValidationError

from depliant.errors import InputError
from depliant.source.reading import Part, typed
from depliant.source.yaml import Source

Model = TypeVar("Model", bound=Part)


def validated(model: type[Model], source: Source) -> Model:
    """The data of `source` as a `model`.

    Raises:
        InputError: `key-unknown`, `key-missing` or `schema`, for every finding.
    """
    try:
        return typed(model, source.data)
    except ValidationError:
        from depliant.source.examine import examined

        found, data = examined(model, source)
        if found:
            raise InputError(found) from None
        return typed(model, data)
