"""Value classes: frozen dataclasses with slots that cost next to nothing to define.

Defining a class with the standard library's `dataclasses` imports `inspect` and half a dozen modules more,
which takes longer than all that a look-up does. A class made here acts as one of theirs with ``frozen=True,
slots=True``: it compares, hashes, shows, copies and pickles the same, and whoever asks it as a dataclass
(`dataclasses.fields`, `replace`, `asdict`) gets the answer; `dataclasses` is imported then.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

# What `typing.TYPE_CHECKING` is, without importing `typing`: type checkers know the name.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import dataclass as value_class
    from typing import Any

__all__ = ["value_class"]

if not TYPE_CHECKING:

    def value_class(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """Return what makes a value class of a class with annotated fields.

        Parameters
        ----------
        frozen, slots : bool
            Always true; written down so that a reader, and a type checker, sees the dataclass in it.

        Examples
        --------
        >>> @value_class(frozen=True, slots=True)
        ... class Span:
        ...     start: int
        ...     end: int = 0
        >>> Span(2), Span(2) == Span(2, 0), hash(Span(1)) == hash(Span(1))
        (Span(start=2, end=0), True, True)
        """
        assert frozen
        assert slots
        return _made


def _made(plain: type) -> type:
    fields = tuple(plain.__annotations__)
    namespace = {key: value for key, value in vars(plain).items() if key not in ("__dict__", "__weakref__")}
    defaults = {field: namespace.pop(field) for field in fields if field in namespace}
    all_of = attrgetter(*fields) if len(fields) > 1 else lambda made: (getattr(made, fields[0]),)

    def equal(self: object, other: object) -> bool:
        # As dataclasses compare: a subclass is another thing.
        return all_of(self) == all_of(other) if other.__class__ is self.__class__ else NotImplemented

    def state(self: object) -> list[Any]:
        return [getattr(self, field) for field in fields]

    def set_state(self: object, state: list[Any]) -> None:
        for field, value in zip(fields, state, strict=True):
            object.__setattr__(self, field, value)

    def shown(self: object) -> str:
        values = ", ".join(f"{field}={getattr(self, field)!r}" for field in fields)
        return f"{self.__class__.__qualname__}({values})"

    def set_attribute(self: object, name: str, value: object) -> None:
        # A subclass that is no value may keep more.
        if type(self) is made or name in fields:
            raise _error(f"cannot assign to field {name!r}")
        super(made, self).__setattr__(name, value)

    def delete_attribute(self: object, name: str) -> None:
        if type(self) is made or name in fields:
            raise _error(f"cannot delete field {name!r}")
        super(made, self).__delattr__(name)

    own: dict[str, Any] = {
        "__eq__": equal,
        "__hash__": lambda self: hash(all_of(self)),
        "__repr__": shown,
        "__getstate__": state,
        "__setstate__": set_state,
        "__setattr__": set_attribute,
        "__delattr__": delete_attribute,
        "__replace__": _replaced,
        "__match_args__": fields,
        "__slots__": fields,
        "__init__": _WrittenLater(fields, defaults),
        "__dataclass_fields__": _AskedAsDataclass(fields, defaults),
        "__dataclass_params__": _AskedAsDataclass(fields, defaults),
    }
    made: Any = type(plain)(plain.__name__, plain.__bases__, own | namespace)
    made.__qualname__ = plain.__qualname__
    return made  # type: ignore[no-any-return]


class _MadeLater:
    """An attribute of a class that is made of its fields when it is first wanted."""

    def __init__(self, fields: tuple[str, ...], defaults: dict[str, Any]) -> None:
        self._fields = fields
        self._defaults = defaults

    def __set_name__(self, owner: type, name: str) -> None:
        self._owner = owner
        self._name = name


class _WrittenLater(_MadeLater):
    """The ``__init__`` of a class until it is first wanted: most runs make objects of few classes."""

    def __get__(self, instance: object, owner: type) -> Any:
        init: Any = _init(self._owner, self._fields, self._defaults)
        self._owner.__init__ = init  # type: ignore[misc]
        return init if instance is None else init.__get__(instance, owner)


def _init(made: type, fields: tuple[str, ...], defaults: dict[str, Any]) -> Callable[..., None]:
    """Return the ``__init__`` of a class, written out: one that loops over its fields is far slower."""
    names: dict[str, Any] = {f"_default_{field}": value for field, value in defaults.items()}
    names |= {f"_set_{field}": vars(made)[field].__set__ for field in fields}
    given = ", ".join(f"{field}=_default_{field}" if field in defaults else field for field in fields)
    lines = [f"def __init__(self, {given}):", *(f" _set_{field}(self, {field})" for field in fields)]
    # The text holds nothing but the names of fields in our own sources.
    exec("\n".join(lines), names)  # noqa: S102
    init: Callable[..., None] = names["__init__"]
    init.__annotations__ = {**made.__annotations__, "return": None}
    init.__qualname__ = f"{made.__qualname__}.__init__"
    init.__module__ = made.__module__
    return init


def _error(message: str) -> Exception:
    from dataclasses import FrozenInstanceError

    return FrozenInstanceError(message)


def _replaced(self: Any, **changes: object) -> Any:
    from dataclasses import replace

    return replace(self, **changes)


class _AskedAsDataclass(_MadeLater):
    """What `dataclasses` keeps in its classes, made when somebody asks for it."""

    def __get__(self, instance: object, owner: type) -> Any:
        from dataclasses import field, make_dataclass

        types = self._owner.__annotations__
        wanted = [
            (name, types[name], field(default=self._defaults[name]) if name in self._defaults else field())
            for name in self._fields
        ]
        found = getattr(make_dataclass(self._owner.__name__, wanted, frozen=True, slots=True), self._name)
        setattr(self._owner, self._name, found)
        return found
