"""What each page costs: CPU time of a production worker for one request, beside the floor page of the same process."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from uuid import uuid4

from tests.bench.kit import CHROME, Answer, Phone, Row, Server, Table, cast, cpu_of, of_rounds, postgresql, sqlite

ROUNDS, BATCH = 15, 10
SETTLED = 0.002  # seconds after which a worker has put everything away that an answer left
WALK = {"when": "0", "minutes": "4", "where": "home", "pain_before": "4", "pain_after": "4"}
NOTES = (
    "CPU time of the web worker alone, one request at a time, page by page in turns; rounds: the least and the most.",
    "Floor: full middleware, session, signed-in user, the site's base template, three queries (a form: one insert).",
    "There is no calendar yet, so none is measured.",
)


@dataclass(frozen=True)
class Task:
    """One request to measure; what must come `before` it is not counted."""

    what: str
    ask: Callable[[], object]
    floor: str | None = None
    goal: float | None = None
    before: Callable[[], object] = lambda: None


def measure() -> Iterator[Table]:
    """The same pages on both databases."""
    with sqlite() as database:
        yield Table("pages-sqlite", "Pages on SQLite", _rows(database), NOTES)
    with postgresql() as make:
        yield Table("pages-postgresql", "Pages on PostgreSQL", _rows(make("pages")), NOTES)


def _rows(database: str) -> list[Row]:
    cookies = cast(database, "pages")
    with Server(database) as server:
        phones = {name: server.phone(each) for name, each in cookies.items()}
        (worker,) = server.workers()
        times = in_turns(_tasks(server, phones), lambda: cpu_of(worker))
    return _judged(times)


def in_turns(tasks: list[Task], clock: Callable[[], float], settled: float = SETTLED) -> dict[Task, Row]:
    """Ask all tasks in turns, round by round; gives the milliseconds of each by `clock`.

    `settled` is how many seconds go by before each look at the clock, in which a worker finishes what it was about.
    """
    rounds: dict[Task, list[float]] = {task: [] for task in tasks}
    for task in tasks:
        task.before()
        task.ask()  # the first one makes what is made once
    for _ in range(ROUNDS):
        for task in tasks:
            rounds[task].append(sum(_used(task, clock, settled) for _ in range(BATCH)) / BATCH * 1000)
    return {task: of_rounds(task.what, "ms", values) for task, values in rounds.items()}


def _used(task: Task, clock: Callable[[], float], settled: float) -> float:
    task.before()
    time.sleep(settled)
    began = clock()
    task.ask()
    time.sleep(settled)
    return clock() - began


def _judged(times: dict[Task, Row]) -> list[Row]:
    values = {task.what: row.value for task, row in times.items()}
    return [
        Row(row.what, row.value, row.unit, values[task.floor] if task.floor else None, task.goal, spread=row.spread)
        for task, row in times.items()
    ]


# --- what is asked


def _tasks(server: Server, phones: dict[str, Phone]) -> list[Task]:
    nobody = server.phone()
    return [
        Task("a bare view", lambda: look(phones["floor"], "/floor/bare/")),
        Task(FLOOR_PAGE, lambda: look(phones["floor"], "/floor/")),
        _today("a guest, 14 days", phones["guest"]),
        _today("a person, 1 day", phones["day1"]),
        _today("a person, 14 days", phones["day14"]),
        _today("2,000 entries in 100 days", phones["long"]),
        _today("11 episodes in 5 years", phones["years"]),
        Task("Today, 20 entries", lambda: look(phones["few"], "/today/")),
        Task("Today, 2,000 entries", lambda: look(phones["many"], "/today/"), "Today, 20 entries", 1.3),
        Task("/ signed out", lambda: look(nobody, "/"), FLOOR_PAGE, 1.0),
        Task("/help/ signed out", lambda: look(nobody, "/help/"), FLOOR_PAGE, 1.0),
        Task("/help/ signed in", lambda: look(phones["day14"], "/help/"), FLOOR_PAGE, 1.0),
        *_forms(server, phones),
        *(_page(path, phones["day14"]) for path in ("/plan/", "/log/", "/log/walk/", "/progress/", "/report/")),
    ]


FLOOR_PAGE, FLOOR_FORM = "the floor page", "the floor form"


def _today(whose: str, phone: Phone) -> Task:
    return Task(f"Today, {whose}", lambda: look(phone, "/today/"), FLOOR_PAGE, 1.5)


def _page(path: str, phone: Phone) -> Task:
    return Task(path, lambda: look(phone, path), FLOOR_PAGE)


def _forms(server: Server, phones: dict[str, Phone]) -> Iterator[Task]:
    crew = [phone for name, phone in phones.items() if name.startswith("logger")]
    for each in crew:
        look(each, "/today/")  # as everybody does before they log
    loggers = cycle(crew)
    yield Task(FLOOR_FORM, lambda: send(phones["floor"], "/floor/save/", {"id": str(uuid4())}))
    yield Task("a logged walk", lambda: log_walk(next(loggers)), FLOOR_FORM, 1.5)
    drinker = phones["logger0"]
    yield Task("Today right after a log", lambda: look(drinker, "/today/"), FLOOR_PAGE, before=lambda: drink(drinker))
    yield Task("start to plan: 4 forms, 5 pages", lambda: start(server.phone()), FLOOR_PAGE)


def look(phone: Phone, path: str, encoding: str = CHROME) -> Answer:
    """Look at a page, which must come."""
    return _checked(phone.get(path, encoding), 200)


def send(phone: Phone, path: str, data: dict[str, str]) -> Answer:
    """Send a form, which must be taken."""
    return _checked(phone.post(path, data), 302)


def log_walk(phone: Phone) -> Answer:
    """Log a walk of right now."""
    return send(phone, "/log/walk/", WALK | {"id": str(uuid4())})


def drink(phone: Phone) -> Answer:
    """Log a drink of right now."""
    return send(phone, "/log/drink/", {"when": "0", "ml": "200", "id": str(uuid4())})


def start(phone: Phone) -> None:
    """Walk through the start as a guest, up to the first look at the plan."""
    none = {"answer": "none"}
    forms = {
        "/start/": none | {"id": str(uuid4()), "time_zone": "Europe/London"},
        "/start/today/": none,
        "/start/when/": {"when": "60", "pain": "5", "can_walk": "yes", "time_zone": "Europe/London"},
        "/start/about/": none | {"wake": "07:00", "sleep": "22:00"},
    }
    for path, data in forms.items():
        look(phone, path)
        send(phone, path, data)
    look(phone, "/today/")


def _checked(answer: Answer, status: int) -> Answer:
    if answer.status != status:
        raise RuntimeError(f"The server answered {answer.status} instead of {status}: {answer.headers}")
    return answer
