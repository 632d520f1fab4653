"""Links to the rule book."""

from django import template

from recovery.presenters.rule_links import rule_href

register = template.Library()


@register.simple_tag
def rule_url(name: str) -> str:
    """Return the address of the card of a rule: {% rule_url why.rule %}."""
    return rule_href(name)
