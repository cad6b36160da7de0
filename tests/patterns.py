"""Every regular expression of the code, and the worst strings for one that can be made from its own parts."""

from __future__ import annotations

import ast
import builtins
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

PACKAGES = ("graph", "ingest", "retrieval", "api")
_ROOT = Path(__file__).parent.parent
_CALLS = {"match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"}
_MANY = 20  # repeats that count as many
_ENDS = ("", "\0", "x")
_CHARACTERS = "a", "A", "1", " ", ".", "-", "(", "[", "<", "\n", ",", "/", '"', "_", "\u00e9", "%", "\0"
_TEXTS = (
    "Ab cd. ",
    "a b ",
    "a, ",
    "(a) ",
    "A1-",
    "a\n",
    "\n\n",
    "<a ",
    "1. ",
    "and ",
    "- a\n",
    "a:b ",
    "A. B. ",
    '\\"',
)


class Sample(str):
    """Stands for what a function puts into a pattern: part of it, any of it, and all that it has are samples too."""

    __slots__ = ()

    def __getitem__(self, key: object) -> Sample:
        return Sample("ab")

    def __getattr__(self, name: str) -> Sample:
        return Sample("ab")

    def __iter__(self) -> Iterator[str]:
        return iter((Sample("ab"), Sample("cd")))


class _Locals(dict[str, object]):
    def __init__(self, module: ModuleType) -> None:
        self._known = {*vars(module), *vars(builtins)}

    def __missing__(self, name: str) -> Sample:
        if name in self._known:
            raise KeyError(name)
        return Sample("ab")


def modules() -> Iterator[ModuleType]:
    for package in map(importlib.import_module, PACKAGES):
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def patterns() -> dict[tuple[str, int], tuple[str, set[str]]]:
    """By expression and flags: where it stands, and how it is used (all ways where that cannot be told)."""
    found: dict[tuple[str, int], tuple[str, set[str]]] = {}
    used = _uses()

    def add(pattern: re.Pattern[Any], where: str, ways: set[str]) -> None:
        if isinstance(pattern.pattern, str):
            _, known = found.setdefault((pattern.pattern, pattern.flags), (where, set()))
            known |= ways or {"search", "finditer", "match", "fullmatch"}

    for module in modules():
        own = _assigned(module)
        for name, value in list(vars(module).items()):
            if name not in own:
                continue
            for pattern in _inside(value, set()):
                ways = (
                    used.get(f"{module.__name__}.{name}", set()) if isinstance(value, re.Pattern) else set()
                )
                add(pattern, f"{module.__name__}.{name}", ways)
        for pattern, where, ways in _in_functions(module):
            if ways or (pattern.pattern, pattern.flags) not in found:
                add(pattern, where, ways)
    return found


def _assigned(module: ModuleType) -> set[str]:
    """The names that a module gives a value itself."""
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    return {
        part.id
        for node in tree.body
        for part in ast.walk(node)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    } | {node.name for node in tree.body if isinstance(node, ast.ClassDef)}


