"""The rule book: the articles of all rules in force, in chapters.

Each article is beside the code that it explains; this module gives it a place in the book. A test names every article
without a chapter.
"""

from dataclasses import dataclass

from recovery.plan import gate, ledger, reminders, rhythms, situation, timetable
from recovery.plan.article import Article
from recovery.plan.clinical import contra_indications, countries, red_flags
from recovery.plan.clinical.guides import GUIDES
from recovery.plan.clinical.guides.guide import STOPPING
from recovery.plan.clinical.guides.stuck import STUCK
from recovery.plan.clinical.life import LIFE_CARDS
from recovery.plan.enums import GuideId, LifeCardId
from recovery.plan.history import answers, days, doses, episode, pains, screening, signs, spasms
from recovery.plan.ladder import advance, dose, events, keep_well, limits, mornings, pauses, recovery, silence
from recovery.plan.review import good_to_know, measures, milestones, spells, steps, trend
from recovery.plan.rules import (
    easing,
    fluids,
    medicines,
    moving,
    offtrack,
    prevention,
    rest,
    safety,
    temperature,
    walking,
)
from recovery.plan.words import gettext_noop as _


@dataclass(frozen=True)
class Chapter:
    """Articles of one theme; `name` is its id on the page."""

    name: str
    title: str
    articles: tuple[Article, ...]


GETTING_UP = {
    *(GuideId.FLOOR_UP_CHAIR, GuideId.FLOOR_UP_ALONE, GuideId.FLOOR_WAIT, GuideId.FLOOR_HELPER, GuideId.FLOOR_DOWN),
    *(GuideId.ROLL, GuideId.OUT_OF_BED),
}
DOING = {
    *(LifeCardId.DRIVING, LifeCardId.WORK, LifeCardId.SITTING, LifeCardId.LIFTING, LifeCardId.BABY, LifeCardId.SEX),
    *(LifeCardId.TRAVEL, LifeCardId.SPORT),
}
CHAPTERS = (
    Chapter(
        "signs",
        _("Warning signs"),
        (
            gate.EMERGENCY,
            gate.TODAY,
            gate.SCREEN_FIRST,
            gate.TOO_YOUNG,
            signs.CANNOT_WALK,
            screening.TOGETHER,
            signs.FEVER_GONE,
            screening.CLEARED,
            safety.see_a_doctor,
            countries.WHOM_TO_CALL,
        ),
    ),
    Chapter("asked", _("The questions about signs"), (red_flags.MEANT, screening.ASKED)),
    Chapter(
        "answers",
        _("Your answers"),
        (
            pains.HOW_BAD,
            pains.WHICH_PAIN,
            answers.SAME_AS_BEFORE,
            safety.which_pain,
            safety.walk_or_not,
            safety.before_onset,
            fluids.check_ins,
        ),
    ),
    Chapter(
        "clock",
        _("The clock and the days"),
        (spells.PHASES, spasms.NEW_SPASM, days.DAY, episode.ONSET, episode.EPISODE, situation.END),
    ),
    Chapter(
        "temperature",
        _("Ice and warmth"),
        (
            temperature.cold_pack,
            temperature.can_start_cold,
            temperature.moist_heat,
            temperature.can_start_heat,
            temperature.skin_not_normal,
            temperature.ice_too_long,
            temperature.NIGHT,
            temperature.WASH,
            situation.STIFF_AFTER_COLD,
        ),
    ),
    Chapter(
        "rest",
        _("Rest"),
        (rest.rest_positions, rest.positions_card, rest.legs_up, rest.can_start_rest, steps.STEPS),
    ),
    Chapter(
        "walking",
        _("Walking"),
        (
            walking.short_walks,
            walking.can_start_walk,
            dose.STEPS,
            mornings.START,
            mornings.END_OF_REST,
            mornings.ADVANCE,
            advance.HOLD,
            mornings.SEVERE_MORNING,
            silence.SILENCE,
        ),
    ),
    Chapter(
        "setbacks",
        _("When walking hurts"),
        (
            events.HARD_WALKS,
            events.STEP_BACK,
            recovery.FLARE,
            recovery.SUDDEN_SPASM,
            limits.AFTER_CHECK,
            pauses.PAUSE,
            pauses.CANNOT_WALK,
        ),
    ),
    Chapter("easing", _("Breath, stretch, massage"), easing.RULES),
    Chapter("drinks", _("Drinks"), (fluids.drinks, fluids.fluids_by_care_team, fluids.fluids_lost)),
    Chapter("medicines", _("Medicines"), (*medicines.RULES, doses.HEART_ASPIRIN, ledger.LEFT, ledger.AGAINST)),
    Chapter("offtrack", _("When it does not get better"), offtrack.RULES),
    Chapter(
        "prevention",
        _("Well again"),
        (recovery.RECOVERY, measures.VERDICT, keep_well.KEEP_WELL, *prevention.RULES),
    ),
    Chapter(
        "moving",
        _("Up from the floor or bed"),
        (moving.which_guides, STOPPING, STUCK, *(guide for guide in GUIDES.values() if guide.id in GETTING_UP)),
    ),
    Chapter(
        "indoors",
        _("Night, home and out"),
        tuple(guide for guide in GUIDES.values() if guide.id not in GETTING_UP),
    ),
    Chapter(
        "life",
        _("Good to know"),
        (good_to_know.NEW_CARDS, *(card for card in LIFE_CARDS.values() if card.id not in DOING)),
    ),
    Chapter(
        "doing",
        _("Work, driving, sport"),
        tuple(card for card in LIFE_CARDS.values() if card.id in DOING),
    ),
    Chapter("progress", _("How it goes"), (trend.FINDING, milestones.MILESTONES)),
    Chapter(
        "timetable",
        _("The timetable"),
        (
            timetable.WAKING_HOURS,
            timetable.NO_CLASH,
            rhythms.RHYTHM,
            reminders.REMINDERS,
            reminders.AFTER_SILENCE,
            situation.TIMER,
            situation.START,
        ),
    ),
    Chapter(
        "bars",
        _("What is not for you"),
        (safety.left_out, temperature.without_cold, temperature.without_heat, contra_indications.TRAITS),
    ),
)
# The rules that weigh most, in the order of the first page of the book; each says how it differs from guidelines.
DECISIONS = (
    *(spells.PHASES, temperature.cold_pack, mornings.END_OF_REST, dose.STEPS, events.HARD_WALKS, recovery.RECOVERY),
    *(gate.EMERGENCY, gate.TODAY, screening.ASKED, safety.left_out, medicines.nsaid_card, offtrack.not_better_in_time),
)
ARTICLES: dict[str, Article] = {article.name: article for chapter in CHAPTERS for article in chapter.articles}
