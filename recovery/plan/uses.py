"""What a rule uses, read from its own source, so that what the rule book says of it cannot drift."""

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from recovery.plan.figures import BOOK

# Which argument of a call is a reason code.
CODE_AT = {
    "Reason": 0, "Notice": 1, "Card": 2, "Start": 2, "start": 2, "Dose": 2, "_move": 3, "_step_back": 1, "_ask": 0,
    "_dated": 1,
}  # fmt: skip


@dataclass(frozen=True)
class Uses:
    """Names of figures in the order of their book, sentences and reason codes in the order of the source."""

    figures: tuple[str, ...]
    sentences: tuple[str, ...]
    codes: tuple[str, ...]


def uses(functions: Iterable[Any], apart: Iterable[Any] = ()) -> Uses:
    """Read functions, and the helpers and constants of their own modules that they name, save for those `apart`."""
    pieces = list(_pieces(functions, {_place(each) for each in apart}))
    named = {each.attr for piece in pieces for each in _walk(piece) if isinstance(each, ast.Attribute)}
    return Uses(
        tuple(name for name in BOOK if name in named),
        tuple(dict.fromkeys(text for piece in pieces for text in _sentences(piece))),
        tuple(dict.fromkeys(code for piece in pieces for code in _codes(piece) if code.isidentifier())),
    )


def _pieces(functions: Iterable[Any], apart: set[tuple[str, str]]) -> Iterator[ast.AST]:
    for module, start in map(_place, functions):
        names, wanted = _names(module), [start]
        for name in wanted:
            yield names[name]
            inside = (each.id for each in _walk(names[name]) if isinstance(each, ast.Name) and each.id in names)
            wanted += dict.fromkeys(each for each in inside if each not in wanted and (module, each) not in apart)


def _place(function: Any) -> tuple[str, str]:
    """The module of a function or property, and its name there."""
    plain = getattr(function, "fget", None) or getattr(function, "func", function)
    return plain.__module__, plain.__qualname__


@cache
def _names(module: str) -> dict[str, ast.AST]:
    """Every function, method ("Climb._ease") and constant of a module."""
    found: dict[str, ast.AST] = {}
    for node in ast.parse(inspect.getsource(sys.modules[module])).body:
        match node:
            case ast.FunctionDef(name=name):
                found[name] = node
            case ast.ClassDef(name=name, body=body):
                found |= {f"{name}.{each.name}": each for each in body if isinstance(each, ast.FunctionDef)}
            case ast.Assign(targets=[ast.Name(id=name)]):
                found[name] = node.value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.AST() as value):
                found[name] = value
    return found


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it, in the order of the source."""
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _walk(child)


def _sentences(piece: ast.AST) -> Iterator[str]:
    for node in _walk(piece):
        match node:
            case ast.Call(func=ast.Name(id="_" | "gettext_noop"), args=[ast.Constant(value=str() as text)]):
                yield text


def _codes(piece: ast.AST) -> Iterator[str]:
    """What stands where a call takes a code, beside an instant or a limit, or is returned as "why not"."""
    why_not = isinstance(piece, ast.FunctionDef) and _tells_why_not(piece)
    for node in _walk(piece):
        match node:
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=args) if name in CODE_AT:
                yield from (text for arg in args[CODE_AT[name] :][:1] for text in _texts(arg, piece))
            case ast.Tuple(elts=[first, ast.Constant(value=str() as text)]) if not isinstance(first, ast.Constant):
                yield text
            case ast.Yield(value=ast.Tuple(elts=[ast.Constant(value=str() as text), *_others])):
                yield text
            case ast.Return(value=ast.AST() as value) if why_not:
                yield from _texts(value, piece)


def _tells_why_not(function: ast.FunctionDef) -> bool:
    """Whether a function gives a code or nothing; a property that does so names a state."""
    stated = any(isinstance(each, ast.Name) and each.id == "property" for each in function.decorator_list)
    return not stated and function.returns is not None and ast.unparse(function.returns) == "str | None"


def _texts(node: ast.AST, piece: ast.AST, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The texts that an expression can be; what is only compared with, or looked up, is none of them."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.Name(id=name):
            values = () if name in seen else _assigned(name, piece)
            yield from (text for value in values for text in _texts(value, piece, seen | {name}))
        case ast.Call(func=ast.Attribute(value=inner)) | ast.Call(func=ast.Name(id="next"), args=[inner, *_]):
            yield from _texts(inner, piece, seen)
        case ast.Compare() | ast.Subscript() | ast.Call():
            return
        case _:
            yield from (text for child in ast.iter_child_nodes(node) for text in _texts(child, piece, seen))


def _assigned(name: str, piece: ast.AST) -> Iterator[ast.AST]:
    for node in _walk(piece):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=target)], value=value)
                | ast.NamedExpr(target=ast.Name(id=target), value=value)
            ) if target == name:
                yield value
