"""Answer a request whose plan another device deleted meanwhile as the next request will be answered."""

from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse

from recovery.models import Episode, Person
from recovery.web.htmx import HtmxHttpRequest, go


class DeletedMeanwhile:
    """Middleware that looks again, where a view failed because its plan or account is gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Pass every request on."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HtmxHttpRequest, exception: Exception) -> HttpResponse | None:
        """Go to the same address. It then says what it says to everybody without this plan."""
        return go(request, request.path) if _is_gone(request) else None


def _is_gone(request: HtmxHttpRequest) -> bool:
    found = getattr(request, "visit", None)
    try:
        if found and not Episode.objects.filter(pk=found.episode.pk).exists():
            return True
        return request.user.is_authenticated and not Person.objects.filter(pk=request.user.pk).exists()
    except Error:
        return False
