"""Icons and drawings. Pages repeat them often, so the HTML of each is cached.

`backcare/templates.py` takes a tag with a cached function for one that always says the same.
"""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return an icon of static/icons.svg. Screen readers skip it, because there are words beside it."""
    return format_html('<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons.svg"), name)


@register.simple_tag
@cache
def drawing(name: str, label: str = "") -> SafeString:
    """Return a file of static/drawings in the current colours; `label` is for a drawing without words beside it."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="fig" {}><use href="{}#d"/></svg>', spoken, static(f"drawings/{name}.svg"))
