"""`manage.py serve`: one command from nothing to a site that answers, and that stops without cutting anybody short."""

import os
import re
import signal
import socket
import tempfile
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.templatetags.static import static
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from backcare.server import share_counts
from recovery.management.commands import serve
from tests.operations.conftest import Served
from tests.test_settings import PRODUCTION, free_port, run

pytestmark = pytest.mark.django_db

TOKEN = "a" * 32
ANSWER = f"csrfmiddlewaretoken={TOKEN}&answer=none&time_zone=Europe/London".encode()


def test_two_that_start_at_once_on_a_new_database_both_answer(servers: list[Served]) -> None:
    for server in servers:
        server.wait_for(server.answers)
        assert server.ask("/").status == 200
        assert server.ask("/static/manifest.webmanifest").status == 200


def test_every_line_of_the_log_is_one_event_with_its_request(servers: list[Served]) -> None:
    server = servers[0]
    answer = server.ask("/with/not-for-the-log/?nor=this", **{"X-Request-ID": "sent-by-the-proxy"})
    assert answer.headers["X-Request-ID"] == "sent-by-the-proxy"
    first, second = (line for line in server.lines() if line["request_id"] == "sent-by-the-proxy")
    assert (first["logger"], first["level"]) == ("backcare.access", "INFO")
    assert (first["method"], first["path"], first["status"]) == ("GET", "/with/…", 404)
    assert (first["ms"] > 0, first["bytes"] > 1000) == (True, True)
    assert (second["logger"], second["level"]) == ("django.request", "WARNING")
    assert not re.search("not-for-the-log|nor=this", server.log.read_text())


def measured(server: Served) -> dict[tuple[str, ...], float]:
    """What Prometheus reads: (name, and the values of its labels in the order of their names) to number."""
    text = server.ask("/metrics", Authorization=f"Bearer {'m' * 50}").read().decode()
    samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {(each.name, *(value for _, value in sorted(each.labels.items()))): each.value for each in samples}


def test_what_all_workers_counted_is_one_sum_also_after_one_of_them_was_killed(servers: list[Served]) -> None:
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


@pytest.mark.parametrize("given", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {'m' * 50}"}])
def test_who_lacks_the_token_reads_no_metric(servers: list[Served], given: dict[str, str]) -> None:
    answer = servers[0].ask("/metrics", **given)
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert "backcare" not in answer.read().decode()


@pytest.mark.parametrize(
    ("writable", "told", "where"), [(True, None, "/dev/shm"), (False, None, None), (True, "/var/tmp", None)]
)
def test_counts_are_kept_in_memory_which_a_full_disk_does_not_touch(
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


def begin_to_send(server: Served) -> socket.socket:
    """Send a form slowly: all but what it says. The server tells that it waits for that."""
    phone = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    head = (
        "POST /start/ HTTP/1.1",
        "Host: backcare.example",
        "Origin: https://backcare.example",
        "X-Forwarded-Proto: https",
        f"Cookie: csrftoken={TOKEN}",
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
    assert "Location: /start/today/" in answer
    assert server.process.wait(30) == 0


SLOWLY = """
import os, signal, time
from django.core.management import execute_from_command_line
os.environ["DJANGO_SETTINGS_MODULE"] = "backcare.settings"
os.register_at_fork(after_in_child=lambda: (os.kill(os.getppid(), signal.SIGTERM), time.sleep(1)))
execute_from_command_line(["manage.py", "serve"])
"""


def test_a_worker_that_is_told_to_stop_while_it_still_begins_does_so(tmp_path: Path) -> None:
    told = {"DATABASE_URL": f"sqlite:///{tmp_path}/file", "PORT": str(free_port()), "WORKERS": "1"}
    result = run("-c", SLOWLY, **PRODUCTION | told)
    assert re.findall(r"was sent (\w+)", result.stderr) == ["SIGTERM"], result.stderr
    assert result.returncode == 0


QUIT = """
import signal, threading
from gunicorn.config import Config
from backcare.server import OurWorker
signal.alarm(30)  # ends this where it would hang
worker, start = OurWorker(1, 1, [], None, 30, Config(), None), threading.Thread.start
worker.tpool = worker.get_thread_pool()
worker.method_queue.init()
threading.Thread.start = lambda thread: (worker.handle_quit(signal.SIGQUIT, None), start(thread))
worker.tpool.submit(int)
assert not worker.alive
"""


def test_a_worker_that_is_told_to_quit_while_it_hands_a_request_on_does_not_hang() -> None:
    result = run("-c", QUIT, **PRODUCTION, DJANGO_SETTINGS_MODULE="backcare.settings")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set, 50 characters or longer"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS must be set."),
        ({"DATABASE_URL": "sqlite:////no/such/folder/file"}, "The files cannot be prepared: [Errno 2]"),
    ],
)
def test_a_wrong_start_is_one_sentence_and_exit_code_2(changed: dict[str, str], said: str) -> None:
    told = {name: value for name, value in PRODUCTION.items() if name != "DEBUG"} | changed
    result = run("manage.py", "serve", **told)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_database_that_is_none_is_said_too(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear doctor, " * 100)
    result = run("manage.py", "serve", **PRODUCTION | {"DATABASE_URL": f"sqlite:///{file}"})
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "CommandError: The database cannot be used: file is not a database\n"


def test_it_is_not_for_development(settings: Settings) -> None:
    settings.DEBUG = True
    with pytest.raises(CommandError, match="DEBUG is 1") as problem:
        call_command("serve")
    assert problem.value.returncode == 2


STORAGES = {"staticfiles": {"BACKEND": "backcare.static.Storage"}}


@pytest.fixture
def style(settings: Settings, tmp_path: Path) -> Path:
    """The one static file of a site."""
    (tmp_path / "static").mkdir()
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = STORAGES
    return tmp_path / "static" / "style.css"


def test_static_files_are_collected_when_they_differ_even_by_an_older_file(style: Path) -> None:
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
    assert sent.read_text() == "@layer base{a{&:hover,& b{color:light-dark(red,tan)}}}"


def test_static_files_that_stand_there_are_left_alone(style: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    style.write_text("b { color: red }")
    serve.collect()
    monkeypatch.delattr(serve, "call_command")
    monkeypatch.delattr(serve, "locks")  # so that they may lie where nobody can write
    serve.collect()


def test_the_site_is_loaded_with_no_connection_and_no_thread_for_workers_to_share() -> None:
    code = """
import backcare.wsgi, sys, threading
from django.db import connection
assert (connection.connection, threading.active_count()) == (None, 1)
assert not getattr(connection, "_connection_pools", None)
assert "prometheus_client" not in sys.modules
"""
    assert run("-c", code, **PRODUCTION).returncode == 0
