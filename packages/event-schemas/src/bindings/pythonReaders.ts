/** The part that every Python module begins with: how JSON is read and written. */
export const PYTHON_READERS = `from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Callable, List, Literal, Union


class Missing(Enum):
    """Tells an optional field that is absent from one that is null."""

    MISSING = "MISSING"


MISSING = Missing.MISSING


def _members(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _inside(name: Any, read: Callable[[Any], Any], value: Any) -> Any:
    try:
        return read(value)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def _required(members: dict[str, Any], name: str, read: Callable[[Any], Any]) -> Any:
    if name not in members:
        raise ValueError(f"{name}: missing")
    return _inside(name, read, members[name])


def _optional(members: dict[str, Any], name: str, read: Callable[[Any], Any]) -> Any:
    return _inside(name, read, members[name]) if name in members else None


def _nullable_optional(
    members: dict[str, Any], name: str, read: Callable[[Any], Any]
) -> Any:
    return _inside(name, read, members[name]) if name in members else MISSING


def _rest(
    members: dict[str, Any], read: Callable[[Any], Any], known: set[str]
) -> dict[str, Any]:
    return {
        name: _inside(name, read, value)
        for name, value in members.items()
        if name not in known
    }


def _any(value: Any) -> Any:
    return value


def _null(value: Any) -> None:
    if value is not None:
        raise ValueError("not null")


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("not a string")
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("not a boolean")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError("not a number")
    return value


def _integer(value: Any) -> int:
    number = _number(value)
    if number != number // 1:
        raise ValueError("not a whole number")
    return int(number)


def _literal(*allowed: Any) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        for one in allowed:
            # True equals 1 in Python, but not in JSON.
            if value == one and isinstance(value, bool) == isinstance(one, bool):
                return value
        raise ValueError(f"not one of {', '.join(map(repr, allowed))}")

    return read


def _enum(kind: Any) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        try:
            return kind(_string(value))
        except ValueError:
            raise ValueError(f"not a {kind.__name__}") from None

    return read


def _nullable(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else read(value)


def _list(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read_all(value: Any) -> Any:
        if not isinstance(value, list):
            raise ValueError("not an array")
        return [_inside(index, read, item) for index, item in enumerate(value)]

    return read_all


def _map(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: _rest(_members(value), read, set())


def _choose(
    value: Any,
    others: List[Callable[[Any], Any]],
    records: List[Any],
) -> Any:
    """The first type that fits; of classes, first those that know most of the members."""
    ranked: List[Any] = []
    if isinstance(value, dict):
        ranked = sorted(records, key=lambda each: -len(each[1].intersection(value)))
    for read in [each[0] for each in ranked] + others:
        try:
            return read(value)
        except ValueError:
            continue
    raise ValueError("fits none of the types it may have")


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value.to_dict() if hasattr(value, "to_dict") else value`;
