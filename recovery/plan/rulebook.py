"""The rule book: every rule in force with what it says, how sure the evidence is, and where that was read.

Written by hand is only what no code can tell. The figures, sentences and reason codes of a rule are read from the
functions it names (`uses`); so to add a rule, add one article to its chapter, and a test names what still lacks one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from recovery.plan import course, days, gate, guide, ladder, ledger, matrix, measures, redflags, sessions, timetable
from recovery.plan.ladder import Climb
from recovery.plan.rules import (
    easing,
    fluids,
    medicines,
    name_of,
    offtrack,
    prevention,
    rest,
    safety,
    temperature,
    walking,
)
from recovery.plan.situation import Situation
from recovery.plan.story import Story
from recovery.plan.uses import Uses, uses
from recovery.plan.words import gettext_noop

_ = gettext_noop


@dataclass(frozen=True)
class Article:
    """One rule: `source` holds keys of sources.SOURCES with commas between, `functions` is what it stands for."""

    name: str
    says: str
    evidence: str
    source: str
    functions: tuple[Any, ...]
    reviewed: bool = False


@dataclass(frozen=True)
class Chapter:
    """Rules of one theme."""

    name: str
    title: str
    articles: tuple[Article, ...]


def rule(function: Callable[..., Any], says: str, evidence: str, source: str, *beside: Any) -> Article:
    """Make the article of a generator; `beside` are functions of other files that it goes by."""
    return Article(name_of(function), says, evidence, source, (function, *beside))


def engine(name: str, says: str, evidence: str, source: str, *functions: Any) -> Article:
    """Make the article of what is no generator."""
    return Article(name, says, evidence, source, functions)


OUR_CHOICE = _("No source says how. This is our own careful choice.")
LABELS = _("This stands on common labels for adults. Your own pack's label wins.")
LADDER = _("Moving does a little better than bed rest. Nobody has tested these very steps.")
PAIN_RULE = _("Borrowed from advice for sore tendons. A change of 2 points means something, 1 point does not.")
NERVE_SIGNS = _("Each sign alone proves little: of 100 people about 1 has a grave cause, and 80 have a sign.")
ICE = _("Ice can numb the ache. Proof is thin, so use it only if it feels good.")
WARMTH = _("Warmth often eases pain for a while. The gain is small and short.")
STRICTER = _("Taken from health services, makers' sheets and labels. Where they differ, the stricter one counts.")

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "signs",
        _("Warning signs"),
        (
            engine(
                "gate.emergency",
                _("One sign of an emergency closes the plan until it was checked and all signs are asked again."),
                NERVE_SIGNS,
                "1,34,35,47,48",
                gate._emergency,
            ),
            engine(
                "gate.today",
                _("A sign for today pauses stretching, massage and warmth until it was checked."),
                _("Health services say: call the same day. What pauses is our own careful choice."),
                "1,34,proposed",
                gate._today,
            ),
            engine(
                "gate.too_young",
                _("This plan is for adults; a child sees a doctor first."),
                _("Health services send children with back pain to a doctor. For ages 16 and 17 it is our own choice."),
                "1,2,9,proposed",
                gate._too_young,
            ),
            engine(
                "signs.meant",
                _("Some other answers count as a sign: a fever, a weak leg, or that you cannot walk."),
                _("Health services name these signs. From when not walking counts is our own careful choice."),
                "1,38,43,proposed",
                redflags.flags_of,
            ),
            rule(
                safety.see_a_doctor,
                _("A sign that can wait some days asks you to see a doctor by a date, and the plan goes on."),
                _("Weak signs on their own. Health services ask to have them looked at soon."),
                "3,34,38,proposed",
                redflags.within,
            ),
        ),
    ),
    Chapter(
        "answers",
        _("Your answers"),
        (
            engine(
                "answers.severity",
                _("Your pain number and how you walk decide between mild, moderate and severe; the worse counts."),
                _("The words come from a health service. The numbers are our own careful choice."),
                "3,proposed",
                Story.severity_at,
            ),
            engine(
                "answers.pain",
                _("A check-in tells your pain best, and of two numbers close together the higher one counts."),
                OUR_CHOICE,
                "proposed",
                Story.pain_at,
                Story.morning_pain,
                Story.conflicts,
            ),
            rule(
                safety.which_pain,
                _("Two pain numbers close together that do not agree are asked about."),
                OUR_CHOICE,
                "proposed",
            ),
            rule(
                safety.walk_or_not,
                _("A logged walk counts, also beside the answer that you did not walk."),
                OUR_CHOICE,
                "proposed",
            ),
            rule(
                safety.before_onset,
                _("Something logged from before the spasm asks if its start is right."),
                OUR_CHOICE,
                "proposed",
            ),
            rule(
                fluids.check_ins,
                _("The plan asks how you feel, more often when it is bad."),
                OUR_CHOICE,
                "proposed",
            ),
        ),
    ),
    Chapter(
        "clock",
        _("The clock and the days"),
        (
            engine(
                "clock.phases",
                _("First ice, then ice only if it helps, then warmth, each after so many real hours."),
                _(
                    "No proof says that warmth must wait. Guidelines allow it sooner. "
                    "Ask a professional if you want that."
                ),
                "seed,4,5",
                Situation.phase_at,
                course.spells,
                Story.heat_from,
            ),
            engine(
                "clock.day",
                _("A plan day runs from one wake to the next, by the clock of the place you are in."),
                OUR_CHOICE,
                "proposed",
                days.plan_days,
                days.habits,
            ),
            engine(
                "clock.episode",
                _("Pain that comes back is the same episode, until you had a month without pain."),
                _("A study of returning back pain counted like this."),
                "55",
                Story.episode_from,
            ),
            engine(
                "clock.end",
                _("The daily plan ends when you are well, or after six weeks."),
                _("Most backs ease within weeks. If yours does not, a doctor knows more than a plan."),
                "10,24",
                Situation.acute,
            ),
        ),
    ),
    Chapter(
        "temperature",
        _("Ice and warmth"),
        (
            rule(
                temperature.cold_pack,
                _("Ice comes in short packs with a pause, at first more often, and never after 72 hours."),
                ICE,
                "seed,5,15,16,17",
                Situation.last_begin,
            ),
            rule(
                temperature.can_start_cold,
                _("You can start ice by hand when your skin had its pause and looks normal."),
                ICE,
                "seed,15,16",
            ),
            rule(
                temperature.moist_heat,
                _("Moist warmth comes after 72 real hours, and is shorter for older skin."),
                WARMTH,
                "seed,4,5,6,14,18,20",
                Situation.heat_minutes,
            ),
            rule(
                temperature.can_start_heat,
                _("You can start warmth by hand after 72 hours, not soon after ice and not too often."),
                _("The pauses come from health services, or are our own careful choice."),
                "seed,6,14,18,proposed",
            ),
            engine(
                "temperature.stiff_after_cold",
                _("A walk or a stretch waits until the back is no longer stiff from the ice."),
                _("A review says that ice makes movement less sure for up to 30 minutes."),
                "17",
                Situation.supple_from,
            ),
        ),
    ),
    Chapter(
        "rest",
        _("Rest"),
        (
            rule(
                rest.rest_positions,
                _("Short rests take turns between positions that ease the back."),
                _("A short rest is fine. Long bed rest does harm, and no position is proven best."),
                "seed,7,8,12,21",
            ),
            rule(
                rest.positions_card,
                _("A card says how to lie, how to sit and when to change."),
                _("Health services say: change often. No position is proven best."),
                "6,7,21",
            ),
            rule(
                rest.legs_up,
                _("Lower legs on a chair, for a short while."),
                _("No trial was found. Many find that it eases the pull."),
                "seed,proposed",
            ),
            rule(
                rest.can_start_rest,
                _("You can rest at any time, and put your legs up again after a pause."),
                OUR_CHOICE,
                "7,proposed",
            ),
            engine(
                "guide.steps",
                _("While a timer runs, each step comes at its time: looks at the skin, moves, pauses and the end."),
                _("Looks at the skin and repeats come from health services. The marks are our own careful choice."),
                "15,18,22,23,24,proposed",
                guide.steps,
                guide.breath,
            ),
        ),
    ),
    Chapter(
        "walking",
        _("Walking"),
        (
            rule(
                walking.short_walks,
                _("Walks come little and often, as your step says."),
                LADDER,
                "seed,6,7,9,12",
            ),
            rule(
                walking.can_start_walk,
                _("You can walk at any time, but not while the back is stiff from ice."),
                LADDER,
                "seed,17",
            ),
            engine(
                "ladder.steps",
                _("Six steps lead from mainly rest to walks as you like, each with its own walks."),
                LADDER,
                "seed,6,8,28,29",
                ladder.dose,
            ),
            engine(
                "ladder.start",
                _("A mild spasm starts with short walks; a worse one starts with rest."),
                _("The plan this was built from rests first. How long is our own careful choice."),
                "seed,proposed",
                Climb._first_day,
            ),
            engine(
                "ladder.end_of_rest",
                _("Rest ends by itself, with or without a log."),
                _("Trials speak against long bed rest. A day or two is fine."),
                "7,8,12",
                Climb.__init__,
                Climb._end_of_rest,
                Climb._rest_limit,
            ),
            engine(
                "ladder.advance",
                _("After a good day you go one step up, at the next wake and never more than one a day."),
                LADDER,
                "seed,49,51,proposed",
                Climb._advance_or_hold,
                Climb._next_stage,
            ),
            engine(
                "ladder.hold",
                _("The step stays when a walk hurt more, when too little was logged, or when something is open."),
                PAIN_RULE,
                "49,50,51",
                Climb._against_advance,
                Climb._against_by_morning,
            ),
            engine(
                "ladder.hard_walks",
                _("A walk that hurts a lot makes the day easier; two in a row lead one step back."),
                PAIN_RULE,
                "49,50,51",
                Climb._walked,
                Climb._still_risen,
                Story.told_pain_within,
                Climb._ease,
            ),
            engine(
                "ladder.step_back",
                _("A worse morning, or pain further down the leg, leads one step back, but not to bed again."),
                PAIN_RULE,
                "12,49,51",
                Climb._checked_in,
                Climb._morning_rose,
                Climb._step_back_for_morning,
                Climb._step_back,
            ),
            engine(
                "ladder.silence",
                _("After days without a log the plan asks three things, and your answers set the step."),
                OUR_CHOICE,
                "proposed",
                gate._silence,
                Climb._note_log,
                Climb._answer,
                Climb._stage_for,
            ),
            engine(
                "ladder.recovery",
                _("Hardly any pain for a whole day means that you are well; a week of it makes it sure."),
                _("A large trial counted people as well after 7 days with pain 0 or 1."),
                "52,53",
                Climb._morning,
                Climb._judge_recovery,
                Climb._healed,
                Climb._was_quiet,
                ladder.Rung.recovered,
            ),
            engine(
                "measures.verdict",
                _("Once a week, on wish: 24 statements and your own things show whether a change is real."),
                _("Studies say which change means something. The statements are those of Roland and Morris."),
                "51,53,73,74,75",
                measures.roland_verdict,
                measures.activities_verdict,
            ),
            engine(
                "ladder.keep_well",
                _("Once well, each week answers the last: longer walks after enough of them, shorter if one hurt."),
                _("In a trial, people who built up walks, with coaching, stayed well nearly twice as long."),
                "28,29,proposed",
                Climb._keep_well,
                Climb.walking,
            ),
            engine(
                "ladder.flare",
                _("Pain that comes back slowly leads one or two steps back, and all signs are asked again."),
                _("Experts agree on what a flare is. The numbers are our own careful choice."),
                "54,proposed",
                gate._flare,
                Climb._flares,
                Climb._flare,
            ),
            engine(
                "ladder.sudden_spasm",
                _("A new sudden spasm starts ice and rest afresh, with a shorter rest."),
                OUR_CHOICE,
                "proposed",
                Climb._relapse,
            ),
            engine(
                "ladder.after_check",
                _("After an emergency sign was checked, walks start again short."),
                OUR_CHOICE,
                "proposed",
                Climb._lift,
            ),
        ),
    ),
    Chapter(
        "easing",
        _("Breath, stretch, massage"),
        (
            rule(
                easing.slow_breathing,
                _("Slow breaths, some minutes at a time."),
                _("Trials in lasting pain look good, but they are weak. For a new spasm no trial was found."),
                "seed,22,80",
            ),
            rule(
                easing.gentle_stretch,
                _("A few easy moves, best after warmth, never past a mild pull."),
                _("Trials of exercise in the first 6 weeks show no clear gain. Move only as far as it feels easy."),
                "seed,23,24,81",
                Situation.not_yet_stretch,
            ),
            rule(
                easing.light_massage,
                _("Light rubbing beside the spine, not in the first two days."),
                _("One small trial found less pain for a short time, and no gain in moving."),
                "seed,16,25",
            ),
            rule(
                easing.can_start_easing,
                _("Slow breaths can start any time, but not while ice or warmth is on. A stretch waits for a pause."),
                OUR_CHOICE,
                "16,proposed",
            ),
        ),
    ),
    Chapter(
        "drinks",
        _("Drinks"),
        (
            rule(
                fluids.drinks,
                _("A glass at a time, up to what an adult needs on any day."),
                _("No trial in back pain was found. Drink as you normally do. It will not cure the spasm."),
                "27,82",
            ),
            rule(
                fluids.fluids_by_care_team,
                _("Where a care team sets your drinks, the plan sets no target."),
                OUR_CHOICE,
                "27,proposed",
            ),
        ),
    ),
    Chapter(
        "medicines",
        _("Medicines"),
        (
            rule(
                medicines.nsaid_card,
                _("A card tells what pills such as ibuprofen can do, and who must not take them."),
                _("They ease pain a little: about 7 points of 100, for up to three weeks."),
                "32,33,65,67,68",
            ),
            rule(
                medicines.paracetamol_card,
                _("A card tells how little paracetamol does, and who must ask first."),
                _("In a trial with 1,652 people it did not ease the pain or speed things up."),
                "52,66,67",
            ),
            rule(
                medicines.muscle_relaxant_card,
                _("With a severe spasm a card tells what a doctor may prescribe; no dose is ever shown."),
                _("The proof is weak. Diazepam did no better than a dummy pill."),
                "69,70,71,72",
            ),
            rule(
                medicines.too_much_medicine,
                _("More of a pain pill than its label allows in 24 hours: the plan tells you whom to call."),
                LABELS,
                "32,66",
                ledger.over_label,
            ),
            rule(
                medicines.two_nsaids,
                _("Two kinds of pain pill that do not mix: the plan says so."),
                LABELS,
                "32,66",
                ledger.recent_nsaids,
            ),
            rule(
                medicines.pill_not_for_you,
                _("You logged a pain pill that may not be safe for you: the plan says so, and whom to ask."),
                LABELS,
                "32,33,66",
                ledger.recent_pills,
            ),
            rule(
                medicines.days_of_pills,
                _("Days with pain pills are counted, with a word before the label's last day and one on it."),
                LABELS,
                "32,proposed",
                ledger.day_count,
            ),
            engine(
                "ledger.left",
                _("Each logged pill counts for 24 real hours, and the page tells what its label leaves."),
                LABELS,
                "32,65,66",
                ledger.ledger,
            ),
            engine(
                "ledger.against",
                _("A pill that the label or an illness speaks against is not saved before you say you took it."),
                LABELS,
                "32,33,66",
                ledger.against,
            ),
        ),
    ),
    Chapter(
        "offtrack",
        _("When it does not get better"),
        (
            rule(
                offtrack.not_better_in_time,
                _("At set times a back that has not eased enough is sent to somebody who can look at it."),
                _("Health services name these times, but not all the same ones."),
                "10,23,24,39,45,51,56",
            ),
            rule(
                offtrack.getting_worse,
                _("Pain well above your best for some days in a row is sent to a doctor or physio."),
                _("Health services say: get help when it gets worse. How many days is our own careful choice."),
                "2,51,proposed",
            ),
            rule(
                offtrack.two_steps_back,
                _("Two steps back within a few days are sent to a doctor or physio."),
                OUR_CHOICE,
                "proposed",
            ),
            rule(
                offtrack.nudge,
                _("After two silent days there is one kind word, and no blame."),
                OUR_CHOICE,
                "proposed",
            ),
        ),
    ),
    Chapter(
        "prevention",
        _("Well again"),
        (
            rule(
                prevention.prevention_card,
                _("A card tells what keeps a back well, each habit as firmly as its proof."),
                _("Exercise with advice is proven best. Walking with coaching held pain off for longer in one trial."),
                "29,83,84,85,86,87,88,89,90",
            ),
            rule(
                prevention.recovered_card,
                _("A card says that you are well, and that you need no plan."),
                _("A large trial counted people as well after 7 days with pain 0 or 1."),
                "52,53",
            ),
            rule(
                prevention.relapse_card,
                _("When it comes back, a card says what that means for the plan."),
                _("It comes back within a year for about 7 in 10 people."),
                "54,63",
            ),
        ),
    ),
    Chapter(
        "progress",
        _("How it goes"),
        (
            engine(
                "course.finding",
                _("Your last pain at rest is held against your first. A small change counts as none."),
                _("A change of 2 points or 30 percent means something. A change of 1 point is noise."),
                "51",
                course.finding,
                offtrack.better,
            ),
            engine(
                "course.milestones",
                _("Some things are a mark on the way: a first walk, longer walks, a day of mild pain, being well."),
                OUR_CHOICE,
                "proposed",
                course.milestones,
            ),
        ),
    ),
    Chapter(
        "timetable",
        _("The timetable"),
        (
            engine(
                "timetable.waking_hours",
                _("Timed things lie in your waking hours, spread over the day, and follow what you did."),
                OUR_CHOICE,
                "proposed",
                timetable.share_out,
                timetable.follow,
                Situation.last_begin,
            ),
            engine(
                "timetable.no_clash",
                _("No two things fall on the same time, and moving waits a little after ice."),
                OUR_CHOICE,
                "17,proposed",
                timetable.settle,
            ),
            engine(
                "timetable.session",
                _("A timer runs for a set time; one that was left running ends after its longest time."),
                _("The longest times of ice and warmth come from health services. The rest are our own choice."),
                "6,7,15,18,proposed",
                Situation.session,
                Situation.session_minutes,
                sessions.Sessions.running,
            ),
            engine(
                "timetable.start",
                _("Nothing starts beside a running timer, against an illness you told, or after it made things worse."),
                OUR_CHOICE,
                "proposed",
                Situation.start,
                Situation.against,
            ),
        ),
    ),
    Chapter(
        "bars",
        _("What is not for you"),
        (
            rule(
                safety.left_out,
                _("What speaks against a treatment takes it out of your plan, and the plan says why."),
                STRICTER,
                "14,15,18,20,26,30,31,32,33",
                matrix.bars,
            ),
            rule(
                temperature.without_cold,
                _("Without ice the plan says so, and warmth still waits for 72 hours."),
                _("Proof for ice is thin, so little is lost."),
                "5,15,30,31",
            ),
            rule(
                temperature.without_heat,
                _("Without warmth the plan says so, and ice is not drawn out instead."),
                WARMTH,
                "14,18,20,30,31",
            ),
            engine(
                "bars.traits",
                _("Your age, weeks of pregnancy and open signs count like an illness you told."),
                STRICTER,
                "20,21,32,33",
                matrix.traits_of,
                Situation.weeks_pregnant,
            ),
        ),
    ),
)
ARTICLES: dict[str, Article] = {article.name: article for chapter in CHAPTERS for article in chapter.articles}


@cache
def used_by(article: Article) -> Uses:
    """The figures, sentences and reason codes of an article, without those of helpers that have one of their own."""
    return uses(article.functions, apart=[each for other in ARTICLES.values() for each in other.functions])
