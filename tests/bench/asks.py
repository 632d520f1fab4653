"""What a phone asks: pages, and forms filled in as people do."""

from uuid import uuid4

from tests.bench.phones import CHROME, Answer, Phone

FLOOR_PAGE, FLOOR_FORM = "the floor page", "the floor form"
ANSWERS = {
    "walk": {"when": "0", "minutes": "4", "where": "home", "pain_before": "4", "pain_after": "4", "choice": "both"},
    "drink": {"when": "0", "ml": "200"},
    "check_in": {"when": "0", "pain": "4", "screen": "none"},
    "cold": {"when": "0", "minutes": "15", "skin": "fine"},
}


def look(phone: Phone, path: str, encoding: str = CHROME) -> Answer:
    """Look at a page, which must come."""
    return _checked(phone.get(path, encoding), 200)


def send(phone: Phone, path: str, data: dict[str, str]) -> Answer:
    """Send a form, which must be accepted."""
    return _checked(phone.post(path, data), 302)


def log(phone: Phone, kind: str) -> Answer:
    """Log something of right now, which must be saved."""
    data = ANSWERS[kind] | {"id": str(uuid4())}
    answer = send(phone, f"/log/{kind}/", data)
    if f"saved={data['id']}" not in answer.headers["Location"]:
        raise RuntimeError(f"{kind} was not saved: {answer.headers['Location']}")
    return answer


def begin_timer(phone: Phone, kind: str) -> str:
    """Start a timer that the plan allows; returns its id."""
    timer = str(uuid4())
    answer = send(phone, "/log/started/", {"id": timer, "item": kind})
    if f"saved={timer}" not in answer.headers["Location"]:
        raise RuntimeError(f"{kind} did not start: {answer.headers['Location']}")
    return timer


def end_timer(phone: Phone, kind: str, timer: str) -> Answer:
    """End a timer that runs."""
    return send(phone, f"/log/{kind}/", {"id": str(uuid4()), "started": timer, "ends": "1"})


def save_floor(phone: Phone) -> Answer:
    """Send the floor's form."""
    return send(phone, "/floor/save/", {"id": str(uuid4())})


def start(phone: Phone) -> None:
    """Walk through the start as a guest, up to the first look at the plan."""
    none = {"answer": "none"}
    forms = {
        "/start/": none | {"id": str(uuid4()), "time_zone": "Europe/London"},
        "/move/where/": {"where": "chair"},
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
