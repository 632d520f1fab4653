"""Would a test notice a small fault in the plan core? Make one fault at a time, and see.

    make mutation                        all of the core, safety first; this takes hours
    make mutation MODULES="gate ledger"  some modules, by the end of their path

Each mutant gets a process of its own, forked from one that has collected tests/plan. It runs the tests that call the
changed function, those of its module first, until one fails. `.cache/mutation.jsonl` keeps what was found, so the next
run goes on where this one ends. It tries a killed mutant again when its module has changed, and a survivor also when a
test has.
"""

import gc
import json
import resource
import signal
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from mmap import mmap
from pathlib import Path
from time import process_time
from types import CodeType

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings

from tests.bench.tables import say
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.swap import Live, fork, owner

CORE = Path("recovery/plan")
TESTS = Path("tests/plan")
RECORD = Path(".cache/mutation.jsonl")
CALLS = Path(".cache/mutation-calls.json")
# Where a fault would harm somebody.
SAFETY = (
    "gate", "clinical/red_flags", "history/signs", "history/screening", "rules/safety", "rules/temperature", "ledger",
    "history/doses", "rules/medicines", "clinical/medicines", "clinical/contra_indications", "situation",
)  # fmt: skip
# Long tables of texts, sources and names without logic: left out.
LISTS = (
    "clinical/sources", "clinical/zones", "clinical/life", "clinical/guides/bed", "clinical/guides/floor",
    "clinical/guides/indoors", "clinical/guides/outdoors", "rulebook", "entries/choices",
)  # fmt: skip
EXAMPLES = 10  # of a property
MOST_SECONDS = 5  # of CPU for the tests of one mutant
ENDLESS = 20  # seconds of CPU after which a mutant counts as killed
MEMORY = 4 * 2**30  # bytes that a mutant may use

type Tests = Sequence[pytest.Function]
type Calls = Mapping[str, Sequence[str]]  # the functions that each test calls, by its node id


