"""A form that was sent after the session had ended: what was typed waits until the same person has logged in again.

A form works only until the next log-in on its browser, so who was logged in last there is who typed it.
"""

from django.http import HttpRequest, QueryDict

from recovery.web.lasting import WHO, mark_of

TYPED = "typed"  # in the session
TYPED_MOST = 20_000  # bytes of a form that are kept for somebody who is not signed in


def keep_typed(request: HttpRequest) -> None:
    """Keep the form that was sent, if it is known who typed it."""
    who = request.COOKIES.get(WHO)
    if who and int(request.META.get("CONTENT_LENGTH") or 0) <= TYPED_MOST:
        request.session[TYPED] = {"who": who, "path": request.path, "data": request.POST.urlencode()}


def take_typed(request: HttpRequest) -> QueryDict | None:
    """Return the form that this person sent to this page, once. What somebody else typed is forgotten."""
    kept = request.session.get(TYPED)
    if kept and kept.get("who") != mark_of(request.user.pk):
        del request.session[TYPED]
        return None
    if not kept or kept["path"] != request.path:
        return None
    del request.session[TYPED]
    return QueryDict(kept["data"])
