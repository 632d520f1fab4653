"""The floor views. `page` and `save` are for somebody who is signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tests.bench.floor.models import Line


def bare(request: HttpRequest) -> HttpResponse:
    """One line: only what the middleware costs."""
    return HttpResponse("<!doctype html><title>Hello</title><p>Hello")


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Three queries and one page, in the engine without BackCare's own context processors."""
    lines = Line.objects.filter(person=request.user.pk)
    context = {"any": lines.exists(), "count": lines.count(), "newest": lines.order_by("-at").first()}
    return render(request, "floor.html", context, using="floor")


@login_required
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """One row, and back."""
    Line.objects.create(id=request.POST["id"], person_id=request.user.pk)
    return redirect("/floor/")