class Mutation:
    """A plugin of pytest: instead of running all tests once, run some of them for each mutant."""

    def __init__(self, modules: Sequence[Path]) -> None:
        self.modules = modules
        self.digest = _digest(*TESTS.rglob("*.py"))

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the mutants that are not known yet, and print a line for each module and each survivor."""
        tests = [_shortened(each) for each in session.items if isinstance(each, pytest.Function)]
        calls = self._calls(tests)
        callers, killer = Callers([each for each in tests if each.nodeid in calls], calls), mmap(-1, 8)
        live = Live()
        gc.freeze()
        known = self._known()
        for path in self.modules:
            mutants = {f"{_digest(path)} {each}": each for each in mutants_of(path)}
            for name, mutant in mutants.items():
                if name not in known:
                    known[name] = fork(partial(_survive, live, mutant, callers.tests_for(mutant), killer)) != 0
                    callers.remember(killer)
                    self._note(name, known[name])
            left = [str(mutant) for name, mutant in mutants.items() if not known[name]]
            say("\n    ".join([f"{path}: {len(mutants) - len(left)} of {len(mutants)} killed", *left]))
        return True

    def _calls(self, tests: Tests) -> Calls:
        found = json.loads(CALLS.read_text(encoding="utf-8")) if CALLS.exists() else {}
        if found.get("tests") != self.digest:
            fork(partial(_watch, tests, self.digest))
            found = json.loads(CALLS.read_text(encoding="utf-8"))
        calls: Calls = found["calls"]
        return calls

    def _known(self) -> dict[str, bool]:
        """Whether a mutant was killed, for each that needs no other try."""
        lines = RECORD.read_text(encoding="utf-8").splitlines() if RECORD.exists() else []
        found = [json.loads(line) for line in lines]
        return {each["name"]: each["killed"] for each in found if each["killed"] or each["tests"] == self.digest}

    def _note(self, name: str, killed: bool) -> None:
        with RECORD.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"name": name, "killed": killed, "tests": self.digest}) + "\n")


def _digest(*paths: Path) -> str:
    return sha256(b"".join(path.read_bytes() for path in sorted(paths))).hexdigest()[:12]


def _shortened(test: pytest.Function) -> pytest.Function:
    """The test; a property with few examples, which are always the same."""
    usual = getattr(test.obj, "_hypothesis_internal_use_settings", None)
    if usual:
        phases = (Phase.explicit, Phase.generate)
        few = settings(usual, max_examples=EXAMPLES, derandomize=True, database=None, phases=phases)
        test.obj._hypothesis_internal_use_settings = few
    return test


# --- which tests


def _watch(tests: Tests, digest: str) -> None:
    """Run each test once, and write down which functions of the core it calls; one that fails is left out."""
    watch, found = sys.monitoring, set[str]()

    def called(code: CodeType, _offset: int) -> object:
        if code.co_filename.startswith(str(CORE.resolve())):
            found.add(f"{Path(code.co_filename).relative_to(Path.cwd())}:{owner(code)}")
        return watch.DISABLE

    watch.use_tool_id(watch.PROFILER_ID, "mutation")
    watch.register_callback(watch.PROFILER_ID, watch.events.PY_START, called)
    watch.set_events(watch.PROFILER_ID, watch.events.PY_START)
    calls = {}
    for test in tests:
        found.clear()
        watch.restart_events()
        if _fails(test):
            say(f"left out, for it fails without any mutant: {test.nodeid}")
        else:
            calls[test.nodeid] = sorted(found)
    CALLS.write_text(json.dumps({"tests": digest, "calls": calls}), encoding="utf-8")


class Callers:
    """Which tests call a function of the core."""

    def __init__(self, tests: Tests, calls: Calls) -> None:
        self.tests = tests
        self.size = [len(calls[test.nodeid]) for test in tests]
        self.killers: list[int] = []  # the last one last
        self.of: defaultdict[str, set[int]] = defaultdict(set)
        for number, test in enumerate(tests):
            self.of[str(test.path)].add(number)
            for function in calls[test.nodeid]:
                self.of[function].add(number)
                self.of[function.split(":")[0]].add(number)

    def tests_for(self, mutant: Mutant) -> list[tuple[int, pytest.Function]]:
        """The numbered tests that call the changed function (for a constant, those that call its module).

        First come those of the module, then those that killed a mutant, the last one first, then the nearest.
        """
        path = str(mutant.path)
        mirror = self.of[str(TESTS.resolve() / mutant.path.relative_to(CORE).with_name(f"test_{mutant.path.name}"))]
        found = mirror | (self.of[f"{path}:{mutant.owner}"] or self.of[path])
        killed = {number: place for place, number in enumerate(reversed(self.killers), 1 - len(self.killers))}
        order = sorted(found, key=lambda each: (each not in mirror, killed.get(each, 1), self.size[each]))
        return [(each, self.tests[each]) for each in order]

    def remember(self, killer: mmap) -> None:
        """Note which test killed a mutant, if one did."""
        number = int.from_bytes(killer[:])
        self.killers = [*(each for each in self.killers if each != number), number]


# --- one mutant


def _survive(live: Live, mutant: Mutant, tests: Sequence[tuple[int, pytest.Function]], killer: mmap) -> None:
    """Exit with 1 if a test fails after this mutant took its place in this process; its number goes into `killer`."""
    signal.setitimer(signal.ITIMER_PROF, ENDLESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    live.swap(mutant)
    for number, test in tests:
        if _fails(test):
            killer[:] = number.to_bytes(8)
            sys.exit(1)
        if process_time() > MOST_SECONDS:
            return


def _fails(test: pytest.Function) -> bool:
    return any(report.failed for report in runtestprotocol(test, log=False, nextitem=None))


def _modules(wanted: Sequence[str]) -> list[Path]:
    """The modules of the core whose path ends so, safety first; all of them if nothing is wanted."""
    paths = sorted(path for path in CORE.rglob("*.py") if path.name != "__init__.py")
    names = {path: path.relative_to(CORE).with_suffix("").as_posix() for path in paths}
    order = {name: place for place, name in enumerate(SAFETY)}
    paths.sort(key=lambda path: order.get(names[path], len(order)))
    return [path for path in paths if names[path] not in LISTS and (not wanted or names[path].endswith(tuple(wanted)))]


def main() -> int:
    """Try the mutants of the modules that the command line names."""
    RECORD.parent.mkdir(exist_ok=True)
    options = ["-q", "-s", "-p", "no:cacheprovider", str(TESTS)]
    return pytest.main(options, [Mutation(_modules(sys.argv[1:]))])


if __name__ == "__main__":
    sys.exit(main())
