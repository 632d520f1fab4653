"""Links for other people: as a list, and as QR codes."""

from collections.abc import Iterable
from dataclasses import dataclass

import segno
from django.utils.translation import gettext as _

from recovery.models import Share
from recovery.presenters.say import day_text, long_day


@dataclass(frozen=True)
class ShareRow:
    """One link: its name, what it allows, its end, and its last use."""

    id: int
    label: str
    kind: str
    until: str
    used: str
    notes: bool


def show_shares(shares: Iterable[Share]) -> list[ShareRow]:
    return [
        ShareRow(
            id=share.pk,
            label=share.label,
            kind=share.get_kind_display(),
            until=_("Until %(when)s.") % {"when": long_day(share.expires_at)},
            used=_("Last used on %(day)s.") % {"day": day_text(share.last_used_on, "l j F")}
            if share.last_used_on
            else _("Not used yet."),
            notes=share.notes,
        )
        for share in shares
    ]


def qr(url: str) -> str:
    """Draw an address as a QR code: an SVG without styles, black on white on a dark page too."""
    return str(segno.make_qr(url).svg_inline(omitsize=True, border=4, light="#fff"))
