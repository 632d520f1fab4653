"""What can be done when one likes, as tiles: a tap starts it, or logs a drink."""

from dataclasses import dataclass
from uuid import uuid4

from django.utils.translation import gettext as _

from recovery.plan.advice import Plan, WhenYouLike
from recovery.plan.entries import Drink
from recovery.plan.history.story import Story
from recovery.presenters.first_answers import GLASS_ML
from recovery.presenters.kinds import KINDS
from recovery.presenters.page_links import page_href
from recovery.presenters.pills import starts
from recovery.presenters.say import Fields, Text, clock
from recovery.presenters.stages import mainly_rest


@dataclass(frozen=True)
class Tile:
    """What can be done at any time: a tap sends `fields` to `action`, or opens `href`, which says why not yet."""

    kind: str
    name: Text
    spoken: str
    drawing: str
    done: int
    since: str
    rule: str
    href: str = ""
    action: str = ""
    fields: Fields = ()


def show_tiles(plan: Plan, story: Story) -> list[Tile]:
    """The tiles of what can be done when one likes, with a drink as the last; beside a timer only what can start."""
    shown = [each for each in plan.day.when_you_like if each.start.now or not plan.timer]
    tiles = [_tile(plan, each) for each in shown if not (each.kind == "rest" and mainly_rest(plan))]
    return [*tiles, _drink(plan, story)]


def _tile(plan: Plan, each: WhenYouLike) -> Tile:
    words, start = KINDS[each.kind], each.start
    pictures = (item.picture for item in plan.day.items if item.kind == each.kind)
    href = "" if start.now else page_href("item", each.kind)
    return Tile(
        kind=each.kind,
        name=words.short or words.name,
        spoken=_("Start %(name)s") % {"name": words.name} if start.now else "",
        drawing=plan.position if each.kind == "rest" else next(pictures, words.drawing),
        done=each.done,
        since=clock(start.opens) if start.opens and start.opens < plan.day.bedtime else "",
        rule=each.rule,
        href=href,
        action="" if href else page_href("log_kind", "started"),
        fields=() if href else starts(each.kind),
    )


def _drink(plan: Plan, story: Story) -> Tile:
    """A tap logs one glass. Without a plan for drinks it still counts what was drunk."""
    planned = next((item for item in plan.day.items if item.kind == "drink"), None)
    portion = int(planned.reason.inputs["portion"]) if planned else GLASS_ML
    drunk = sum(entry.ml for entry in story.logs_on(story.day) if isinstance(entry, Drink))
    return Tile(
        kind="drink",
        name=KINDS["drink"].name,
        spoken=_("Log a glass of %(ml)d ml") % {"ml": portion},
        drawing="glass",
        done=drunk // portion,
        since="",
        rule="fluids.drinks",
        action=page_href("log_kind", "drink"),
        fields=[("id", uuid4()), ("ml", portion), ("when", "0")],
    )
