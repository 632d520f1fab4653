"""The words of the product are listed in sentences.txt, easy to read, and all translatable."""

import re
from pathlib import Path
from statistics import mean, median

import pytest
import textstat
from django.conf import settings
from django.template.base import Lexer, TokenType

from tests.sentences import Text, grade, sources, texts

TEXTS = texts()
GRADES = [(grade(sentence), text.file, sentence) for text in TEXTS for sentence in text.sentences()]
TEMPLATES = sorted(path for path in sources() if path.suffix != ".py")


def graded(sentences: list[tuple[float, str, str]]) -> str:
    return "\n".join(f"{years:.1f} {file}: {sentence}" for years, file, sentence in sentences)


def test_every_text_is_listed() -> None:
    listed = set((settings.BASE_DIR / "tests/sentences.txt").read_text().splitlines())
    shown = {text.words: text.file for text in TEXTS}
    news = [f"+ {file}: {words}" for words, file in shown.items() if words not in listed]
    news += [f"- {words}" for words in sorted(listed - set(shown))]
    assert not news, "\n".join(["python -m tests.sentences > tests/sentences.txt", *news])


def test_no_sentence_needs_more_than_nine_years_of_school() -> None:
    hard = [each for each in GRADES if each[0] > 9]
    assert not hard, graded(hard)


def test_sentences_need_five_years_of_school_on_average() -> None:
    assert mean(each[0] for each in GRADES) <= 5, graded(sorted(GRADES)[-20:])


def test_no_page_needs_more_than_eight_years_of_school_and_half_of_them_six() -> None:
    pages = {file: mean(each[0] for each in GRADES if each[1] == file) for _, file, _ in GRADES}
    assert {file: years for file, years in pages.items() if years > 8} == {}
    assert median(pages.values()) <= 6


def test_no_word_has_more_than_four_syllables() -> None:
    words = {(word, text.file) for text in TEXTS for word in re.findall(r"[^\W\d]+", text.read_out())}
    long = [f"{file}: {word}" for word, file in words if textstat.syllable_count(word) > 4]
    assert not long, "\n".join(long)


def test_no_text_shouts_or_says_should() -> None:
    loud = [f"{text.file}: {text.words}" for text in TEXTS if re.search(r"!|\bshould\b", text.words)]
    assert not loud, "\n".join(loud)


def test_medicine_names_tags_and_inputs_are_left_out_of_the_grade() -> None:
    text = Text("", 'Now. Take %(mg)d mg of aspirin, <a href="%(url)s">read more</a> at 14:20.')
    assert text.sentences() == ["Take 5 mg of , read more at 5."]


def stray(template: str) -> list[str]:
    """The words of a template outside of translation tags, including those for screen readers."""
    kept, inside = "", ""
    for token in Lexer(template).tokenize():
        tag = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if inside:
            inside = "" if tag == f"end{inside}" else inside
        elif tag in ("blocktranslate", "comment"):
            inside = tag
        elif token.token_type == TokenType.TEXT:
            kept += token.contents
    said = re.findall(r'\s(?:alt|aria-label|placeholder|title)="([^"]*)"', kept)
    # A block may hold attributes of a tag in another file, so attributes without a tag are removed too.
    shown = re.sub(r'(?s)<script.*?</script>|<[^>]*>|[\w-]+="[^"]*"|&\w+;', " ", kept)
    return [word for word in re.findall(r"[^\W\d_]+", " ".join([shown, *said])) if word != "BackCare"]


def test_words_outside_of_translation_tags_are_found() -> None:
    mixed = 'Hi {{ x }} {% blocktranslate %}in{% endblocktranslate %}<img alt="cat"><a href="/">out</a>'
    assert stray(mixed) == ["Hi", "out", "cat"]
    assert stray('{# no #}<p class="x">{% if a > b %}{% translate "in" %}{% endif %}&nbsp;5: BackCare') == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_every_word_of_a_template_is_translatable(template: Path) -> None:
    assert stray(template.read_text()) == []
