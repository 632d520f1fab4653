"""Checks of the layout of a page as it is now, in any state."""

from playwright.sync_api import Page

from tests.conftest import PHONE

# What makes the page, or the open sheet, wider than its window: the words and elements that stick out.
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll("dialog[open]")]
    .filter((frame) => frame.scrollWidth > frame.clientWidth)
    .flatMap((frame) => {
        const edge = frame.getBoundingClientRect().right + 1, out = [`${frame.scrollWidth} px`];
        const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT), range = document.createRange();
        while (walker.nextNode()) {
            range.selectNode(walker.currentNode);
            if (range.getBoundingClientRect().right > edge) out.push(walker.currentNode.textContent.trim());
        }
        const sticksOut = (part) => !part.childElementCount && part.getBoundingClientRect().right > edge;
        const leaves = [...frame.querySelectorAll("body *")].filter(sticksOut);
        return [...out, ...leaves.map((part) => part.outerHTML.slice(0, 90))];
    })"""

# Controls that are less than 44 px high or wide, and controls that have no ring or are covered when they have the
# focus. A link in a sentence may be small, the ring of a number field is around its stepper, and while a sheet is
# open the controls behind it do not count. Neither does a button that only the Enter key uses.
BAD_CONTROLS = """() => {
    const root = document.querySelector("dialog[open]") ?? document;
    const inSentence = (link) => link.matches("a") && getComputedStyle(link).display === "inline"
        && [...link.parentNode.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const named = (part, what) => `${what}: ${part.outerHTML.slice(0, 90)}`;
    const bad = [];
    for (const part of root.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
        if (!part.checkVisibility({ visibilityProperty: true }) || part.disabled) continue;
        if (part.matches('[aria-hidden="true"][tabindex="-1"]')) continue;
        part.focus();
        const ringed = part.closest(".stepper:not(:has(button:focus))") ?? part;
        if (getComputedStyle(ringed).outlineStyle === "none") bad.push(named(part, "no ring"));
        const { x, y, width, height } = part.getBoundingClientRect();
        if (!inSentence(part) && (width < 44 || height < 44)) bad.push(named(part, `${width} x ${height}`));
        for (const dy of height < innerHeight / 2 ? [4, height / 2, height - 4] : []) {
            const there = document.elementFromPoint(x + width / 2, y + dy);
            if (there?.closest(".toast")) break;  // it goes away by itself
            if (!there || !(part.contains(there) || there.contains(part))) {
                bad.push(named(part, `covered by ${there && there.outerHTML.slice(0, 60)}`));
                break;
            }
        }
    }
    document.activeElement.blur();
    return bad;
}"""

# Words of up to 13 letters that stand on two lines, without a hyphen. A link may break where it is long.
BROKEN_WORDS = """() => {
    const root = document.querySelector("dialog[open]") ?? document.body, range = document.createRange(), broken = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode, shown = { visibilityProperty: true };
        if (!parentElement.checkVisibility(shown) || parentElement.closest("svg, .hide")) continue;
        for (const { 0: word, index } of data.matchAll(/(?<!\\S)[\\p{L}\u2019']{2,13}(?=[.,:;?!)…]*(\\s|$))/gu)) {
            range.setStart(walker.currentNode, index);
            range.setEnd(walker.currentNode, index + word.length);
            const lines = new Set([...range.getClientRects()].filter((box) => box.width).map((box) => box.bottom));
            if (lines.size > 1) broken.push(`${word} in ${parentElement.outerHTML.slice(0, 90)}`);
        }
    }
    return broken;
}"""

# What of a page with tabs is not on the first screen: help, and what to do now unless a banner comes before it.
OUT_OF_REACH = """() => {
    const help = document.querySelector(".tabs .help");
    if (!help || document.querySelector("dialog[open]")) return [];
    scrollTo(0, 0);
    const now = document.querySelector("main:not(:has(.banner ~ #now)) #now > .btn, "
        + "main:not(:has(.banner ~ #now)) #now > form .btn");
    return [help, now].filter((part) => {
        if (!part) return false;
        const { x, y, width, bottom } = part.getBoundingClientRect();
        return !part.contains(document.elementFromPoint(x + width / 2, bottom - 4));
    }).map((part) => part.outerHTML.slice(0, 90));
}"""


# Controls that paper shows: their words may stay, with boxes and lines drawn for a pen.
ON_PAPER = """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, nav, dialog")]
    .filter((part) => part.checkVisibility()).map((part) => part.outerHTML.slice(0, 90))"""


def check_paper(page: Page) -> None:
    """Check that the page carries no control and no navigation when it is printed."""
    page.emulate_media(media="print")
    try:
        assert page.evaluate(ON_PAPER) == [], "on paper"
    finally:
        page.emulate_media(media="screen")


def check_layout(page: Page) -> None:
    """Check that controls are usable and that the page fits a narrow phone and text of double size."""
    page.keyboard.press("Shift")  # the browser shows the focus only after a key
    try:
        assert page.evaluate(BAD_CONTROLS) == []
        page.set_viewport_size({"width": 320, "height": 844})
        assert page.evaluate(TOO_WIDE) == [], "at 320 px"
        assert page.evaluate(BROKEN_WORDS) == [], "at 320 px"
        page.set_viewport_size(PHONE)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(TOO_WIDE) == [], "at double text size"
        assert page.evaluate(BROKEN_WORDS) == [], "at double text size"
        assert page.evaluate(OUT_OF_REACH) == [], "at double text size"
    finally:
        page.set_viewport_size(PHONE)
        page.evaluate("document.documentElement.style.fontSize = ''")
