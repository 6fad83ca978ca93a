"""What a module says of itself."""

from __future__ import annotations

import inspect
import json
import re
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple, TypeVar, Union

from ._columns import TYPE_NAMES
from ._context import Context
from ._errors import DeclarationError
from ._network import Network
from ._parameters import Signature, read_signature

Function = TypeVar("Function", bound=Callable[..., Any])
_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_registry: Dict[str, "Module"] = {}


def listed(values: Any) -> Tuple[Any, ...]:
    """One text, or one example, is a list of it: its letters are not meant."""
    return (values,) if isinstance(values, (str, Example)) else tuple(values)


@dataclass(frozen=True)
class Column:
    """A column that a module writes.

    `type` is `number`, `integer`, `text` or `boolean` (or `float`, `int`, `str`, `bool`). `meaning` is shown in the
    manual, `convention` with every result: "share of possible ties".
    """

    type: Union[str, type]
    meaning: str = ""
    convention: str = ""

    @property
    def kind(self) -> str:
        return TYPE_NAMES[self.type]


@dataclass(frozen=True)
class Reads:
    """What a module is given beside the graph; nothing else is sent.

    Columns must exist; those that parameters name are given as well. `["*"]` stands for all there are.
    """

    weight: bool = False
    ids: bool = False
    node_columns: Sequence[str] = ()
    edge_columns: Sequence[str] = ()

    def as_json(self) -> Dict[str, Any]:
        return {
            "weight": self.weight, "ids": self.ids,
            "node_columns": list(listed(self.node_columns)), "edge_columns": list(listed(self.edge_columns)),
        }


@dataclass(frozen=True)
class Example:
    """A stage on a small input with its result: shown in the manual, and run by `sociogram plugins test`.

    - `network`: a sketch such as `a-b b-c:2`; `weight` says what its weights mean.
    - `parameters`: as in a study. `yaml` says it in other words, also with several stages.
    - `files`: what the module reads, by name.
    - `nodes`, `edges`, `tables`: the expected result as CSV: `id,rich\\na,1\\n`. Numbers agree when they round to what
      is printed. `documents`: texts that they contain.
    """

    title: str
    network: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    nodes: Optional[str] = None
    edges: Optional[str] = None
    tables: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    weight: str = "strength"
    files: Mapping[str, str] = field(default_factory=dict)
    yaml: Optional[str] = None

    def as_json(self, module: str) -> Dict[str, Any]:
        expected: List[Dict[str, str]] = []
        for kind, csv in (("nodes", self.nodes), ("edges", self.edges)):
            if csv is not None:
                expected.append({"kind": kind, "csv": tidy(csv)})
        expected += [{"kind": "table", "name": name, "csv": tidy(csv)} for name, csv in self.tables.items()]
        expected += [{"kind": "file", "name": name, "contains": text} for name, text in self.documents.items()]
        found: Dict[str, Any] = {"title": self.title, "yaml": self.yaml or self._stage(module), "expected": expected}
        if self.network:
            found.update(network=self.network, weight=self.weight)
        if self.files:
            found["files"] = [{"name": name, "text": text} for name, text in self.files.items()]
        return found

    def _stage(self, module: str) -> str:
        with_ = f"\n  with: {json.dumps(dict(self.parameters), ensure_ascii=False)}" if self.parameters else ""
        return f"- use: {module}{with_}"


def tidy(csv: str) -> str:
    """CSV written as an indented text of several lines."""
    return inspect.cleandoc(csv).strip() + "\n"


@dataclass(frozen=True)
class Module:
    """A function and what is said of it."""

    name: str
    function: Callable[..., Any]
    signature: Signature
    summary: str
    details: str
    writes: Mapping[str, Column]
    edge_writes: Mapping[str, Column]
    tables: Mapping[str, str]
    documents: Mapping[str, str]
    makes_network: bool
    reads: Reads
    uses: Tuple[str, ...]
    assumes: Tuple[str, ...]
    references: Tuple[str, ...]
    complexity: str
    examples: Tuple[Example, ...]
    version: int

    def as_json(self) -> Dict[str, Any]:
        """The manual, as the protocol has it."""
        writes: List[Dict[str, Any]] = [{"network": True}] if self.makes_network else []
        for kind, columns in (("node_column", self.writes), ("edge_column", self.edge_writes)):
            for name, column in columns.items():
                writes.append({"kind": kind, "name": name, "type": column.kind, "meaning": column.meaning})
        for kind, meanings in (("table", self.tables), ("document", self.documents)):
            writes += [{"kind": kind, "name": name, "meaning": meaning} for name, meaning in meanings.items()]
        return {
            "name": self.name, "summary": self.summary, "details": self.details, "version": self.version,
            "inputs": "one" if self.signature.network else "none", "reads": self.reads.as_json(), "writes": writes,
            "uses": list(self.uses), "assumes": list(self.assumes),
            "parameters": [parameter.as_json() for parameter in self.signature.parameters],
            "references": list(self.references), "complexity": self.complexity,
            "examples": [example.as_json(self.name) for example in self.examples],
        }


