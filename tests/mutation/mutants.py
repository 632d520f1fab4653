"""Make the mutants of a module: its source with one small change each, by the operators of mutmut.

mutmut itself leaves out every decorated function: here those are all rules and all cached properties.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, islice
from pathlib import Path

import libcst as cst
import libcst.matchers as m
from libcst.metadata import CodePosition, MetadataWrapper, WhitespaceInclusivePositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_arg_removal, operator_assignment

# Types have no effect at run time; texts and figures are compared with rows of their own.
PROSE = ("_", "Words", "Article", "Guide", "LifeCard", "RedFlag", "figure", "assert_never")
LEFT_OUT = m.Annotation() | m.Decorator() | m.TypeAlias() | m.Assert() | m.Call(func=m.OneOf(*map(m.Name, PROSE)))
# Strict mypy refuses most of what these two make: a missing argument, and None where a value belongs.
OPERATORS = [
    (kind, operator)
    for kind, operator in mutation_operators
    if operator not in (operator_arg_removal, operator_assignment)
]


@dataclass(frozen=True)
class Mutant:
    """One change of a module; `owner` is the function or the constant that holds it, such as "Gate.closed"."""

    path: Path
    place: str  # its line and column
    owner: str
    change: str
    source: str = field(repr=False)  # of the whole module, with the change

    def __str__(self) -> str:
        return f"{self.path}:{self.place} {self.owner}: {self.change}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """All mutants of the functions and constants of a module. Default values of parameters are left out."""
    source = path.read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(source))
    spans = wrapper.resolve(WhitespaceInclusivePositionProvider)
    starts = [0, *accumulate(map(len, source.splitlines(keepends=True)))]

    def place(position: CodePosition) -> int:
        return starts[position.line - 1] + position.column

    for owner, whole in _owners(wrapper.module.body):
        for node in _inside(whole):
            start, end = place(spans[node].start), place(spans[node].end)
            at = f"{spans[node].start.line}:{spans[node].start.column}"
            for changed in _changes(node):
                if isinstance(changed, cst.Match):  # its lines must be indented anew
                    mutated = wrapper.module.deep_replace(node, changed)
                    assert isinstance(mutated, cst.Module)
                    text = mutated.code
                else:
                    text = source[:start] + wrapper.module.code_for_node(changed) + source[end:]
                change = " -> ".join(" ".join(wrapper.module.code_for_node(each).split()) for each in (node, changed))
                yield Mutant(path, at, owner, change, text)


def _owners(body: Iterable[cst.CSTNode], before: str = "") -> Iterator[tuple[str, cst.CSTNode]]:
    """The functions, methods and constants of a module, with their names."""
    for each in body:
        match each:
            case cst.FunctionDef():
                yield before + each.name.value, each.body
            case cst.ClassDef():
                yield from _owners(each.body.body, f"{each.name.value}.")
            case cst.SimpleStatementLine(
                body=[
                    cst.Assign([cst.AssignTarget(cst.Name(name))], value)
                    | cst.AnnAssign(target=cst.Name(name), value=cst.BaseExpression() as value)
                ]
            ) if not before and name != "__all__" and not m.matches(value, LEFT_OUT):
                yield name, each
            case _:
                pass


def _inside(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    if not m.matches(node, LEFT_OUT):
        yield node
        for child in node.children:
            yield from _inside(child)


def _changes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The node changed by each operator; a string in one way only, for the others are hardly different."""
    for kind, operator in OPERATORS:
        if isinstance(node, kind):
            yield from islice(operator(node), 1 if isinstance(node, cst.BaseString) else None)
