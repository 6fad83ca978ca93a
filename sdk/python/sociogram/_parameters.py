"""The parameters of a module, read from its signature."""

from __future__ import annotations

import inspect
import math
import os
import sys
import typing
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple, Union

from ._errors import DeclarationError, StageError

if sys.version_info >= (3, 10):
    from types import UnionType

    _UNIONS: Tuple[Any, ...] = (Union, UnionType)
else:
    _UNIONS = (Union,)


class NodeColumn(str):
    """The name of a column of nodes: the column exists, and is given to the module in `network.nodes`."""


class EdgeColumn(str):
    """The name of a column of edges: the column exists, and is given to the module in `network.edges`."""


class InputFile(str):
    """The path of a file that the module reads: `open(file, encoding="utf-8")`."""

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return os.path.basename(self)


@dataclass(frozen=True)
class Param:
    """What a parameter means, and what a number must lie within; written in its annotation.

        k: Annotated[int, Param("Degree threshold", ge=1)] = 5

    `doc` has no full stop. `ge` is the least value and `le` the greatest, `gt` must be exceeded.
    """

    doc: str
    ge: Optional[float] = None
    gt: Optional[float] = None
    le: Optional[float] = None


_KINDS: Dict[Any, str] = {
    bool: "boolean", int: "integer", float: "number", str: "text",
    NodeColumn: "node_column", EdgeColumn: "edge_column", InputFile: "file",
}
_LISTS = (list, Sequence, typing.get_origin(Sequence[int]), tuple)


@dataclass(frozen=True)
class Parameter:
    """A parameter as the manual tells of it."""

    key: str
    kind: str
    doc: str
    #: In Python; `lambda_` is `lambda` in a study.
    argument: str
    is_list: bool = False
    choices: Tuple[str, ...] = ()
    required: bool = False
    default: Any = None
    ge: Optional[float] = None
    gt: Optional[float] = None
    le: Optional[float] = None

    def as_json(self) -> Dict[str, Any]:
        found: Dict[str, Any] = {"key": self.key, "doc": self.doc}
        found["type"] = {"list": self.kind} if self.is_list else self.kind
        if self.choices:
            found["choices"] = list(self.choices)
        if self.required:
            found["required"] = True
        else:
            found["default"] = list(self.default) if isinstance(self.default, tuple) else self.default
        for name, bound in (("minimum", self.ge), ("exclusive_minimum", self.gt), ("maximum", self.le)):
            if bound is not None:
                found[name] = bound
        return found

    def read(self, value: Any) -> Any:
        """The value as the module wants it; `StageError` for one that does not fit."""
        if value is None:
            if self.required:
                raise self._wrong("is missing")
            return None
        if not self.is_list:
            return self._read_one(value)
        if not isinstance(value, (list, tuple)):
            raise self._wrong("is a list")
        return [self._read_one(item) for item in value]

    def _read_one(self, value: Any) -> Any:
        if self.kind == "boolean":
            if not isinstance(value, bool):
                raise self._wrong(f"is true or false, not {value!r}")
            return value
        if self.kind in ("integer", "number"):
            return self._read_number(value)
        if not isinstance(value, str):
            raise self._wrong(f"is a text, not {value!r}")
        if self.kind == "choice" and value not in self.choices:
            raise self._wrong(f"is one of {', '.join(self.choices)}, not '{value}'")
        return _MAKERS.get(self.kind, str)(value)

    def _read_number(self, value: Any) -> Any:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
        if not is_number or (self.kind == "integer" and value != int(value)):
            raise self._wrong(f"is a {'whole ' if self.kind == 'integer' else ''}number, not {value!r}")
        if self.ge is not None and value < self.ge:
            raise self._wrong(f"must be at least {self.ge:g}, not {value:g}")
        if self.gt is not None and value <= self.gt:
            raise self._wrong(f"must be greater than {self.gt:g}, not {value:g}")
        if self.le is not None and value > self.le:
            raise self._wrong(f"must be at most {self.le:g}, not {value:g}")
        return int(value) if self.kind == "integer" else float(value)

    def _wrong(self, complaint: str) -> StageError:
        return StageError("wrong-parameter", f"'{self.key}' {complaint}", parameter=self.key)


_MAKERS: Dict[str, Callable[[str], str]] = {
    "node_column": NodeColumn, "edge_column": EdgeColumn, "file": InputFile,
}


