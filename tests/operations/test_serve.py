"""`manage.py serve` sets up and serves the site, and finishes running requests when it stops."""

import os
import re
import signal
import socket
import tempfile
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.templatetags.static import static
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from backcare import database
from backcare.server import share_counts
from recovery.management.commands import serve
from tests.operations.conftest import METRICS, Served
from tests.test_settings import PRODUCTION, free_port, run

pytestmark = pytest.mark.django_db

TOKEN = "a" * 32
ANSWER = f"csrfmiddlewaretoken={TOKEN}&answer=none&time_zone=Europe/London".encode()


def test_two_servers_can_start_at_once_on_a_new_database(servers: list[Served]) -> None:
    for server in servers:
        server.wait_for(server.answers)
        assert server.ask("/").status == 200
        assert server.ask("/static/favicon.svg").status == 200


def test_only_collected_files_are_served_and_no_request_is_sent_back(servers: list[Served]) -> None:
    servers[0].wait_for(servers[0].answers)
    for path in ("/static/", "/static/css/", "/.git/config", "/static/../manage.py", "/static/..%2fmanage.py"):
        assert servers[0].ask(path).status == 404, path
    for path in ("/", "/accounts/login/", "/static/favicon.svg"):
        assert servers[0].ask(path, "TRACE").status == 405, path


def test_every_log_line_is_one_event_with_the_id_of_its_request(servers: list[Served]) -> None:
    server = servers[0]
    answer = server.ask("/with/not-for-the-log/?nor=this", **{"X-Request-ID": "sent-by-the-proxy"})
    assert answer.headers["X-Request-ID"] == "sent-by-the-proxy"
    first, second = (line for line in server.lines() if line["request_id"] == "sent-by-the-proxy")
    assert (first["logger"], first["level"]) == ("backcare.access", "INFO")
    assert (first["method"], first["path"], first["status"]) == ("GET", "/with/…", 404)
    assert (first["ms"] > 0, first["bytes"] > 1000) == (True, True)
    assert (second["logger"], second["level"]) == ("django.request", "WARNING")
    assert not re.search("not-for-the-log|nor=this", server.log.read_text())


