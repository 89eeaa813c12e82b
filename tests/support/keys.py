"""A person who has a keyboard and no mouse: goes on by Tab, looks where she is at each stop, types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST_STOPS = 150
STOP = r"""
() => {
  const here = document.activeElement, box = here.getBoundingClientRect(), style = getComputedStyle(here);
  if (here === document.body || here === document.documentElement) return null;
  const name = [here.getAttribute("aria-label"), ...[...here.labels ?? []].map(l => l.textContent), here.textContent]
    .find(text => text && text.trim()) ?? here.name ?? here.localName;
  const x = box.left + Math.min(box.width, 40) / 2, y = box.top + Math.min(box.height, 20) / 2;
  const top = document.elementFromPoint(x, y);
  const faults = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("no outline");
  if (box.width < 2 || box.height < 2) faults.push("too small to be seen");
  if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) faults.push("outside the screen");
  else if (top && !here.contains(top) && !top.contains(here) && !top.closest("label")) faults.push("covered by " + top.outerHTML.slice(0, 80));
  if (here.tabIndex > 0) faults.push("an order of its own");
  const last = window.lastStop;
  window.lastStop = here;
  if (last?.isConnected && !(last.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push("before the last in reading order");
  return {name: name.replace(/\s+/g, ""), control: here.name ?? "", kind: here.type ?? here.localName, faults,
    place: [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY]};
}
"""


class Keys:
    """Presses keys on a page. Every stop of the focus must be seen, uncovered, and follow the one before."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.on("filechooser", lambda _: None)  # from now on choosers are caught; asked for later, one may slip by
        page.emulate_media(reduced_motion="reduce")  # else a stop is looked at while the page still glides to it

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path)

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def skip(self) -> None:
        """Go to the main part by the link for it, the first stop of each page."""
        self.press("Tab")
        assert self._stop()["name"] == "跳到正文"
        self.press("Enter")
        assert self.page.evaluate("document.activeElement.id") == "main"

    def to(self, name: str) -> dict[str, Any]:
        """Go on by Tab to the link, button or field of that name (its beginning, or its name in the form)."""
        self.page.evaluate("window.lastStop = null")
        place = None
        for _ in range(MOST_STOPS):
            self.press("Tab")
            stop = self._stop()
            if place and stop["place"][3] <= place[1] and stop["place"][2] <= place[0]:
                raise AssertionError(f"“{stop['name']}” stands above and before the stop that leads to it")
            place = stop["place"]
            if stop["name"].startswith(name) or stop["control"] == name:
                return stop
        raise AssertionError(f"the keyboard does not reach “{name}” on {self.page.url}")

    def back(self) -> None:
        """Go back by Shift and Tab, and forth again: no trap."""
        self.page.evaluate("window.lastStop = null")
        before = self._stop()["name"]
        self.page.evaluate("window.lastStop = null")
        self.press("Shift+Tab")
        assert self.page.evaluate("document.activeElement") is not None
        self.page.evaluate("window.lastStop = null")
        self.press("Tab")
        assert self._stop()["name"] == before

    def enter(self, name: str) -> None:
        """Go to a link or a button and follow it to another page."""
        self.to(name)
        self.go("Enter")

    def go(self, key: str) -> None:
        """Press a key that leads to another page."""
        with self.page.expect_navigation():
            self.press(key)

    def type(self, name: str, text: str) -> None:
        """Go to a field and type into it; what stood there is selected and replaced."""
        stop = self.to(name)
        if stop["kind"] == "textarea":
            self.press("Control+a")
        self.page.keyboard.type(text)

    def pick(self, name: str, words: str = "") -> None:
        """Go to a group of picks or a list of choices, and move by arrows to the one of these words."""
        kind = self.to(name)["kind"]
        if kind == "checkbox":
            self.press("Space")
            return
        if kind == "radio":
            self.press("Space")
        said = "() => { const e = document.activeElement; return e.selectedOptions ? e.selectedOptions[0].text : e.labels[0].innerText; }"
        for _ in range(30):
            if words in self.page.evaluate(said):
                return
            self.press("ArrowDown")
        raise AssertionError(f"“{words}” is not among the choices of “{name}”")

    def put(self, name: str, *files: str) -> None:
        """Go to a field for files, open the chooser by a key, and choose."""
        self.to(name)
        with self.page.expect_file_chooser() as chooser:
            self.press("Space")
        chooser.value.set_files(list(files))

    def refused(self) -> None:
        """The focus is on the summary of what was wrong; its first link leads to the field."""
        here = self.page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        assert 'class="errors"' in here, f"{self.page.url}: {here}"
        self.press("Tab", "Enter")
        field = "document.activeElement.matches('input, select, textarea, fieldset')"
        assert self.page.evaluate(field), self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")

    def _stop(self) -> dict[str, Any]:
        stop: dict[str, Any] | None = self.page.evaluate(STOP)
        if stop is None:  # the end of the page, from which the next key goes on at its beginning
            self.page.evaluate("window.lastStop = null")
            self.press("Tab")
            stop = self.page.evaluate(STOP)
        assert stop is not None
        assert stop["faults"] == [], f"{self.page.url}: “{stop['name']}” {stop['faults']}"
        return stop