def module(
    name: str, *, summary: str, details: str = "", writes: Optional[Mapping[str, Any]] = None,
    edge_writes: Optional[Mapping[str, Any]] = None, tables: Optional[Mapping[str, str]] = None,
    documents: Optional[Mapping[str, str]] = None, makes_network: bool = False, reads: Reads = Reads(),
    uses: Sequence[str] = (), assumes: Sequence[str] = (), references: Sequence[str] = (), complexity: str = "",
    examples: Sequence[Example] = (), version: int = 1,
) -> Callable[[Function], Function]:
    """Makes a function a module; it can still be called.

    The function takes `network` (unless it starts one), `context` if it wants to, and the module's parameters, whose
    types and defaults are those of its signature. It returns a mapping of all that it writes, by name; a `Result`
    where names of several kinds are equal; a `Network` if `makes_network`; the value itself if it writes one thing.

    - `name`: `family.snake_case`
    - `summary`: a sentence without a full stop; `details`: definition and conventions, else the docstring
    - `writes`, `edge_writes`: columns of the nodes and of the edges by name: `{"rich": Column("number", "…")}`, or a
      type alone
    - `tables`, `documents`: their meaning by name
    - `makes_network`: the stage makes or changes the network
    - `reads`: what it is given beside the graph
    - `uses`: `seed` for random numbers, `title` for the study's title
    - `assumes`: `allTies` where the result means something only when all ties are known
    - `references`: the papers that define what is computed; `complexity`: time and memory in n nodes and m edges
    - `version`: raised when the same input gives another result, so that results kept by Sociogram are made anew
    """

    def decorate(function: Function) -> Function:
        if not _NAME.fullmatch(name):
            raise DeclarationError(f"a module's name is family.snake_case, not {name!r}")
        if name in _registry:
            raise DeclarationError(f"there are two modules '{name}'")
        made = Module(
            name=name, function=function, signature=read_signature(function, name, Network, Context),
            summary=summary.rstrip("."), details=details or _paragraphs(function.__doc__ or "") or summary + ".",
            writes=_declared(name, writes), edge_writes=_declared(name, edge_writes), tables=dict(tables or {}),
            documents=dict(documents or {}), makes_network=makes_network, reads=reads, uses=listed(uses),
            assumes=listed(assumes), references=listed(references), complexity=complexity, examples=listed(examples),
            version=version,
        )
        _check(made)
        _registry[name] = made
        setattr(function, "__sociogram__", made)
        return function

    return decorate


def registered() -> List[Module]:
    """All modules, in the order in which they are written."""
    return list(_registry.values())


def module_of(function: Callable[..., Any]) -> Module:
    found = getattr(function, "__sociogram__", None)
    if not isinstance(found, Module):
        raise TypeError(f"{function!r} is no module: it lacks @module(…)")
    return found


def _declared(module: str, columns: Optional[Mapping[str, Any]]) -> Dict[str, Column]:
    found: Dict[str, Column] = {}
    for name, column in (columns or {}).items():
        column = column if isinstance(column, Column) else Column(column)
        if column.type not in TYPE_NAMES:
            raise DeclarationError(
                f"{module}: column '{name}' is number, integer, text or boolean, not {column.type!r}"
            )
        found[name] = column
    return found


def _check(made: Module) -> None:
    columns = {**made.writes, **made.edge_writes}
    if made.makes_network and columns:
        raise DeclarationError(f"{made.name} makes the network, and declares no columns: it returns those that it has")
    if not made.signature.network and not made.makes_network:
        raise DeclarationError(f"{made.name} takes no 'network': then it makes one, and says makes_network=True")
    if not (made.makes_network or columns or made.tables or made.documents):
        raise DeclarationError(f"{made.name} writes nothing")
    for use in made.uses:
        if use not in ("seed", "title"):
            raise DeclarationError(f"{made.name} uses 'seed' or 'title', not {use!r}")


def _paragraphs(text: str) -> str:
    """A docstring with each paragraph on one line; indented blocks and lists keep theirs."""
    found: List[str] = []
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        lines = paragraph.strip("\n").split("\n")
        is_plain = not any(line[:1] in (" ", "-", "*") for line in lines)
        found.append(" ".join(lines) if is_plain else "\n".join(lines))
    return "\n\n".join(found)
