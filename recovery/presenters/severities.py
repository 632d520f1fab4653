"""How bad a spasm is, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as lazy

from recovery.presenters.say import Text

SEVERITIES: Mapping[str, Text] = {"mild": lazy("mild"), "moderate": lazy("moderate"), "severe": lazy("severe")}
