"""The form of a drink."""

from django.utils.translation import gettext_lazy as lazy

from recovery.forms.entry import EntryForm
from recovery.forms.fields import number_field


class DrinkForm(EntryForm):
    """A drink in millilitres."""

    ml = number_field(lazy("How much, in ml"), 1, 5000, unit="ml", step=50)
