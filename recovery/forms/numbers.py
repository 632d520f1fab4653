"""Numbers as people type them. A text input sends what was typed; an input of type "number" sends no "38,5"."""

import re
from decimal import Decimal
from typing import Any

from babel.numbers import NumberFormatError, parse_decimal
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, to_locale

# A point or a comma before one or two digits is a decimal point in every language.
DECIMALS = 2
WITH_DECIMALS = re.compile(rf"\d+[.,]\d{{1,{DECIMALS}}}")


def read_number(text: str, unit: str = "") -> Decimal:
    """Read a number in the reader's language, with its unit or without: "1,000", "38,5", "200 mg", "7/10".

    Raises ValueError for anything else, and for more decimals than anybody measures: "1.000" may mean a thousand.
    """
    bare = re.sub(rf"\s*{re.escape(unit)}$", "", text.strip(), flags=re.IGNORECASE)
    try:
        number = parse_decimal(bare, to_locale(get_language() or "en"), strict=True)
    except NumberFormatError:
        if not WITH_DECIMALS.fullmatch(bare):
            raise
        number = Decimal(bare.replace(",", "."))
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -DECIMALS:
        raise ValueError(text)
    return number


class TypedNumber(forms.Field):
    """A field whose text is a number from `low` to `high`. The script steps it by `step`."""

    widget = forms.TextInput
    error_messages: dict[str, Any]

    def __init__(self, *, unit: str = "", step: int = 1, **kwargs: Any) -> None:
        """Read a number of `unit`, which may be typed or left out."""
        self.unit, self.step = unit, step
        super().__init__(**kwargs)

    def read(self, value: Any) -> Decimal | None:
        """Return the number that was typed, None for an empty field."""
        if value in self.empty_values:
            return None
        try:
            return read_number(str(value), self.unit)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class WholeField(TypedNumber, forms.IntegerField):
    """A whole number."""

    def to_python(self, value: Any) -> int | None:
        """Refuse decimals, also ".0": "1.000" is no whole number."""
        number = self.read(value)
        if number is not None and number.as_tuple().exponent < 0:  # type: ignore[operator]
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return None if number is None else int(number)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask the phone for its keys with digits, and tell the script how far it may step."""
        steps = {"data-min": self.min_value, "data-max": self.max_value, "data-by": self.step}
        return super().widget_attrs(widget) | {"inputmode": "numeric", "size": 5} | steps


class AmountField(TypedNumber, forms.FloatField):
    """A number that may have decimals."""

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]
        """Read it as every number is read."""
        number = self.read(value)
        return None if number is None else float(number)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask the phone for its keys with digits and a decimal point."""
        return super().widget_attrs(widget) | {"inputmode": "decimal"}
