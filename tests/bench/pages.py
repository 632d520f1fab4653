"""What each page costs: CPU time of a production worker for one request, beside the floor page of the same process."""

from collections.abc import Iterator
from itertools import cycle

from tests.bench.asks import FLOOR_FORM, FLOOR_PAGE, log, look, save_floor, start
from tests.bench.databases import postgresql, sqlite
from tests.bench.phones import Phone
from tests.bench.production import Server, cast, cpu_of
from tests.bench.tables import Row, Table
from tests.bench.turns import Task, in_turns, judged

NOTES = (
    "CPU time of the web worker alone, one request at a time, page by page in turns; rounds: the least and the most.",
    "Floor: full middleware, session, signed-in user, the site's base template, three queries (a form: one insert).",
)


def measure() -> Iterator[Table]:
    """Measure the same pages on both databases."""
    with sqlite() as database:
        yield Table("pages-sqlite", "Pages on SQLite", _rows(database), NOTES)
    with postgresql() as make:
        yield Table("pages-postgresql", "Pages on PostgreSQL", _rows(make("pages")), NOTES)


def _rows(database: str) -> list[Row]:
    cookies = cast(database, "pages")
    with Server(database) as server:
        phones = {name: server.phone(each) for name, each in cookies.items()}
        (worker,) = server.workers()
        return judged(in_turns(_tasks(server, phones), lambda: cpu_of(worker)))


def _tasks(server: Server, phones: dict[str, Phone]) -> list[Task]:
    nobody, floor, day14 = server.phone(), phones["floor"], phones["day14"]
    return [
        Task("a bare view", lambda: look(floor, "/floor/bare/")),
        Task(FLOOR_PAGE, lambda: look(floor, "/floor/")),
        Task(FLOOR_FORM, lambda: save_floor(floor)),
        _after_a_log("Today after a log, 33 entries in 14 days", _crew(phones, "few"), 1.6),
        _after_a_log("Today after a log, 280 entries in 14 days", _crew(phones, "logger"), 2.0),
        _after_a_log("Today after a log, 2,000 entries in 14 days", _crew(phones, "many"), 4.0),
        _page("Today, a guest, 280 entries in 14 days", "/today/", phones["guest"], 2.0),
        _page("Today, 11 episodes in 5 years", "/today/", phones["years"], 2.0),
        *(_page(path, path, day14, 2.5) for path in ("/progress/", "/report/")),
        _walk("a logged walk", _crew(phones, "walker"), 2.5),
        _walk("a logged walk that plans reminders", _crew(phones, "ringer")),
        *(_page(path, path, day14) for path in ("/plan/", "/log/", "/log/walk/", "/log/check_in/")),
        _page("/help/ signed in", "/help/", day14),
        *(_page(f"{path} signed out", path, nobody) for path in ("/", "/help/")),
        Task("start to plan: 4 forms, 5 pages", lambda: start(server.phone()), FLOOR_PAGE),
    ]


def _crew(phones: dict[str, Phone], name: str) -> Iterator[Phone]:
    """Phones that log in turns, so that no journal grows much."""
    return cycle([phone for each, phone in phones.items() if each.startswith(name)])


def _page(what: str, path: str, phone: Phone, goal: float | None = None) -> Task:
    return Task(what, lambda: look(phone, path), FLOOR_PAGE, goal)


def _after_a_log(what: str, crew: Iterator[Phone], goal: float) -> Task:
    """The look at Today that follows a drink; the drink itself is not counted."""
    drinkers = (phone for phone in crew for _ in range(2))  # each drinks, then looks
    return Task(what, lambda: look(next(drinkers), "/today/"), FLOOR_PAGE, goal, lambda: log(next(drinkers), "drink"))


def _walk(what: str, crew: Iterator[Phone], goal: float | None = None) -> Task:
    return Task(what, lambda: log(next(crew), "walk"), FLOOR_FORM, goal)
