"""Named tuples whose classes cost a fifth of the time to make that those of `typing` do.

`typing.NamedTuple` compiles the text of each annotation and of a constructor, which takes a tenth
of a millisecond; a build has two hundred such classes. Here annotations stay text, and constructors
of as many fields share their code. What a class is and does is the same; a type checker sees
`typing.NamedTuple` itself.
"""

from __future__ import annotations

from collections import namedtuple
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    # What the standard library's own classes read a field by.
    _Field = type(namedtuple("_Field", "value").value)
    _CODES: dict[int, CodeType] = {}  # as many as there are lengths of a tuple

    def _constructor(fields: tuple[str, ...]) -> FunctionType:
        """A function of a class and so many values that gives the tuple."""
        count = len(fields)
        if count not in _CODES:
            names = "".join(f", _{i}" for i in range(count))
            made: dict[str, Any] = {}
            values = f"({names[2:]}{',' if count == 1 else ''})"
            exec(f"def __new__(_cls{names}): return _make(_cls, {values})", {}, made)
            _CODES[count] = made["__new__"].__code__
        code = _CODES[count].replace(co_varnames=("_cls", *fields))
        return FunctionType(code, {"_make": tuple.__new__}, "__new__")

    def _make(cls, iterable):
        """Make a tuple of values in their order."""
        made = tuple.__new__(cls, iterable)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **changes):
        """The tuple with other values in some of its fields."""
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"Got unexpected field names: {[*changes]!r}")
        return made

    def _asdict(self):
        """The values by the names of their fields."""
        return dict(zip(self._fields, self, strict=True))

    def _shown(self):
        values = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
        return f"{type(self).__name__}({values})"

    def _pickled(self):
        return tuple(self)

    _SHARED = {
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": _asdict,
        "__replace__": _replace,
        "__repr__": _shown,
        "__getnewargs__": _pickled,
    }
    _OWN = frozenset({*_SHARED, "__new__", "__init__", "__slots__", "_fields", "_field_defaults"})

    class _Making(type):
        """Makes of a class statement with `NamedTuple` among its bases a class of tuples."""

        def __new__(cls, name, bases, space):
            """The class; it is no `_Making`, as one of the standard library is not."""
            fields = tuple(space.get("__annotations__", {}))
            taken = _OWN & space.keys() | {field for field in fields if field.startswith("_")}
            if taken:
                raise AttributeError(f"{name} cannot have {', '.join(sorted(taken))}")
            defaults = {field: space[field] for field in fields if field in space}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"A field of {name} without a default follows one with a default")
            constructor = _constructor(fields)
            constructor.__defaults__ = tuple(defaults.values())
            constructor.__qualname__ = f"{name}.__new__"
            space |= {field: _Field(at, f"Field {at}") for at, field in enumerate(fields)}
            space |= {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
            space |= {**_SHARED, "__new__": constructor, "__slots__": ()}
            others = (base for base in bases if base is not _NamedTuple)
            return type(name, (tuple, *others), space)

    _NamedTuple = type.__new__(_Making, "NamedTuple", (), {})

    def NamedTuple():  # noqa: N802
        """A base class of tuples with named fields; see `typing.NamedTuple`."""
        raise TypeError("NamedTuple is a base class")

    NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)
