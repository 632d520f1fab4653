"""Whom to call, by country: emergency numbers, and lines for advice, in a crisis and after a poison.

Only what a source says is here: no number is better than a wrong one. A page shows the lines of the person's own
country as links, never those of another: 111 gives advice in Great Britain and is the emergency number of New Zealand.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from recovery.plan.article import Article
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

EU = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV"),
    *("MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
)
# The month in which the sources were read.
READ = "2026-11"


@dataclass(frozen=True)
class Line:
    """A telephone line: its number as it is dialled, its name, and what to know about it."""

    number: str
    name: str
    note: Words | None = None


@dataclass(frozen=True)
class Country:
    """The lines of one country; `emergency` holds the numbers that work, the one for an ambulance first.

    `sick_note` says which note an employer needs, and `driving` what the law says about pills, where that is sure.
    `source` holds keys of sources.SOURCES, joined by commas, and `read` the month in which they were read.
    """

    emergency: tuple[str, ...] = ()
    advice: Line | None = None
    crisis: str | None = None
    poison: str | None = None
    sick_note: tuple[Words, ...] = ()
    driving: tuple[Words, ...] = ()
    source: str = "numbers"
    read: str = READ


NORTHERN_IRELAND = Words(_("In Northern Ireland call your GP, or the GP out-of-hours service."))
SOME_PROVINCES = Words(_("It works in most provinces."))
NHS_111 = Line("111", "NHS 111", NORTHERN_IRELAND)
MEDICARE = Line("1800633422", "1800MEDICARE")
HEALTHLINE = Line("0800611116", "Healthline")
CANADA_811 = Line("811", "811", SOME_PROVINCES)
ON_CALL = Line("116117", "116117")
AUSTRIA_1450 = Line("1450", "1450")
NOTE_GB = (
    Words(_("The first %(SICK_DAYS_GB)s days need no doctor's note.")),
    Words(_("After that: a fit note, from a doctor, nurse, pharmacist or physio.")),
    Words(_("It may say “fit with changes”.")),
)
NOTE_DE = (Words(_("Ill over %(SICK_DAYS_DE)s days? A note the next day, sooner if asked.")),)
DRIVING_GB = (Words(_("The law: no driving if pills make you unfit, prescribed or not.")),)

COUNTRIES: Mapping[str, Country] = {
    "AE": Country(("998",)),
    "AR": Country(("107",)),
    "AT": Country(("144", "112"), AUSTRIA_1450, source="numbers,151,153"),
    "AU": Country(("000",), MEDICARE, source="numbers,151"),
    "BD": Country(("999",)),
    "BE": Country(("112",), source="153"),
    "BG": Country(("112",), source="153"),
    "BR": Country(("192",)),
    "CA": Country(("911",), CANADA_811, crisis="988", source="numbers,151,154"),
    "CH": Country(("144", "112")),
    "CL": Country(("131",)),
    "CN": Country(("120",)),
    "CO": Country(("123",)),
    "CY": Country(("112",), source="153"),
    "CZ": Country(("155", "112"), source="numbers,153"),
    "DE": Country(("112",), ON_CALL, sick_note=NOTE_DE, source="numbers,123,151,153"),
    "DK": Country(("112",), source="numbers,153"),
    "EE": Country(("112",), source="153"),
    "EG": Country(("123",)),
    "ES": Country(("112",), source="numbers,153"),
    "FI": Country(("112",), ON_CALL, source="numbers,151,153"),
    "FR": Country(("15", "112"), source="numbers,153"),
    "GB": Country(("999", "112"), NHS_111, sick_note=NOTE_GB, driving=DRIVING_GB, source="numbers,1,123,124,150"),
    "GH": Country(("112",), source="152"),
    "GR": Country(("166", "112"), source="numbers,153"),
    "HK": Country(("999",)),
    "HR": Country(("112",), source="153"),
    "HU": Country(("104", "112"), source="numbers,153"),
    "ID": Country(("119", "112")),
    "IE": Country(("999", "112"), source="numbers,153"),
    "IL": Country(("101",)),
    "IN": Country(("112",), source="numbers,47"),
    "IT": Country(("118", "112"), source="numbers,153"),
    "JP": Country(("119",), source="numbers,48"),
    "KE": Country(("999", "112")),
    "KR": Country(("119",)),
    "LK": Country(("1990",), source="152"),
    "LT": Country(("112",), source="153"),
    "LU": Country(("112",), source="153"),
    "LV": Country(("112",), source="153"),
    "MT": Country(("112",), source="153"),
    "MX": Country(("911",)),
    "MY": Country(("999",)),
    "NL": Country(("112",), source="numbers,153"),
    "NO": Country(("113", "112")),
    "NZ": Country(("111",), HEALTHLINE, source="numbers,151"),
    "PH": Country(("911",)),
    "PK": Country(("1122",)),
    "PL": Country(("999", "112"), source="numbers,153"),
    "PT": Country(("112",), source="numbers,153"),
    "RO": Country(("112",), source="numbers,153"),
    "RU": Country(("103", "112")),
    "SA": Country(("997",)),
    "SE": Country(("112",), source="numbers,153"),
    "SG": Country(("995",)),
    "SI": Country(("112",), source="153"),
    "SK": Country(("112",), source="153"),
    "TH": Country(("1669",)),
    "TR": Country(("112",)),
    "TW": Country(("119",)),
    "UA": Country(("103", "112")),
    "US": Country(("911",), crisis="988", poison="1-800-222-1222", source="numbers,66,154"),
    "VN": Country(("115",)),
    "ZA": Country(("10177", "112")),
}
NOWHERE = Country()
WHOM_TO_CALL = Article(
    name="signs.whom_to_call",
    says=_("The number to call is that of your country. Where no source has one, the words say so."),
    evidence=_("Read in lists of telephone numbers and in news, not tried. In every state of the EU 112 works too."),
    source="numbers,47,48,150,151,152,153,154",
    sentences=(NORTHERN_IRELAND, SOME_PROVINCES),
)


def country_lines(country: str | None) -> Country:
    """Return the lines of a country, as two capital letters; without a number where no source has one."""
    return COUNTRIES.get(country or "", NOWHERE)


def emergency_number(country: str | None) -> str | None:
    """Return the number that sends an ambulance."""
    return next(iter(country_lines(country).emergency), None)
