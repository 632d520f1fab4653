"""Banners: advice to see a health professional, and questions and remarks of the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from recovery.plan.advice import Gate, Notice, Plan
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.enums import Flag, GateLevel, NoticeCode, NoticeLevel, Phase
from recovery.presenters.claims import rule_of_gate
from recovery.presenters.page_links import page_href
from recovery.presenters.say import Fields, long_day, say, unbroken
from recovery.presenters.traits import why_left_out

WITH_WHY = (Flag.D9, Flag.D10)  # flags whose notice says more than what the person said
AT_ONCE = (NoticeCode.TOO_MUCH_MEDICINE,)  # notices that ask for a call right now


@dataclass(frozen=True)
class Link:
    """A link with its words."""

    href: str
    text: str


@dataclass(frozen=True)
class TapButton:
    """A form with one button."""

    action: str
    fields: Fields
    text: str


@dataclass(frozen=True)
class Banner:
    """One banner. `level` is "safety", "soon" or "info".

    `clear` is true if it offers to clear the flag, `asks` if questions are open, which lift a flag that was `checked`.
    `gone` is the answer of a person who no longer has the sign, "" if it cannot go by itself. A `folded` one shows its
    title alone, so that the day stays in sight.
    """

    level: str
    icon: str
    lines: Sequence[str]
    rule: str
    title: str = ""
    clear: bool = False
    gone: str = ""
    asks: bool = False
    checked: bool = False
    buttons: Sequence[TapButton] = ()
    links: Sequence[Link] = ()
    folded: bool = False


@dataclass(frozen=True)
class Notices:
    """The banners of Today: `first` are above the plan, `hints` below the reason, `notes` in one fold."""

    first: Sequence[Banner]
    hints: Sequence[Banner]
    notes: Sequence[Banner]


def arrange(banners: Sequence[Banner]) -> Notices:
    """Show in front what is about safety, or else the gravest advice; fold the rest, so that the day stays in sight."""
    safety = [each for each in banners if each.level == "safety" or _says_whom_to_call(each)]
    soon = [each for each in banners if each.level == "soon" and each not in safety]
    asks = [each for each in banners if each.level == "info" and each.buttons]
    first = safety or [_folded(each) for each in soon[:1]]
    rest = soon if safety else soon[1:]
    rest = [*rest, *(each for each in banners if each.level == "info" and not each.buttons and each not in first)]
    return Notices(first, asks, rest) if len(rest) > 1 else Notices(first, [*asks, *map(_folded, rest)], [])


def _says_whom_to_call(banner: Banner) -> bool:
    return any(link.href.startswith(("tel:", page_href("help"))) for link in banner.links)


def _folded(banner: Banner) -> Banner:
    """Show the first sentence of a banner alone, if it has more than that."""
    title, *lines = [*([banner.title] if banner.title else []), *banner.lines]
    more = lines or banner.links or banner.clear
    return replace(banner, title=title, lines=lines, folded=True) if more else banner


def show_notices(plan: Plan) -> list[Banner]:
    """All banners, the gravest first; a dismissed one comes back on its date."""
    gate = plan.gate if plan.gate and plan.gate.level == GateLevel.TODAY else None
    shown = [notice for notice in plan.notices if not notice.hidden]
    dated = sorted((notice for notice in shown if "by" in notice.because), key=lambda notice: notice.because["by"])
    # Of several pairs of contradicting pains, only the last one is asked about.
    plain = {notice.code: notice for notice in shown if "by" not in notice.because}.values()
    return [
        *([_today(gate, plan)] if gate else []),
        *(_notice(notice) for notice in plain if notice.level == NoticeLevel.SOON),
        *_see_a_doctor(plan, dated, clear=gate is None),
        *(_notice(notice, clear=gate is None and not dated) for notice in plain if notice.level != NoticeLevel.SOON),
    ]


def _today(gate: Gate, plan: Plan) -> Banner:
    lines = [say(RED_FLAGS[flag].tells) for flag in gate.flags]
    lines.append(_("Until then the plan pauses stretching, massage, warmth and longer walks."))
    if plan.phase == Phase.HEAT:
        lines.append(_("If warmth is on, take it off now."))
    return Banner(
        level="safety",
        icon="alert",
        title=_("Speak to a doctor today."),
        lines=lines,
        rule=rule_of_gate(gate),
        clear=True,
        gone=_gone(gate.flags),
        asks=bool(gate.asks),
        checked=gate.checked,
        links=[Link(page_href("help"), _("Who to call"))],
    )


def _gone(flags: Sequence[str]) -> str:
    """What a person can say of the signs that can go by themselves, an empty text where there is none."""
    fever, legs = Flag.S1 in flags, Flag.S6 in flags
    if fever and legs:
        return _("I have no fever now, and I can walk again")
    if fever:
        return _("I have no fever now")
    return _("I can walk again") if legs else ""


def _see_a_doctor(plan: Plan, dated: Sequence[Notice], clear: bool) -> Iterator[Banner]:
    """One banner for notices that are due, and one for those with a later date, which can be dismissed.

    It offers to clear a red flag if `clear` is true, that is, if no graver banner offers it already.
    """
    overdue = [notice for notice in dated if notice.because["by"] <= plan.now]
    coming = dated[len(overdue) :]
    if overdue:
        yield _dated(overdue, plan.now, clear)
    if coming:
        yield _dated(coming, plan.now, clear, [_put_away(coming)])


def see_a_doctor_by(by: datetime, now: datetime) -> str:
    """Say by which day to see a doctor, or that this day is over."""
    words = _("See a doctor now. The day for it was %(when)s.") if by <= now else _("See a doctor by %(when)s.")
    return words % {"when": long_day(by)}


def _dated(notices: Sequence[Notice], now: datetime, clear: bool, buttons: Sequence[TapButton] = ()) -> Banner:
    return Banner(
        level="soon",
        icon="stethoscope",
        title=see_a_doctor_by(notices[0].because["by"], now),
        lines=[line for notice in notices for line in _lines(notice)],
        clear=clear and any(notice.code in RED_FLAGS for notice in notices),
        buttons=buttons,
        links=[Link(page_href("report"), _("A page to take with you")), *_crisis(notices)],
        rule=notices[0].rule,
    )


def _crisis(notices: Sequence[Notice]) -> list[Link]:
    """The crisis line of the country, for a person who finds it hard to cope."""
    number = next((notice.because["call"] for notice in notices if notice.because.get("call")), None)
    return [_number(number)] if number else []


def _lines(notice: Notice) -> list[str]:
    """The answers of the person; some flags also get their reason and a number to call."""
    return [say(notice.words), *([say(RED_FLAGS[notice.code].why)] if notice.code in WITH_WHY else [])]


def _put_away(notices: Sequence[Notice]) -> TapButton:
    fields = [*(("notices", notice.code) for notice in notices), ("id", uuid4())]
    text = _("Hide until %(when)s") % {"when": long_day(notices[0].because["by"])}
    return TapButton(page_href("log_kind", "dismissed"), fields, text)


def _notice(notice: Notice, clear: bool = False) -> Banner:
    treatment = notice.because.get("treatment", notice.code.removeprefix("without_"))
    why = why_left_out(treatment, notice.because.get("condition", ""))
    at_once = notice.code in AT_ONCE
    return Banner(
        level="safety" if at_once else notice.level,
        icon="alert" if at_once else "stethoscope" if notice.level == NoticeLevel.SOON else "info",
        lines=[line for line in (*_lines(notice), why) if line],
        clear=clear and notice.code in RED_FLAGS,
        buttons=_answers(notice),
        links=_links(notice),
        rule=notice.rule,
    )


def _answers(notice: Notice) -> Sequence[TapButton]:
    """The answers by one tap to what a notice asks."""
    match notice.code:
        case NoticeCode.WHICH_PAIN:
            return _which_pain(notice)
        case NoticeCode.SKIN_NOT_NORMAL:
            fields = [("tap", "1"), ("skin", "fine"), ("id", uuid4())]
            return [TapButton(page_href("log_kind", "check_in"), fields, _("My skin is normal again"))]
    return ()


def _which_pain(notice: Notice) -> list[TapButton]:
    """One button for each of two pains: it says which is right and removes the other."""
    pains, entries = notice.because["pains"], notice.because["entries"]
    return [
        TapButton(
            action=reverse("entry", args=[wrong]),
            fields=[("action", "wrong_pain"), ("id", uuid4())],
            text=_("%(pain)d is right") % {"pain": pain},
        )
        for pain, wrong in zip(pains, reversed(entries), strict=True)
    ]


def _links(notice: Notice) -> list[Link]:
    """The link to the form that answers a notice."""
    if notice.code == NoticeCode.PILL_NOT_FOR_YOU:
        return [Link(page_href("help"), _("When to call at once"))]
    if condition := notice.because.get("condition"):
        return _about(condition, bool(notice.because.get("ask")))
    match notice.code:
        case NoticeCode.TOO_MUCH_MEDICINE:
            return _call(notice.because["call"])
        case NoticeCode.ENTRY_BEFORE_ONSET:
            return [Link(page_href("onset"), _("Correct the start"))]
        case NoticeCode.WALK_OR_NOT:
            entries = notice.because.get("entries", ())
            return [Link(reverse("entry", args=[entry]), _("Look at it")) for entry in entries[-1:]]
        case NoticeCode.MISSED_DAYS:
            return [Link(page_href("log_kind", "check_in"), _("Tell how you feel"))]
    return []


def _about(trait: str, ask: bool) -> list[Link]:
    """Where to change a condition, or note that a clinician agreed; a flag has a banner of its own."""
    if not ask and trait in RED_FLAGS:
        return []
    text = _("They said yes?") if ask else _("Change what you said about yourself")
    return [Link(page_href("about") + "#left-out", text)]


def _call(number: str | None) -> list[Link]:
    own = [_number(number)] if number else []
    return [*own, Link(page_href("help"), _("Or call your local emergency number"))]


def _number(number: str) -> Link:
    return Link(f"tel:{number}", unbroken(_("Call %(number)s") % {"number": number}))
