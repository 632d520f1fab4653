"""The shape of a guide to one way of moving, and the lines that all guides share."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from recovery.plan.article import Article
from recovery.plan.enums import Flag, GuideId, Trait
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

type Written = tuple[str, str] | tuple[str, str, tuple[Trait, ...]]

LEAFLETS = _("Leaflets of health services say so. No trial of it in a fresh spasm was found.")
WEAK = _("Only weak web pages say so, so this is our own careful choice.")

# What is true of every guide.
ALL_GUIDES = (
    Words(_("Go slowly. Rest between the steps.")),
    Words(_("Breathe out on the effort. Do not hold your breath.")),
    Words(_("Let your arms and legs do the work.")),
    Words(_("A sharp catch is common, and it passes.")),
    Words(_("Hurt does not mean harm. But do not force it.")),
)
STOP = (
    Words(_("Pain shoots down a leg.")),
    Words(_("A leg gives way, drags or goes numb.")),
    Words(_("You go numb between your legs.")),
    Words(_("You feel dizzy or faint.")),
    Words(_("You have chest pain or are short of breath.")),
    Words(_("Pain is up by %(BIG_RISE)s or more, and still so after %(MOVE_SETTLES)s minutes of rest.")),
)
STOP_SHORT = Words(_("Stop if a leg fails or goes numb, you get dizzy, or your chest hurts."))
THEN_REST = Words(_("Lie or sit down. Rest %(STOP_REST)s to %(TRY_AGAIN)s minutes, then try another way."))
STOPPING = Article(
    name="moving.stop",
    says=_("Every guide says when to stop, and what to do then."),
    evidence=_("The signs are those of the warning signs. How long to rest is our own careful choice."),
    source="101,108,128,proposed",
    sentences=(*ALL_GUIDES, *STOP, STOP_SHORT, THEN_REST),
)


@dataclass(frozen=True)
class Step:
    """One step: its words, its drawing, and the traits that leave it out."""

    words: Words
    drawing: str
    not_for: tuple[Trait, ...] = ()


@dataclass(frozen=True)
class Bar:
    """A trait or an open flag of a person that a guide is not for.

    `instead` is the guide to use, None where the person asks somebody. `alone`: only while nobody is there to help.
    """

    trait: Trait | Flag
    why: Words
    instead: GuideId | None
    alone: bool = False


@dataclass(frozen=True, kw_only=True)
class Guide(Article):
    """One way of moving, in steps; its article says how sure it is.

    `notes` say what else to know, and `care` adds a line for a person with a trait.
    """

    id: GuideId
    steps: tuple[Step, ...]
    notes: tuple[Words, ...] = ()
    care: tuple[tuple[Trait, Words], ...] = ()
    bars: tuple[Bar, ...] = ()

    def bar(self, traits: Container[str], alone: bool) -> Bar | None:
        """Return the first trait that the guide is not for."""
        return next((each for each in self.bars if each.trait in traits and (alone or not each.alone)), None)

    def steps_for(self, traits: Container[str]) -> list[Step]:
        """Return the steps for a person with these traits."""
        return [step for step in self.steps if not any(trait in traits for trait in step.not_for)]

    def care_for(self, traits: Container[str]) -> list[Words]:
        """Return what a person with these traits takes care of, each line once."""
        return list(dict.fromkeys(words for trait, words in self.care if trait in traits))


def guide(
    name: GuideId,
    *steps: Written,
    says: str,
    source: str,
    evidence: str = LEAFLETS,
    notes: Sequence[str] = (),
    care: Sequence[tuple[Trait, Words]] = (),
    bars: Sequence[Bar] = (),
) -> Guide:
    """Make a guide; its article has the name of the guide and everything that the guide says."""
    drawn = tuple(_step(name, *written) for written in steps)
    noted = tuple(map(Words, notes))
    said = [*(step.words for step in drawn), *noted, *(words for _trait, words in care)]
    return Guide(
        name=f"move.{name}",
        says=says,
        evidence=evidence,
        source=source,
        sentences=(*said, *dict.fromkeys(each.why for each in bars)),
        id=name,
        steps=drawn,
        notes=noted,
        care=tuple(care),
        bars=tuple(bars),
    )


def _step(name: GuideId, text: str, drawing: str, not_for: tuple[Trait, ...] = ()) -> Step:
    """Make a step. If `drawing` is a number, it names one of the guide's own drawings."""
    return Step(Words(text), f"move/{name}-{drawing}" if drawing.isdecimal() else drawing, not_for)
