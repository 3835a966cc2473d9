"""What is measured of an open page. Each measure leaves the page as it was, so that one load serves several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
ENHANCED = ("color-contrast-enhanced",)
"""Seven to one, which axe measures only when asked by name (WCAG 2.2, 1.4.6)."""
HEIGHT = 800
TWICE = "Math.round(2 * parseFloat(getComputedStyle(document.documentElement).fontSize)) + 'px'"
_AXE = Axe().axe_script
_WIDER = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth"
_FOUND = """([rules, without]) => axe.run({
  runOnly: rules, resultTypes: ["violations"], preload: false,
  rules: Object.fromEntries(without.map((each) => [each, { enabled: false }])),
}).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(
  (node) => `${id}: ${node.target} ${node.html.slice(0, 120)}`)))"""
_UNSEEN = """() => {
  const shown = (each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest("[hidden], [inert]");
  const found = [];
  for (const each of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")) {
    if (!shown(each) || each.disabled) continue;
    each.focus({ focusVisible: true });
    if (document.activeElement !== each) continue;
    const style = getComputedStyle(each), box = each.getBoundingClientRect();
    const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
    const top = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) found.push("no outline: " + each.outerHTML.slice(0, 120));
    else if (!top) found.push("outside: " + each.outerHTML.slice(0, 120));
    else if (!each.contains(top) && !top.contains(each) && !each.closest("label")?.contains(top))
      found.push("covered by " + top.outerHTML.slice(0, 60) + ": " + each.outerHTML.slice(0, 120));
  }
  document.activeElement.blur();
  return found;
}"""


def barriers(page: Page, rules: Sequence[str] = RULES, without: Sequence[str] = ()) -> list[str]:
    """What axe finds, as rule, place and the beginning of the element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found: list[str] = page.evaluate(_FOUND, [list(rules), list(without)])
    return found


def wider_than(page: Page, *widths: int) -> dict[int, int]:
    """By how many pixels the page is wider than a screen of each width; only those where it is."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        more = int(page.evaluate(_WIDER))
        if more > 0:
            found[width] = more
    return found


def unseen_focus(page: Page) -> list[str]:
    """What has the focus and does not show it, or is covered then (WCAG 2.2, 2.4.7 and 2.4.11)."""
    found: list[str] = page.evaluate(_UNSEEN)
    return found


@contextmanager
def shown_as(page: Page, classes: str = "", *, twice: bool = False) -> Iterator[None]:
    """The page with the classes that a reader's choice puts on its root, or with all text of twice the size."""
    before = page.evaluate("document.documentElement.className")
    page.evaluate("classes => { document.documentElement.className = classes }", classes)
    if twice:
        page.evaluate(f"document.documentElement.style.fontSize = {TWICE}")
    yield
    page.evaluate("before => { document.documentElement.className = before }", before)
    page.evaluate("document.documentElement.style.fontSize = ''")
