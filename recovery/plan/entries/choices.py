"""The words that fields of an entry can hold, in the order of the contract."""

from recovery.plan.enums import Added, Condition, Flag

TREATMENTS = ("cold", "heat", "massage", "stretch", "nsaid", "paracetamol")
MEDICINES = ("ibuprofen", "naproxen", "aspirin", "paracetamol", "other")
CONDITIONS = tuple(condition.value for condition in Condition)
# Pairs such as "heat:pregnant": a clinician agreed to a treatment although a condition says "ask first".
AGREEABLE = (
    *(f"{treatment}:{trait}" for treatment in TREATMENTS for trait in (*CONDITIONS, Added.AGE_60.value)),
    f"nsaid:{Added.E12.value}",
)
FLAGS = tuple(flag.value for flag in Flag)
