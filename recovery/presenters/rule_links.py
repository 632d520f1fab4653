"""The addresses of the rule book: the page of a chapter, and the card of a rule on it."""

from recovery.plan.clinical.contra_indications import MATRIX
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.rulebook import CHAPTERS
from recovery.presenters.page_links import page_href

# The chapter of each rule, red flag and list of what speaks against a treatment.
CHAPTER_OF = {article.name: chapter.name for chapter in CHAPTERS for article in chapter.articles}
CHAPTER_OF |= dict.fromkeys(RED_FLAGS, "asked") | {f"bars.{treatment}": "bars" for treatment in MATRIX}


def chapter_href(name: str) -> str:
    """Return the address of a chapter."""
    return page_href("rules_chapter", name)


def rule_href(name: str) -> str:
    """Return the address of the card of a rule, a red flag or a list of what speaks against a treatment."""
    return f"{chapter_href(CHAPTER_OF[name])}#{name}"


def source_href(key: str) -> str:
    """Return the address of a source in the list."""
    return f"{page_href('rules_sources')}#source-{key}"
