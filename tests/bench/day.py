"""The person-day: what one person's whole day of looks and logs costs, in floor pages."""

from collections.abc import Callable, Iterator

from tests.bench.asks import begin_timer, end_timer, log, look, save_floor
from tests.bench.databases import postgresql, sqlite
from tests.bench.phones import Phone
from tests.bench.production import Server, cast, cpu_of
from tests.bench.tables import Row, Table, of_rounds
from tests.bench.turns import used

Clock = Callable[[], float]
ROUNDS = 5
LENGTHS = {"1": "1 day, 20 entries", "14": "14 days, 280 entries", "100": "100 days, 400 entries"}
GOAL = 2.0
# A drink and a rest take one tap. The others are typed: their form is a page of its own, or a sheet over Today.
TYPED = ("walk", "check_in", "cold")
HOURS = (
    ("check_in", "drink", "walk"),
    ("drink", "walk", "drink"),
    ("cold", "walk", "drink"),
    ("check_in", "drink", "walk"),
    ("drink", "walk", "drink"),
    ("check_in", "walk", "drink"),
)  # 3 check-ins and 15 other logs
TIMERS = ("rest", "breathing", "rest")
NOTES = (
    "A day: 25 looks at Today, after each log and timer and once more; 15 logs, 3 check-ins, 3 timers, plan, progress.",
    "Its floor: one floor page for each page of it, one floor form for each form of it, measured in between.",
)


def measure() -> Iterator[Table]:
    """Measure the same day on both databases."""
    with sqlite() as database:
        yield Table("day-sqlite", "A person's day on SQLite", _rows(database), NOTES)
    with postgresql() as make:
        yield Table("day-postgresql", "A person's day on PostgreSQL", _rows(make("day")), NOTES)


def _rows(database: str) -> list[Row]:
    cookies = cast(database, "days", str(ROUNDS))
    with Server(database) as server:
        phones = {name: server.phone(each) for name, each in cookies.items()}
        (worker,) = server.workers()
        for name in LENGTHS:  # the first requests make what is made only once
            Day(phones["floor"], phones[f"{name}-warm"], lambda: cpu_of(worker)).live()
        days = {name: [_day(phones, name, number, worker) for number in range(ROUNDS)] for name in LENGTHS}
    return [_row(LENGTHS[name], lived) for name, lived in days.items()]


def _day(phones: dict[str, Phone], name: str, number: int, worker: int) -> "Day":
    day = Day(phones["floor"], phones[f"{name}-{number}"], lambda: cpu_of(worker))
    day.live()
    return day


def _row(what: str, days: list["Day"]) -> Row:
    cost, floor = (of_rounds(what, "ms", [getattr(day, name) * 1000 for day in days]) for name in ("cost", "floor"))
    return Row(what, cost.value, "ms", floor.value, GOAL, headline=True, spread=cost.spread)


class Day:
    """One day of one phone: the CPU seconds of all its requests, and those of as many floor requests."""

    def __init__(self, floor: Phone, phone: Phone, clock: Clock) -> None:
        self.floor_phone, self.phone, self.clock = floor, phone, clock
        self.cost = self.floor = 0.0

    def live(self) -> None:
        """Live the day."""
        self._look("/today/")
        for place, kinds in enumerate(HOURS):
            for kind in kinds:
                self._log(kind)
            if place < len(TIMERS):
                self._time(TIMERS[place])
        self._look("/plan/")
        self._look("/progress/")

    def _log(self, kind: str) -> None:
        if kind in TYPED:
            self._look(f"/log/{kind}/")
        self._send(lambda: log(self.phone, kind))
        self._look("/today/")

    def _time(self, kind: str) -> None:
        timers: list[str] = []
        self._send(lambda: timers.append(begin_timer(self.phone, kind)))
        self._look("/today/")
        self._send(lambda: end_timer(self.phone, kind, timers[0]))
        self._look("/today/")

    def _look(self, path: str) -> None:
        self.cost += used(lambda: look(self.phone, path), self.clock)
        self.floor += used(lambda: look(self.floor_phone, "/floor/"), self.clock)

    def _send(self, send: Callable[[], object]) -> None:
        self.cost += used(send, self.clock)
        self.floor += used(lambda: save_floor(self.floor_phone), self.clock)
