"""The checkers of others: each looks at a page or at files, and returns one line for each fault that it finds."""

import json
import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from playwright.sync_api import Page

from backcare.static import prepared
from tests.npm import NODE, install_locked, with_node

HERE = Path(__file__).parent
STATIC = settings.BASE_DIR / "static"

# What is found but is no fault, with the reason. The rules that html-validate and stylelint leave out are in their
# files: a name may be shared by check boxes and an id may have a dot in HTML; spaces and blank lines are not seen;
# layers, and not the order of selectors, decide which style wins; Safari on a phone knows text-size-adjust with its
# prefix only.
FALSE_ALARMS = {
    "Nu: Attribute “hx-": "attributes of htmx; its documents allow them without data-",
    "Nu: Attribute “pathLength” not allowed": "SVG 2 has it on a circle, and all browsers draw it",
    "Nu: Consider using the “h1” element": "the title of an open sheet, behind which nothing can be reached",
    "Nu: CSS: Unrecognized at-rule “@container”": "newer than this checker, older than the browsers that we support",
    "Nu: CSS: “container-type”": "as above",
    "Nu: CSS: “field-sizing”": "newer than both; without it a number field is a little wider",
    "Nu: CSS: “vector-effect”": "a property of SVG",
    'html-validate form-dup-name: Duplicate form control name "screen"': "None of these is an answer, and a button",
    'IBM aria_content_in_landmark: .*<(p|button type="submit")>$': "the toast: a live region, which comes and goes",
    'IBM element_tabbable_role_valid: .*class="scroll"': "it scrolls at another width, also by the keyboard",
    'IBM input_checkboxes_grouped: .*name="notes"': "two forms with one box each",
}

# IBM's engine takes what is folded for missing, so all is unfolded while it looks.
ACE = """async () => {
    const folded = [...document.querySelectorAll("details:not([open])")];
    for (const each of folded) each.open = true;
    const { results } = await new ace.Checker().check(document, ["IBM_Accessibility", "WCAG_2_2"]);
    for (const each of folded) each.open = false;
    return results.filter(({ value }) => value[1] === "FAIL")
        .map(({ ruleId, message, snippet }) => `IBM ${ruleId}: ${message} ${snippet}`);
}"""
# Type 1 is a fault; the others are questions to a person.
SNIFF = """() => new Promise((done) => HTMLCS.process("WCAG2AA", document, () => done(HTMLCS.getMessages()
    .filter(({ type }) => type === 1)
    .map(({ code, msg, element }) => `HTMLCS ${code}: ${msg} ${element.outerHTML?.slice(0, 120)}`))))"""


def real(found: Iterable[str]) -> list[str]:
    """Leave out the false alarms."""
    return [each for each in found if not any(re.match(alarm, each) for alarm in FALSE_ALARMS)]


class Checkers:
    """The checkers, installed from the lock beside this file.

    What Node programs find goes through a file: they exit before a pipe has taken all of it.
    """

    def __init__(self) -> None:
        """Install them, unless they are there."""
        self.modules = install_locked(HERE)

    # --- in a page, as it is now

    def ibm(self, page: Page) -> list[str]:
        """What the engine of IBM's Equal Access Checker finds."""
        return self._run(page, "ace", "accessibility-checker-engine/ace.js", ACE)

    def html_codesniffer(self, page: Page) -> list[str]:
        """What HTML_CodeSniffer finds."""
        return self._run(page, "HTMLCS", "html_codesniffer/build/HTMLCS.js", SNIFF)

    def _run(self, page: Page, name: str, script: str, check: str) -> list[str]:
        if not page.evaluate("name => name in window", name):  # once per page
            page.evaluate((self.modules / script).read_text())
        return real(page.evaluate(check))

    # --- in files

    def html_validate(self, paths: Sequence[Path], config: str) -> list[str]:
        """What html-validate finds."""
        program = self.modules / "html-validate/bin/html-validate.mjs"
        with TemporaryFile() as told:
            command: list[str | Path] = [
                NODE / "node",
                program,
                "--formatter",
                "json",
                "--config",
                HERE / config,
                *paths,
            ]
            subprocess.run(command, env=with_node(), stdout=told, check=False)
            told.seek(0)
            files = json.load(told)
        return real(
            f"html-validate {each['ruleId']}: {each['message']} {Path(file['filePath']).name}:{each['line']}"
            for file in files
            for each in file["messages"]
        )

    def nu(self, paths: Sequence[Path], *options: str) -> list[str]:
        """What the Nu HTML checker finds."""
        command: list[str | Path] = ["java", "-jar", self.modules / "vnu-jar/build/dist/vnu.jar", "--format", "json"]
        command += ["--exit-zero-always", *options, *paths]
        done = subprocess.run(command, stderr=subprocess.PIPE, check=True)
        return real(
            f"Nu: {each['message']} {Path(each['url']).name}:{each.get('lastLine')} {each.get('extract', '')!r}"
            for each in json.loads(done.stderr)["messages"]
        )

    def nu_of_styles(self, folder: Path) -> list[str]:
        """What the Nu HTML checker finds in the style sheets as they are served."""
        paths = [folder / sheet.name for sheet in STATIC.glob("*.css")]
        for path in paths:
            path.write_bytes(prepared(STATIC / path.name))
        return self.nu(paths, "--css")

    def stylelint(self) -> list[str]:
        """What stylelint finds in the sources of the style sheets."""
        program = self.modules / "stylelint/bin/stylelint.mjs"
        command: list[str | Path] = [NODE / "node", program, "--formatter=json", f"--config={HERE / 'stylelint.json'}"]
        command += [f"--config-basedir={HERE}", *STATIC.rglob("*.css")]
        with TemporaryFile() as told:
            subprocess.run(command, env=with_node(), stderr=told, check=False)
            told.seek(0)
            sheets = json.load(told)
        return real(
            f"stylelint: {Path(sheet['source']).name}:{each['line']} {each['text']}"
            for sheet in sheets
            for each in sheet["warnings"]
        )