@dataclass(frozen=True)
class Signature:
    """What a function asks for: its parameters, and whether it takes a network and a context."""

    parameters: Tuple[Parameter, ...]
    network: Optional[str]
    context: Optional[str]

    def arguments(self, values: Mapping[str, Any]) -> Dict[str, Any]:
        """The values of all parameters, as the function wants them."""
        known = [each.key for each in self.parameters]
        for key in values:
            if key not in known:
                names = ", ".join(known) or "none"
                raise StageError("unknown-parameter", f"there is no parameter '{key}', only {names}")
        return {each.argument: each.read(values.get(each.key, each.default)) for each in self.parameters}


def read_signature(
    function: Callable[..., Any], name: str, network_type: type, context_type: type
) -> Signature:
    try:
        hints = typing.get_type_hints(function, include_extras=True)
    except Exception as error:
        raise DeclarationError(f"{name}: an annotation cannot be read: {error}") from error
    network: Optional[str] = None
    context: Optional[str] = None
    parameters: List[Parameter] = []
    for key, declared in inspect.signature(function).parameters.items():
        hint = hints.get(key)
        if declared.kind not in (declared.POSITIONAL_OR_KEYWORD, declared.KEYWORD_ONLY):
            raise DeclarationError(f"{name}: '{declared}' cannot be a parameter of a module")
        if hint is network_type or (hint is None and key == "network"):
            network = key
        elif hint is context_type or (hint is None and key == "context"):
            context = key
        else:
            parameters.append(_parameter(f"{name}: parameter '{key}'", key, hint, declared.default))
    return Signature(tuple(parameters), network, context)


def _parameter(place: str, key: str, hint: Any, default: Any) -> Parameter:
    param: Optional[Param] = None
    # Python before 3.11 makes Optional of what has None as its default.
    hint, optional = _without_none(hint, place)
    if typing.get_origin(hint) is not None and hasattr(hint, "__metadata__"):
        for extra in hint.__metadata__:
            param = extra if isinstance(extra, Param) else Param(extra) if isinstance(extra, str) else param
        hint = typing.get_args(hint)[0]
    if hint is None or param is None or not param.doc:
        raise DeclarationError(f"{place} needs a type and a description: {key}: Annotated[int, Param(\"…\")]")
    hint, is_inside = _without_none(hint, place)
    optional = optional or is_inside
    is_list = typing.get_origin(hint) in _LISTS or hint is list
    if is_list:
        hint = (typing.get_args(hint) or (None,))[0]
    choices: Tuple[str, ...] = ()
    if typing.get_origin(hint) is typing.Literal:
        choices = typing.get_args(hint)
        if not all(isinstance(choice, str) for choice in choices):
            raise DeclarationError(f"{place} is a choice between texts only")
    kind = "choice" if choices else _KINDS.get(hint) if isinstance(hint, type) else None
    if kind is None:
        raise DeclarationError(
            f"{place} has a type that cannot be written in a study; there are int, float, bool, str, Literal, "
            "NodeColumn, EdgeColumn, InputFile, and lists of them"
        )
    required = default is inspect.Parameter.empty
    found = Parameter(
        key.rstrip("_"), kind, param.doc.rstrip("."), key, is_list, choices, required, None if required else default,
        param.ge, param.gt, param.le,
    )
    _check_default(found, optional, place)
    return found


def _without_none(hint: Any, place: str) -> Tuple[Any, bool]:
    if typing.get_origin(hint) not in _UNIONS:
        return hint, False
    rest = [each for each in typing.get_args(hint) if each is not type(None)]
    if len(rest) != 1:
        raise DeclarationError(f"{place} is of one type, or Optional")
    return rest[0], True


def _check_default(parameter: Parameter, optional: bool, place: str) -> None:
    if parameter.required:
        return
    if parameter.default is None:
        if not optional:
            raise DeclarationError(f"{place} is None when not set: write Optional[…]")
        return
    try:
        parameter.read(parameter.default)
    except StageError as error:
        raise DeclarationError(f"{place} has a default that it could not have: {error.message}") from None
    if (parameter.ge, parameter.gt, parameter.le) != (None, None, None) and parameter.kind not in ("integer", "number"):
        raise DeclarationError(f"{place} is no number and has no bounds")
