"""Every text of the app, extracted from its source.

`python -m tests.sentences > tests/sentences.txt` renews the list. Texts of Django and allauth that the app does not
replace, such as some form errors, are not in it.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import textstat
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
MARKS = {"_": 1, "lazy": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
# Long names that no shorter word can replace.
MEDICINES = r"\b(ibuprofen|naproxen|aspirin|paracetamol|acetaminophen|diazepam|warfarin)\b"


class Text(NamedTuple):
    """One text as translators see it, and its file."""

    file: str
    words: str

    def read_out(self) -> str:
        """The text without tags and names of medicines, and with a 5 for each input and each number."""
        bare = re.sub(rf"<[^>]*>|{MEDICINES}", "", self.words, flags=re.I)
        return re.sub(r"%(\([\w.]+\))?[ds]|\d+([.,:]\d+)*", "5", bare)

    def sentences(self) -> list[str]:
        """The sentences of four words and more. In a shorter one, a single long word dominates the formula."""
        parts = re.split(r"(?<=[.?!:])\s+|\n+", self.read_out())
        return [part for part in parts if len(part.split()) >= 4]


def grade(sentence: str) -> float:
    """Flesch-Kincaid grade: the years of school that a reader needs."""
    return float(textstat.flesch_kincaid_grade(sentence))


@cache
def texts() -> list[Text]:
    """Every text, once per file, sorted by file."""
    found = {Text(str(path.relative_to(ROOT)), " ".join(words.split())) for path in sources() for words in marked(path)}
    return sorted(found)


def sources() -> Iterator[Path]:
    """The files that may contain texts."""
    for folder, ending in (("backcare", "py"), ("recovery", "py"), ("templates", "html"), ("templates", "txt")):
        yield from (ROOT / folder).rglob(f"*.{ending}")


def marked(path: Path) -> Iterator[str]:
    """The texts that one file marks for translation."""
    return in_python(path.read_text()) if path.suffix == ".py" else in_template(path.read_text())


def in_python(source: str) -> Iterator[str]:
    """The texts in calls of _() and the other gettext functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            said = [each.value for each in node.args[: MARKS.get(node.func.id, 0)] if isinstance(each, ast.Constant)]
            yield from (each for each in said if isinstance(each, str))


def in_template(source: str) -> Iterator[str]:
    """The texts in translation tags. Django blanks out everything else, so each quoted string is one of them."""
    for quoted in re.findall(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", templatize(source)):
        yield ast.literal_eval(quoted).replace("%%", "%")


if __name__ == "__main__":
    sys.stdout.writelines(f"{words}\n" for words in sorted({text.words for text in texts()}))
