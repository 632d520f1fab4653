"""The link in each morning mail that stops the mail."""

from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from recovery.reminders.tokens import read_stop
from recovery.store.reminders import stop_mail
from recovery.web.htmx import HtmxHttpRequest, form_page, respond


# A mail program posts here by itself, without a cookie (RFC 8058). The signed token alone gives access.
@csrf_exempt
@form_page
def no_mail(request: HtmxHttpRequest, token: str) -> HttpResponse:
    """Ask, because programs that check mail for viruses open every link; then stop the mail."""
    try:
        wishes = read_stop(token)
    except BadSignature:
        raise Http404 from None
    stopped = request.method == "POST"
    if stopped and not stop_mail(wishes):
        raise Http404
    response = respond(request, "recovery/no_mail.html", {"stopped": stopped, "running": None})
    response["Referrer-Policy"] = "no-referrer"
    return response
