"""Telephone numbers."""

from django import template

from recovery.presenters import say

register = template.Library()


@register.filter
def unbroken(text: str) -> str:
    """Keep a number, or the name of a line to call, on one line: {{ advice.name|unbroken }}."""
    return say.unbroken(text)
