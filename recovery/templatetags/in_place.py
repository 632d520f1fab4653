"""Forms of one tap, and links that open a sheet. Without script both lead to a page."""

from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from recovery.templatetags.inputs import hidden

register = template.Library()
FORM = """\
<form method="post" action="{0}" role="none"
hx-post="{0}" hx-target="#today" hx-swap="outerMorph">{1}{2}</form>"""


@register.simple_block_tag(takes_context=True)
def tap(context: Context, content: str, action: str, fields: Iterable[tuple[str, object]] = ()) -> SafeString:
    """Return a form whose answer replaces Today: {% tap tile.action tile.fields %}<button>…</button>{% endtap %}."""
    token = ("csrfmiddlewaretoken", str(context["csrf_token"]))
    return format_html(FORM, action, hidden([token, *fields]), content)


@register.simple_tag
def in_sheet(href: str) -> SafeString:
    """Return the attributes of a link that opens in the sheet: <a {% in_sheet pill.href %}>…</a>."""
    return format_html('href="{0}" hx-get="{0}" hx-target="#sheet" hx-swap="innerHTML"', href)
