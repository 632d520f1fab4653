"""The guides to getting about with a sore back: their steps, the people they do not suit, and how sure they are."""

from collections.abc import Mapping

from recovery.plan.clinical.guides import bed, floor, indoors, outdoors
from recovery.plan.clinical.guides.guide import Guide
from recovery.plan.enums import GuideId

GUIDES: Mapping[GuideId, Guide] = {
    each.id: each
    for each in (
        floor.FLOOR_UP_CHAIR,
        floor.FLOOR_UP_ALONE,
        floor.FLOOR_WAIT,
        floor.FLOOR_HELPER,
        floor.FLOOR_DOWN,
        bed.ROLL,
        bed.OUT_OF_BED,
        bed.INTO_BED,
        bed.SLEEP,
        bed.NIGHT,
        indoors.SIT_STAND,
        indoors.TOILET,
        indoors.BOWELS,
        indoors.WASH,
        indoors.DRESS,
        indoors.COUGH,
        outdoors.CAR,
        outdoors.STAIRS,
        outdoors.PICK_UP,
        outdoors.LIFT,
    )
}
