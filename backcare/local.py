"""In development: one name for this machine, because a passkey belongs to a name and not to a number."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def by_name(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Send a person who opens a page at 127.0.0.1 to localhost. Only browsers say that a page is opened."""

    def middleware(request: HttpRequest) -> HttpResponse:
        opened = settings.DEBUG and request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
        host, colon, port = request.get_host().partition(":")
        if opened and host == "127.0.0.1":
            return redirect(f"{request.scheme}://localhost{colon}{port}{request.get_full_path()}")
        return get_response(request)

    return middleware
