"""The country of a visitor: of their plan, or chosen in the address, or guessed from the zone of the phone."""

from recovery.forms.places import countries, phone_zone
from recovery.plan.clinical.zones import country_of
from recovery.web.htmx import HtmxHttpRequest
from recovery.web.visit import Visit


def country_here(request: HtmxHttpRequest, found: Visit | None) -> str | None:
    """Return two letters, or None where nothing tells the country."""
    chosen = request.GET.get("country", "")
    if chosen in dict(countries()):
        return chosen
    if found:
        return found.story.country
    return country_of(phone_zone(request.COOKIES.get("zone")))