def test_an_idle_server_keeps_what_sqlite_needs_to_read_on_a_full_disk(
    servers: list[Served], new_database: str
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has files beside the database")
    servers[0].wait_for(servers[0].answers)
    file = Path(new_database.removeprefix("sqlite:///"))
    assert file.with_name(f"{file.name}-shm").stat().st_size >= 32_768


def measured(server: Served) -> dict[tuple[str, ...], float]:
    """The metrics that Prometheus reads, by name and label values (in the order of the label names)."""
    text = server.ask("/metrics", Authorization=f"Bearer {METRICS}").read().decode()
    samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {(each.name, *(value for _, value in sorted(each.labels.items()))): each.value for each in samples}


def test_counts_are_summed_over_all_workers_even_after_one_is_killed(servers: list[Served]) -> None:
    server = servers[0]
    for _ in range(8):
        server.ask("/help/")
    workers = [int(line["message"].split()[-1]) for line in server.lines() if "Booting worker" in line["message"]]
    os.kill(workers[0], signal.SIGKILL)
    server.wait_for(lambda: server.log.read_text().count("Booting worker") == len(workers) + 1)
    for _ in range(8):
        server.ask("/help/")
    found = measured(server)
    assert found["backcare_requests_total", "GET", "help", "2xx"] == 16
    assert found["backcare_request_seconds_count", "help"] == 16
    assert found["backcare_requests_running",] == 1
    assert found["backcare_healthy",] == 1


@pytest.mark.parametrize("given", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {METRICS}"}])
def test_metrics_need_the_token(servers: list[Served], given: dict[str, str]) -> None:
    answer = servers[0].ask("/metrics", **given)
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert "backcare" not in answer.read().decode()


@pytest.mark.parametrize(
    ("writable", "told", "where"), [(True, None, "/dev/shm"), (False, None, None), (True, "/var/tmp", None)]
)
def test_counts_are_kept_in_memory_so_that_a_full_disk_does_not_matter(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, writable: bool, told: str | None, where: str | None
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    if told:
        monkeypatch.setenv("TMPDIR", told)
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    monkeypatch.setattr(os, "access", lambda path, mode: writable)
    make = Mock(return_value=str(tmp_path))
    monkeypatch.setattr(tempfile, "mkdtemp", make)
    share_counts()
    make.assert_called_once_with(prefix="backcare-metrics-", dir=where)
    assert os.environ["PROMETHEUS_MULTIPROC_DIR"] == str(tmp_path)


def test_reminders_are_sent_beside_the_server_if_it_is_told_to(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.MAIL_HOST = "mail.backcare.example"
    beside, run_server = Mock(), Mock()
    monkeypatch.setattr("backcare.server.start_beside", beside)
    monkeypatch.setattr("backcare.server.run", run_server)
    monkeypatch.setattr(serve, "collect", Mock())
    monkeypatch.setattr("backcare.database.migrate", Mock())
    monkeypatch.setattr(serve.Command, "check", Mock())
    monkeypatch.setattr("backcare.database.mark", Mock())
    call_command("serve")
    beside.assert_not_called()
    call_command("serve", remind=True)
    [[command], _] = beside.call_args
    assert command[2:] == ["remind", f"--with-parent={os.getpid()}"]
    assert run_server.call_count == 2


def begin_to_send(server: Served) -> socket.socket:
    """Send the head of a form, and wait until the server waits for the body."""
    phone = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    head = (
        "POST /start/ HTTP/1.1",
        "Host: backcare.example",
        "Origin: https://backcare.example",
        "X-Forwarded-Proto: https",
        f"Cookie: __Host-csrftoken={TOKEN}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(ANSWER)}",
        "Expect: 100-continue",
    )
    phone.sendall(("\r\n".join(head) + "\r\n\r\n").encode())
    assert b"100 Continue" in phone.recv(100)
    return phone


def test_a_stop_lets_a_slow_phone_finish(servers: list[Served]) -> None:
    server = servers[1]
    with begin_to_send(server) as phone:
        server.process.send_signal(signal.SIGTERM)
        server.wait_for(lambda: "Handling signal: term" in server.log.read_text())
        phone.sendall(ANSWER)
        answer = phone.recv(10_000).decode()
    assert answer.startswith("HTTP/1.1 302 ")
    assert "Location: /move/where/" in answer
    assert server.process.wait(30) == 0


SLOWLY = """
import os, signal, time
from django.core.management import execute_from_command_line
os.environ["DJANGO_SETTINGS_MODULE"] = "backcare.settings"
os.register_at_fork(after_in_child=lambda: (os.kill(os.getppid(), signal.SIGTERM), time.sleep(1)))
execute_from_command_line(["manage.py", "serve"])
"""


def test_a_worker_that_is_stopped_while_it_starts_stops(tmp_path: Path) -> None:
    told = {"DATABASE_URL": f"sqlite:///{tmp_path}/file", "PORT": str(free_port()), "WORKERS": "1"}
    result = run("-c", SLOWLY, **PRODUCTION | told)
    assert re.findall(r"was sent (\w+)", result.stderr) == ["SIGTERM"], result.stderr
    assert result.returncode == 0


QUIT = """
import signal, threading
from gunicorn.config import Config
from backcare.server import FinishingWorker
signal.alarm(30)  # ends the process if it hangs
worker, start = FinishingWorker(1, 1, [], None, 30, Config(), None), threading.Thread.start
worker.tpool = worker.get_thread_pool()
worker.method_queue.init()
threading.Thread.start = lambda thread: (worker.handle_quit(signal.SIGQUIT, None), start(thread))
worker.tpool.submit(int)
assert not worker.alive
"""


def test_a_worker_does_not_hang_if_sigquit_interrupts_a_queue_operation() -> None:
    result = run("-c", QUIT, **PRODUCTION, DJANGO_SETTINGS_MODULE="backcare.settings")
    assert result.returncode == 0, result.stderr


DEVELOPMENT_KEY = "django-insecure-for-development-only-and-known-to-everybody"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set, 50 characters or longer"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS must be set."),
        ({"ALLOWED_HOSTS": "backcare.example,*"}, "ALLOWED_HOSTS is *. Name each host"),
        ({"SECRET_KEY": "x" * 60}, "SECRET_KEY can be guessed"),
        ({"SECRET_KEY": DEVELOPMENT_KEY}, "SECRET_KEY can be guessed or is known to everybody. Make one with"),
        ({"METRICS_TOKEN": "m" * 60}, "METRICS_TOKEN can be guessed"),
        ({"MAIL_HOST": ""}, "MAIL_HOST must be set. Set it to your mail server"),
        ({"DATABASE_URL": "sqlite:////no/such/folder/file"}, "The files cannot be prepared: [Errno 2]"),
    ],
)
def test_a_failed_start_is_one_sentence_and_exit_code_2(changed: dict[str, str], said: str) -> None:
    told = {name: value for name, value in PRODUCTION.items() if name != "DEBUG"} | changed
    result = run("manage.py", "serve", **told)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_is_no_database_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear doctor, " * 100)
    result = run("manage.py", "serve", **PRODUCTION | {"DATABASE_URL": f"sqlite:///{file}"})
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "CommandError: The database cannot be used: file is not a database\n"


def test_an_empty_database_is_refused_if_the_site_has_served_from_it(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.MAIL_HOST = "mail.backcare.example"
    monkeypatch.setattr(database, "MARKS", tmp_path / "marks")
    monkeypatch.setattr("backcare.server.run", Mock())
    monkeypatch.setattr(serve, "collect", Mock())
    monkeypatch.setattr(serve.Command, "check", Mock())
    monkeypatch.setattr(database, "migrate", migrate := Mock())
    tables = Mock(return_value=[])
    monkeypatch.setattr(connection.introspection, "table_names", tables)
    call_command("serve")  # the first time
    tables.return_value = ["recovery_entry"]
    call_command("serve")
    tables.return_value = []
    with pytest.raises(CommandError, match=r"The database is empty, .* restore FILE") as problem:
        call_command("serve")
    assert problem.value.returncode == 2
    assert migrate.call_count == 2


def test_serve_refuses_to_run_in_development(settings: Settings) -> None:
    settings.DEBUG = True
    with pytest.raises(CommandError, match="DEBUG is 1") as problem:
        call_command("serve")
    assert problem.value.returncode == 2


STORAGES = {"staticfiles": {"BACKEND": "backcare.static.Storage"}}


@pytest.fixture
def style(settings: Settings, tmp_path: Path) -> Path:
    """The only static file of a site."""
    (tmp_path / "static").mkdir()
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = STORAGES
    return tmp_path / "static" / "style.css"


def test_changed_static_files_are_collected_even_if_they_are_older(style: Path) -> None:
    style.write_text("b { color: red }")
    serve.collect()
    first = static("style.css")
    style.write_text("b { color: tan }")
    os.utime(style, (0, 0))
    serve.collect()
    second = static("style.css")
    assert first != second
    names = {name.removeprefix("/static/") for name in (first, second)} | {"style.css", "staticfiles.json"}
    assert {each.name for each in (style.parent.parent / "collected").iterdir()} >= names


def test_a_style_sheet_leaves_the_house_without_what_only_we_read(style: Path) -> None:
    style.write_text("/* loud */\n@layer base {\n  a { &:hover, & b { color: light-dark(red, tan); } }\n}\n")
    serve.collect()
    sent = style.parent.parent / "collected" / static("style.css").removeprefix("/static/")
    dark_or_light = "var(--lightningcss-light,red)var(--lightningcss-dark,tan)"  # what older browsers understand
    assert sent.read_text() == f"@layer base{{a:hover,a b{{color:{dark_or_light}}}}}"


def test_a_script_leaves_the_house_without_what_only_we_read(style: Path) -> None:
    pytest.importorskip("minify")
    style.with_name("page.js").write_text("// Loud\n(() => {\n  const long = 1;\n  show(long, long);\n})();\n")
    serve.collect()
    sent = style.parent.parent / "collected" / static("page.js").removeprefix("/static/")
    assert sent.read_text() == "(()=>{const e=1;show(e,e)})()"


def test_current_static_files_are_not_collected_again(style: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    style.write_text("b { color: red }")
    serve.collect()
    monkeypatch.delattr(serve, "call_command")
    monkeypatch.delattr(serve, "locks")  # collecting is not needed, so the folder may be read-only
    serve.collect()


def test_workers_share_no_connection_and_no_thread() -> None:
    code = """
import backcare.wsgi, sys, threading
from django.db import connection
assert (connection.connection, threading.active_count()) == (None, 1)
assert not getattr(connection, "_connection_pools", None)
assert "prometheus_client" not in sys.modules
"""
    assert run("-c", code, **PRODUCTION).returncode == 0
