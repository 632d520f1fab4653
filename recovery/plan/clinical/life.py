"""The questions that people ask in the first days: each answered on a card, with how sure the answer is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from recovery.plan.article import Article
from recovery.plan.clinical.countries import COUNTRIES
from recovery.plan.enums import LifeCardId, Stage
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _


class Opens(Enum):
    """From when on a card is shown, where it is no day and no stage."""

    WELL_AGAIN = auto()
    ON_WISH = auto()


type From = int | Stage | Opens


@dataclass(frozen=True, kw_only=True)
class LifeCard(Article):
    """A question with its answer.

    `opens` is the first plan day, the stage, or the state from which the card is shown; `title` is the question. The
    lines `in_country` are shown in that country, those of None everywhere else.
    """

    id: LifeCardId
    title: Words
    opens: From
    lines: tuple[Words, ...]
    in_country: Mapping[str | None, tuple[Words, ...]]

    def lines_in(self, country: str | None) -> tuple[Words, ...]:
        """Return the lines for a person in a country."""
        return (*self.lines, *self.in_country.get(country, self.in_country.get(None, ())))


def card(
    name: LifeCardId,
    *lines: str,
    title: str,
    opens: From,
    says: str,
    evidence: str,
    source: str,
    in_country: Mapping[str | None, tuple[Words, ...]] | None = None,
) -> LifeCard:
    """Make a card; its article has the name of the card and everything that the card says."""
    local = in_country or {}
    said = tuple(map(Words, lines))
    return LifeCard(
        name=f"life.{name}",
        says=says,
        evidence=evidence,
        source=source,
        sentences=(Words(title), *said, *(words for each in local.values() for words in each)),
        id=name,
        title=Words(title),
        opens=opens,
        lines=said,
        in_country=local,
    )


SPASM = card(
    LifeCardId.SPASM,
    _("One common answer: small strains add up and get sore."),
    _("Nerves there turn touchy, so muscles tighten to guard."),
    _("Tight muscles feel short and sore."),
    _("Studies do not agree that this is the cause."),
    _("Either way it eases with time and gentle moving."),
    title=_("What is a spasm?"),
    opens=0,
    says=_("What a spasm is: one common answer, and not the only one."),
    evidence=_("Sore backs hold their muscles tight. Neither this answer nor its rival fits all studies."),
    source="seed,129a,129b",
)
BROKEN = card(
    LifeCardId.BROKEN,
    _("Fierce pain rarely means that something is broken."),
    _("Of %(SERIOUS_OF)s new back pains, about one in a hundred was grave."),
    _("Most of those were breaks: likelier after age %(FALL_AGE)s, falls or steroids."),
    _("We ask about these signs, so you need not guess."),
    title=_("Is it broken?"),
    opens=0,
    says=_("Fierce pain rarely means a break."),
    evidence=_("A large study of people who saw a doctor."),
    source="34,128",
)
USUAL_COURSE = card(
    LifeCardId.USUAL_COURSE,
    _("Of %(HOME_PEOPLE)s people at home, half were over it in %(HOME_DAYS)s days."),
    _("In a week seven in ten were well, in six weeks nine."),
    _("Of those who went to a clinic, fewer were well so soon."),
    _("By week two it was %(CLINIC_SOON)s of 100, by week twelve %(CLINIC_LATE)s."),
    _("Yours can be faster or slower. We promise no date."),
    title=_("What usually happens?"),
    opens=1,
    says=_("Most people are well soon, and more of those at home than at a clinic."),
    evidence=_("Two good studies, and a small old one in which nine in ten were well in two weeks."),
    source="57,130,131",
)
DRIVING = card(
    LifeCardId.DRIVING,
    _("Do not drive while the pain is strong or you are stiff."),
    _("No driving if a pill makes you sleepy or slow."),
    _("Try once you walk every hour, with pain of %(TOLERABLE_PAIN)s at most."),
    _("First test it parked: stamp on the brake, look over both shoulders."),
    _("Slow or sore? Then not today."),
    _("Short trip first. Stop and walk every %(DRIVE_LEAST)s to %(DRIVE_MOST)s minutes."),
    title=_("Can I drive?"),
    opens=0,
    says=_("Driving waits until you move freely; then the brake is tested first."),
    evidence=_("A road agency says not to drive with a stiff, sore back. The test is common advice, not proven."),
    source="124,proposed",
    in_country={code: country.driving for code, country in COUNTRIES.items() if country.driving},
)
WORRY = card(
    LifeCardId.WORRY,
    _("Fear makes pain louder. Nobody chooses that."),
    _("Slow breaths and one small walk are a start."),
    _("Tell someone how bad it feels."),
    _("Weeks of low mood? Tell a doctor."),
    _("Thoughts of harming yourself? Call a crisis line or emergency number now."),
    title=_("Worry and low mood"),
    opens=1,
    says=_("Worry and low mood make pain worse, and there is help."),
    evidence=_("In studies stress and bad sleep went with flare-ups, and low mood with a slower way back."),
    source="58,136,137",
)
WORK = card(
    LifeCardId.WORK,
    _("You can work before all the pain is gone."),
    _("Ask for changes: a shorter day, no heavy lifting, sit and stand."),
    _("Stand up every %(SIT_LONGEST)s minutes."),
    _("Half of those who cut work were back by two weeks."),
    _("Off work? Keep in touch with your boss."),
    title=_("Work"),
    opens=1,
    says=_("Some work, with changes, goes with a quicker way back."),
    evidence=_("To stay active helps a little. Early work went with a quicker way back; the cause is not sure."),
    source="12,58,123",
    in_country={
        None: (Words(_("Ask at work what note is needed.")),),
        **{code: country.sick_note for code, country in COUNTRIES.items() if country.sick_note},
    },
)
SITTING = card(
    LifeCardId.SITTING,
    _("Any chair works. Change often how you sit."),
    _("Put the phone across the room."),
    _("Over %(SIT_A_DAY)s hours of sitting a day went with more flare-ups."),
    title=_("Sitting jobs"),
    opens=1,
    says=_("How often you get up matters more than the chair."),
    evidence=_("One small study of flare-ups."),
    source="136",
)
LIFTING = card(
    LifeCardId.LIFTING,
    _("First days: a cup, a plate. Nothing over %(LIFT_FIRST_KG)s kg."),
    _("Once you walk every hour: up to %(LIFT_HOURLY_KG)s kg, from table height."),
    _("With longer walks: up to %(LIFT_LONGER_KG)s kg, close to you."),
    _("Then every second good day %(LIFT_STEP_LEAST)s to %(LIFT_STEP_MOST)s kg more."),
    _("Well for a week? Your usual loads, step by step."),
    title=_("How much can I lift?"),
    opens=1,
    says=_("Loads grow with the walks."),
    evidence=_("Experts say to leave heavy loads at first. All the numbers are our own careful choice."),
    source="139b,proposed",
)
BABY = card(
    LifeCardId.BABY,
    _("Get help for the first two days if you can."),
    _("Change and dress at waist height, or kneel."),
    _("Sit down and let the child climb up."),
    _("Cot side down, baby to your chest, then stand."),
    _("Never carry when a leg is weak or you are sleepy."),
    _("Sleepy from a pill? Do not share a bed with a baby."),
    title=_("A baby or small child"),
    opens=1,
    says=_("How to care for a baby with a sore back."),
    evidence=_("Hospital leaflets. The rule about sleepy pills is our own careful choice."),
    source="122,proposed",
)
UPS_AND_DOWNS = card(
    LifeCardId.UPS_AND_DOWNS,
    _("Most people get %(FLARES_LEAST)s or %(FLARES_MOST)s flare-ups in six weeks."),
    _("Half last under %(FLARE_HOURS)s hours. Three in four last under a day."),
    _("A flare-up is not new damage."),
    _("One step down, then up again."),
    title=_("Ups and downs"),
    opens=2,
    says=_("Flare-ups are normal and short."),
    evidence=_("One small study of people who went to a clinic."),
    source="135",
)
SEX = card(
    LifeCardId.SEX,
    _("Wait until it is easy to roll over."),
    _("Go slow. Let the hips move, not the back."),
    _("A sore back lies on the side or below, on a pillow."),
    _("Bending hurts? Spooning may be worse. Arching hurts? It may help."),
    _("Newly numb, or newly no erection? Look at the warning signs now."),
    title=_("Sex"),
    opens=2,
    says=_("Sex is fine when it feels fine."),
    evidence=_("One lab study of 10 couples with no back pain. The rest is our own careful choice."),
    source="125,proposed",
)
SCANS = card(
    LifeCardId.SCANS,
    _("A scan in the first weeks rarely changes what helps."),
    _("“Worn” discs are common in people with no pain."),
    _("At age %(DISCS_YOUNG_AGE)s it is %(DISCS_YOUNG)s of 100, at age %(DISCS_OLD_AGE)s %(DISCS_OLD)s."),
    _("Still, such discs are more common in people with pain."),
    _("A scan helps with warning signs or a weak leg."),
    _("Or when months have passed and a plan hangs on it."),
    title=_("Do I need a scan?"),
    opens=3,
    says=_("An early scan rarely helps, unless there are warning signs."),
    evidence=_("Large reviews of scans, and guidelines of several countries."),
    source="126,127",
)
TRAVEL = card(
    LifeCardId.TRAVEL,
    _("Ask for an aisle seat. Get up every %(SIT_LONGEST)s minutes."),
    _("Over %(TRAVEL_LONG)s hours: lift your heels, drink, take no sleeping pill."),
    _("Pills and pillow in your hand bag. Ask for help with bags."),
    _("A swollen, sore calf: a doctor today. Short of breath: call now."),
    title=_("Travel"),
    opens=Stage.W3A,
    says=_("Long trips go better with walks between."),
    evidence=_("Clot advice of a health service, read in the press. The rest is our own careful choice."),
    source="155,proposed",
)
SPORT = card(
    LifeCardId.SPORT,
    _("Easy swim or bike, once a walk of %(HALFWAY_MINUTES)s minutes is fine."),
    _("Run or light gym after a quiet week: pain %(RECOVERED_PAIN)s at most."),
    _("Start with half. Add a little each week."),
    _("Heavy weights and rough sports come last."),
    _("Sport does not make a fresh spasm pass sooner."),
    title=_("Sport"),
    opens=Stage.W4,
    says=_("Sport comes back from easy to hard."),
    evidence=_("An old panel says that easy sport is safe early on. The steps are our own careful choice."),
    source="139b,141,proposed",
)
COMES_BACK = card(
    LifeCardId.COMES_BACK,
    _("Two in three get some pain again within a year."),
    _("For four in ten it limits them for a while."),
    _("Walks with a coach made the gaps nearly twice as long."),
    _("You now know what to do on day one."),
    title=_("Will it come back?"),
    opens=Opens.WELL_AGAIN,
    says=_("Often some pain comes back, and walking makes the gaps longer."),
    evidence=_("One good study of how often, and one large trial of walks with a coach."),
    source="29,63",
)
STRONG_PILLS = card(
    LifeCardId.STRONG_PILLS,
    _("For new back pain, opioids did no better than dummy pills."),
    _("They block the bowels and make you sleepy."),
    _("Diazepam added nothing to a usual pain pill."),
    _("Taken for long? Never stop at once. Ask."),
    title=_("Strong pills"),
    opens=Opens.ON_WISH,
    says=_("Opioids and diazepam add little for new back pain."),
    evidence=_("One good trial each. Critics say that one mixed neck and back pain and used slow pills."),
    source="70,142,143",
)

# The order in which cards come first, when several can.
LIFE_CARDS: Mapping[LifeCardId, LifeCard] = {
    each.id: each
    for each in (
        *(SPASM, BROKEN, USUAL_COURSE, DRIVING, WORRY, WORK, SITTING, LIFTING),
        *(BABY, UPS_AND_DOWNS, SEX, SCANS, TRAVEL, SPORT, COMES_BACK, STRONG_PILLS),
    )
}
