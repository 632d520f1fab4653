"""What lasts from one visit to the next: the session, and whose forms this browser shows."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from recovery.models import Person, Session
from recovery.web.outage import aside

WHO = "who"  # the cookie that says who was logged in last, so that nobody else is shown what they typed
LASTS = timedelta(seconds=settings.SESSION_COOKIE_AGE)
A_DAY = timedelta(days=1)


def renew(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """End sessions a fixed time after the last visit, not after the log-in: put the end off, once a day.

    Only the end is written. A page that a service worker fetches must not write what else the session holds.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        failed = response.status_code >= 500 or getattr(request, "away", False)  # the session may not be readable
        if request.session.accessed and not failed:
            _remember_who(request, response)
            _put_off_the_end(request, response)
        return response

    return middleware


def mark_of(person: object) -> str:
    """Return what the cookie says for the person with this primary key. It names nobody to somebody who reads it."""
    return salted_hmac("recovery.web.lasting", str(person), algorithm="sha256").hexdigest()


def _remember_who(request: HttpRequest, response: HttpResponse) -> None:
    person = request.session.get(SESSION_KEY)
    if person and request.COOKIES.get(WHO) != mark_of(person):
        _set_cookie(request, response, WHO, mark_of(person))


def _put_off_the_end(request: HttpRequest, response: HttpResponse) -> None:
    key, ends = request.session.session_key, getattr(request.session, "ends", None)
    now = timezone.now()
    if key is None or ends is None or ends > now + LASTS - A_DAY:
        return
    with aside(request):
        if Session.objects.filter(pk=key).update(expire_date=now + LASTS):
            _set_cookie(request, response, settings.SESSION_COOKIE_NAME, key)
        if person := request.session.get(SESSION_KEY):
            Person.objects.filter(pk=person).update(seen_on=now.date(), warned_on=None)


def _set_cookie(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    age, secure = settings.SESSION_COOKIE_AGE, bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(name, value, max_age=age, secure=secure, httponly=True, samesite="Lax")
