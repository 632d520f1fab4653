"""The figures of the plan in the sentences of templates."""

from django import template

from recovery.plan.book import NUMBERS

register = template.Library()


@register.filter
def figure(name: str) -> str:
    """Return a figure as text: {% blocktranslate with HEAT_LOCK="HEAT_LOCK"|figure %}."""
    return NUMBERS[name]
