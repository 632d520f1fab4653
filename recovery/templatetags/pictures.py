"""Icons and drawings in a page. The same few come again and again on each page, so each is written once."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Show an icon of static/icons.svg beside words, so hidden from readers."""
    return format_html('<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons.svg"), name)


@register.simple_tag
@cache
def drawing(name: str, label: str = "") -> SafeString:
    """Show a file of static/drawings in the colours around it; `label` where no words beside it say what it shows."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="fig" {}><use href="{}#d"/></svg>', spoken, static(f"drawings/{name}.svg"))