def _inside(value: object, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value of our own and in what it holds."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        for part in (*value.keys(), *value.values()):
            yield from _inside(part, seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _inside(part, seen)
    elif type(value).__module__.split(".")[0] in PACKAGES or (
        isinstance(value, type) and value.__module__.split(".")[0] in PACKAGES
    ):
        slots = [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]
        for part in (*getattr(value, "__dict__", {}).values(), *(getattr(value, s, None) for s in slots)):
            yield from _inside(part, seen)


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for path in (_ROOT / package).rglob("*.py"):
            name = ".".join(path.relative_to(_ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def _uses() -> dict[str, set[str]]:
    """How the patterns of each name (`module.name`) are called; nothing of a name that is passed on."""
    uses: dict[str, set[str]] = defaultdict(set)
    passed: set[str] = set()
    for module, tree in _trees():
        home = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        called = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                called.add(id(node.value))
                if node.attr in _CALLS:
                    uses[home.get(node.value.id, f"{module}.{node.value.id}")].add(node.attr)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called:
                passed.add(home.get(node.id, f"{module}.{node.id}"))
    return {name: ways for name, ways in uses.items() if name not in passed}


def _in_functions(module: ModuleType) -> Iterator[tuple[re.Pattern[Any], str, set[str]]]:
    """What functions compile or match with `re.sub` and the like, with samples for what they put in."""
    source = Path(module.__file__ or "").read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=call), args=[first, *_]) if (
                call in _CALLS or call == "compile"
            ):
                code = compile(ast.Expression(first), "pattern", "eval")
                flags = 0
                for part in (*node.args[1:], *(k.value for k in node.keywords if k.arg == "flags")):
                    if (text := ast.unparse(part)).startswith("re."):
                        flags |= eval(text, {"re": re})
                try:
                    made = re.compile(eval(code, vars(module), _Locals(module)), flags)
                except (NameError, TypeError, AttributeError, re.error):
                    continue
                yield made, f"{module.__name__}:{node.lineno}", set() if call == "compile" else {call}


@dataclass(frozen=True)
class WorstCase:
    """A string that begins and ends in some way, and repeats the same between."""

    prefix: str
    pump: str
    end: str = ""

    def of(self, size: int) -> str:
        """The string, of about that length."""
        return self.prefix + self.pump * (size // len(self.pump)) + self.end

    def __str__(self) -> str:
        return f"{self.prefix!r} + {self.pump!r}... + {self.end!r}"


def worst_cases(pattern: str, flags: int) -> Iterator[WorstCase]:
    """Strings that an expression may take long for, made from its own parts; each once."""
    tree = parser.parse(pattern, flags)
    parts = [("", pump) for pump in (*_CHARACTERS, *_TEXTS)]
    ends = [("", _sample(tree))]
    for prefix, body in _repeats(list(tree), ""):
        pumps = {_sample(body, which) for which in range(3)}
        pumps |= {_sample(body, one) + _sample(body, other) for one, other in ((0, 1),)}
        ends += [(prefix, pump) for pump in sorted(pumps)]
        parts += [("", prefix + pump) for pump in sorted(pumps)] + [("", prefix)]
    yield from (WorstCase(*part) for part in dict.fromkeys(parts) if part[1])
    yield from (WorstCase(*part, end) for part in dict.fromkeys(ends) if part[1] for end in _ENDS)


def _repeats(items: list[Any], prefix: str) -> Iterator[tuple[str, Any]]:
    """Each part that may be repeated many times, with a string that leads to it."""
    for kind, value in items:
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            if value[1] >= _MANY:
                yield prefix, value[2]
            yield from _repeats(list(value[2]), prefix)
        elif kind is kinds.SUBPATTERN:
            yield from _repeats(list(value[-1]), prefix)
        elif kind is kinds.ATOMIC_GROUP:
            yield from _repeats(list(value), prefix)
        elif kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            yield from _repeats(list(value[1]), prefix)
        elif kind is kinds.BRANCH:
            for branch in value[1]:
                yield from _repeats(list(branch), prefix)
        prefix += _sample([(kind, value)])


def _sample(items: Any, which: int = 0) -> str:
    """A string that the parts match, most often; `which` chooses among branches and characters."""
    return "".join(_sample_of(kind, value, which) for kind, value in items)


def _sample_of(kind: Any, value: Any, which: int) -> str:
    if kind is kinds.LITERAL:
        return chr(int(value))
    if kind is kinds.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if kind is kinds.ANY:
        return _rotated(which)[0]
    if kind is kinds.IN:
        return _in_class(value, which)
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return _sample(value[2], which) * max(int(value[0]), 1)
    if kind is kinds.SUBPATTERN:
        return _sample(value[-1], which)
    if kind is kinds.ATOMIC_GROUP:
        return _sample(value, which)
    if kind is kinds.BRANCH:
        return _sample(value[1][which % len(value[1])], which)
    return ""


def _rotated(which: int) -> tuple[str, ...]:
    return _CHARACTERS[which:] + _CHARACTERS[:which]


def _in_class(items: Any, which: int) -> str:
    compiled = parser.SubPattern(parser.State(), [(kinds.IN, items)])
    matches = re._compiler.compile(compiled).fullmatch  # type: ignore[attr-defined]
    fitting = [c for c in _CHARACTERS if matches(c)]
    fitting += [chr(v) for k, v in items if k is kinds.LITERAL]
    fitting += [chr(v[0]) for k, v in items if k is kinds.RANGE]
    return fitting[which % len(fitting)] if fitting else "\u03b1"
