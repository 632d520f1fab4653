"""The browser of a request, as it takes notifications. Its session knows it, and logging out forgets it."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from recovery.models import Episode, Subscription
from recovery.store.reminders import BROWSER, unsubscribe


def this_browser(request: HttpRequest, episode: Episode) -> Subscription | None:
    """Find the browser of this session, if it takes the notifications of this episode."""
    known = request.session.get(BROWSER)
    if known is None:
        return None
    return Subscription.objects.select_related("settings").filter(pk=known, settings__episode=episode).first()


@receiver(user_logged_out)
def forget_the_browser(request: HttpRequest, **_: Any) -> None:
    """Send nothing more to a browser whose person logs out."""
    if browser := request.session.get(BROWSER):
        unsubscribe(browser)
