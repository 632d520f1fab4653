"""The server reads every request as UTF-8, whatever charset it names."""

from io import BytesIO

import pytest
from django.core.wsgi import get_wsgi_application

from backcare.charset import in_utf8, speak_utf8

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (f"{FORM}; charset=utf-7", FORM),
        (f"{FORM};Charset=ROT13 ", FORM),
        ("multipart/form-data; charset=hex; boundary=x", "multipart/form-data; boundary=x"),
        ("text/plain", "text/plain"),
        ("", ""),
    ],
)
def test_a_content_type_loses_its_charset(sent: str, read: str) -> None:
    assert in_utf8(sent) == read


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-7", "rot13", "hex", "utf-16", "no-such"])
def test_no_charset_makes_the_server_fail(charset: str) -> None:
    answers: list[str] = []
    request = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/start/",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "CONTENT_TYPE": f"{FORM}; charset={charset}",
        "CONTENT_LENGTH": "4",
        "wsgi.input": BytesIO(b"+AGE"),
        "wsgi.url_scheme": "http",
    }
    application = speak_utf8(get_wsgi_application())  # as backcare.wsgi, which would turn DEBUG off for all tests
    application(request, lambda status, headers: answers.append(status))
    assert answers == ["403 Forbidden"]  # without a token, as any other form
