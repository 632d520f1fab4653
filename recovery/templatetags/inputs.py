"""Form inputs."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def input_tag(widget: Mapping[str, Any]) -> SafeString:
    """Return the HTML of an input, as Django's own template does; that one is slow, as it includes others."""
    value = "" if widget["value"] is None else format_html(' value="{}"', str(widget["value"]))
    attrs = flatatt(widget["attrs"])
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attrs)


@register.simple_tag
def attributes(attrs: dict[str, Any]) -> SafeString:
    """Return the attributes of a control, each after a space."""
    return flatatt(attrs)


@register.simple_tag
def hidden(fields: Iterable[tuple[str, object]]) -> SafeString:
    """Return the hidden inputs of a form."""
    values = list(chain.from_iterable(fields))
    inputs = '<input type="hidden" name="{}" value="{}">' * (len(values) // 2)
    return format_html(inputs, *values) if values else SafeString()
