"""Each red-flag question in a few words, as a row to tick. The full questions are on the help page."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as lazy

from recovery.presenters.say import Text, filled

# D11 has no row: the plan finds out from the dates whether it is slow to get better.
ROWS: Mapping[str, Text] = {
    "E1": lazy("Numb around your bottom or private parts, or wiping feels strange"),
    "E2": lazy("Newly hard to pee, or leaking pee"),
    "E3": lazy("No control of your poo, or no feeling for it"),
    "E4": lazy("Sex feels numb, or it is newly hard to get an erection"),
    "E5": lazy("Both legs hurt, tingle or feel weak or numb"),
    "E6": lazy("A leg gets weaker, the foot drags, or legs give way or are clumsy"),
    "E7": lazy("A crash or bad fall, a hit head, a drooping face, one weak arm or slurred speech"),
    "E8": lazy("Chest pain, hard to breathe, or coughing blood"),
    "E9": lazy("Very bad pain all at once, and faint or sweaty"),
    "E10": lazy("Fever and confused, very sleepy, hard to speak, or a weak leg"),
    "E11": lazy("Pregnant, and bleeding, leaking or having waves of pain"),
    "E12": lazy("After a pain pill: swelling, wheezing, one side weak, or blood in vomit or poo"),
    "S1": filled(lazy("Fever of %(FEVER_C)s °C (%(FEVER_F)s °F), or hot and shivery")),
    "S2": lazy("It burns to pee, there is blood in it, or you feel ill with pain on one side"),
    "S3": lazy("One leg or foot newly weak or numb"),
    "S4": filled(lazy("A fall or knock, and you are over %(FALL_AGE)s, have thin bones or take steroids")),
    "S5": lazy("One calf swollen, hot and sore"),
    "S6": lazy("Cannot stand, walk or get to the toilet, even after rest"),
    "S7": lazy("A new lump on your spine, or your back changed shape"),
    "S8": lazy("You take blood thinners, and had a fall or a needle in your back"),
    "S9": lazy("You catch infections easily, inject drugs, or feel ill after an infection"),
    "D1": lazy("Cancer, now or in the past"),
    "D2": lazy("Losing weight without trying"),
    "D3": lazy("Awake every night, and no position eases it"),
    "D4": lazy("Pain mostly between the shoulder blades"),
    "D5": lazy("Pain below the knee, or pins and needles in one leg"),
    "D6": filled(lazy("Thin bones, or steroid tablets for %(STEROID_MONTHS)s months")),
    "D7": lazy("A new strip of sore rash on one side"),
    "D8": lazy("Much worse when you cough, sneeze or push"),
    "D9": filled(lazy("First back pain ever, at %(FIRST_PAIN_AGE)s or older")),
    "D10": lazy("Worry or low mood makes it hard to cope"),
}
# The emergency and same-day signs in the groups in which a page shows them.
GROUPS = (
    ("E1", "E2", "E3", "E4"),
    ("E5", "E6"),
    ("E7", "E8", "E9"),
    ("E10", "S1"),
    ("E11", "E12"),
    ("S2", "S3", "S5", "S6"),
    ("S4", "S7", "S8", "S9"),
)
# The words for a person who said that they have numb skin.
BESIDE_NUMB_SKIN: Mapping[str, Text] = {
    "E1": lazy("New numbness around your bottom or private parts, beyond the skin you know")
}


def flag_rows(flags: Iterable[str], conditions: frozenset[str] = frozenset()) -> list[tuple[str, Text]]:
    """Return each flag with its words for a person with these conditions."""
    words = {**ROWS, **BESIDE_NUMB_SKIN} if "numb_skin" in conditions else ROWS
    return [(flag, words[flag]) for flag in flags]
