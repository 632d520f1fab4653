"""The person's page for links that let others in: make one, list them, end one."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from recovery.forms.sharing import ShareForm
from recovery.models import Person, Share
from recovery.presenters.sharing import qr, show_shares
from recovery.store.security import What
from recovery.store.shares import make
from recovery.views.visit import person_page
from recovery.web.again import ask_again
from recovery.web.htmx import HtmxHttpRequest, form_page, respond
from recovery.web.security import happened
from recovery.web.visit import Visit


@form_page
@person_page
def sharing(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """List the links of this plan, make one, end one. A new link is shown once, because its secret is not kept."""
    if "revoke" in request.POST:
        return _end(request, found)
    posted = request.POST.get("kind")
    forms = {
        kind: ShareForm(request.POST if kind == posted else None, kind) for kind in (Share.HELPER, Share.CLINICIAN)
    }
    url = None
    if posted in forms and forms[posted].is_valid():
        if way := ask_again(request):
            return way
        url = _make(request, found, forms[posted])
        forms[posted] = ShareForm(None, posted)
    context = {
        "shares": show_shares(found.episode.shares.live(found.now)),
        "forms": forms.values(),
        "url": url,
        "qr": qr(url) if url else "",
        "tab": "settings",
    }
    return respond(request, "recovery/sharing.html", context)


def _end(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    asked = [each.pk for each in found.episode.shares.all() if str(each.pk) == request.POST["revoke"]]
    if not asked:
        raise Http404
    found.episode.shares.filter(pk__in=asked, revoked_at=None).update(revoked_at=found.now)
    return redirect("sharing")


def _make(request: HtmxHttpRequest, found: Visit, form: ShareForm) -> str | None:
    """Make the link and return its address, or None if a form that is sent again made it and it was ended since."""
    told = form.told()
    share = make(found.episode, now=found.now, **told)
    if isinstance(request.user, Person):
        happened(request, request.user, What.SHARED)
    return request.build_absolute_uri(reverse("with_", args=[told["secret"]])) if share else None
