"""Put a mutant into the running process, in place of the function or constant that it changes."""

import ast
import gc
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper
from types import CodeType, FunctionType

from tests.mutation.mutants import Mutant


class Live:
    """The functions and caches of this process, as they are before any mutant."""

    def __init__(self) -> None:
        everything = gc.get_objects()
        self.caches = [each for each in everything if isinstance(each, _lru_cache_wrapper)]
        self.functions: defaultdict[tuple[str, str], list[FunctionType]] = defaultdict(list)
        for each in everything:
            if isinstance(each, FunctionType):
                self.functions[each.__code__.co_filename, each.__code__.co_qualname].append(each)

    def swap(self, mutant: Mutant) -> None:
        """Make this process a mutant. Raises what the import of the changed module would raise."""
        for cache in self.caches:
            cache.cache_clear()
        whole = compile(mutant.source, mutant.path.resolve(), "exec")
        changed = [each for each in _codes(whole) if owner(each) == mutant.owner]
        names = [each.co_qualname for each in changed]
        for code in changed:
            if names.count(code.co_qualname) == 1:
                for function in self.functions[code.co_filename, code.co_qualname]:
                    function.__code__ = code
        _assign(mutant)


def fork(action: Callable[[], None]) -> int:
    """Do something in a process of its own. Return 0 if all went well there."""
    process = os.fork()
    if process:
        return os.waitpid(process, 0)[1]
    status = 1
    try:
        action()
        status = 0
    finally:
        os._exit(status)


def owner(code: CodeType) -> str:
    """The qualified name of the outermost function that holds this code."""
    return code.co_qualname.split(".<locals>")[0]


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes(each)


def _assign(mutant: Mutant) -> None:
    """Give what the module makes of a changed constant or function its new value wherever it was imported to."""
    home = vars(sys.modules[mutant.path.with_suffix("").as_posix().replace("/", ".")])
    changed, names = dict(home), set[str]()
    for line in ast.parse(mutant.source).body:
        name = _target(line)
        used = {each.id for each in ast.walk(line) if isinstance(each, ast.Name)}
        if name and used & {mutant.owner, *names}:
            exec(compile(ast.Module([line], []), mutant.path, "exec"), changed)
            names.add(name)
    before = {name: home[name] for name in names}
    for module in [*sys.modules.values()]:
        for name, old in before.items():
            if vars(module).get(name) is old:
                setattr(module, name, changed[name])


def _target(line: ast.stmt) -> str | None:
    """The name that a line of a module gives a value to."""
    match line:
        case ast.Assign(targets=[ast.Name(name)]) | ast.AnnAssign(target=ast.Name(name)):
            return name
        case _:
            return None
