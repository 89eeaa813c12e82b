"""People at real browsers: the two screens, and the check that every page must pass on each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

import axe_playwright_python
import pytest

from engine import sessions
from engine.form import Form
from engine.visitor import COOKIE
from tests.support.county import County

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

OFFICE_SCREEN, PHONE = (1366, 768), (360, 800)
BOTH_SCREENS = pytest.mark.parametrize("size", [OFFICE_SCREEN, PHONE], ids=["office", "phone"])
_CHECK = (
    "axe.run(document, {resultTypes: ['violations']}).then(all => all.violations.map(v => [v.id, v.nodes[0].html]))"
)


@cache
def _axe() -> str:
    (script,) = Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")
    return script.read_text()


SHAPE = """
() => [...document.querySelectorAll("body *")].map(e => [e.localName, e.className.baseVal ?? e.className, e.type ?? "",
  e.parentElement.localName + "." + (e.parentElement.className.baseVal ?? e.parentElement.className)].join("|"))
"""


def shape_of(page: Page) -> frozenset[str]:
    """Of which kinds of elements the page that is open consists, each within its parent."""
    return frozenset(page.evaluate(SHAPE))


def window(browser: Browser, size: tuple[int, int], *, script: bool = True) -> BrowserContext:
    """A window of a size, in which nobody is signed in."""
    return browser.new_context(viewport={"width": size[0], "height": size[1]}, java_script_enabled=script)


def sign_in(context: BrowserContext, site: str, county: County, person: str) -> None:
    """Sign a person in, or another one instead."""
    token = sessions.start(county.office, person).token
    context.add_cookies([{"name": COOKIE, "value": token, "url": site}])


def faults_of(page: Page, *, script: bool = True) -> list[str]:
    """What axe-core (a script itself) finds on the page that is open, and by how much it is too wide."""
    faults = []
    page.wait_for_load_state()  # a page that has only just begun to come has no width yet
    if script:
        if not page.evaluate("'axe' in window"):
            page.evaluate(_axe())
        faults += [f"{rule}: {html[:300]}" for rule, html in page.evaluate(_CHECK)]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        faults.append(f"{wide} pixels wider than the screen")
    return faults


def looked_at(page: Page, *, script: bool = True) -> None:
    """Check the page that is open."""
    faults = faults_of(page, script=script)
    assert faults == [], f"{page.url}: {faults}"


class Visit:
    """A person at a screen of a size. Looks at every page that it comes to, also with axe."""

    known: ClassVar[set[tuple[int, frozenset[str]]]] = set()
    """Of what pages consisted that axe has looked at, by the width of the screen."""

    def __init__(
        self,
        browser: Browser,
        site: str,
        county: County,
        person: str | None,
        size: tuple[int, int],
        *,
        script: bool = True,
    ) -> None:
        self.site = site
        self.context = window(browser, size, script=script)
        if person:
            sign_in(self.context, site, county, person)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.seen: set[tuple[str, str, int]] = set()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda m: self._heard(m.text))
        self.page.on("request", self._asked)

    def _heard(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.faults.append(text)

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.site).netloc:
            self.faults.append(f"asked {request.url}")

    def open(self, path: str) -> None:
        """Open a page and look at it."""
        self.page.goto(self.site + path)
        self.look()

    def look(self) -> None:
        """Check the page that is open, unless it has been checked with as much on it."""
        kind = (self.page.title(), self.page.url.split("?")[0], self.page.locator("main *").count())
        if kind in self.seen:
            return
        self.seen.add(kind)
        width = self.page.evaluate("innerWidth")
        shape = (width, shape_of(self.page))
        # What is made of the same kinds of elements, each within its parent, has nothing new for axe.
        looked_at(self.page, script=shape not in self.known)
        self.known.add(shape)
        assert self.faults == []

    def press(self, name: str) -> None:
        """Press a button and look at what comes."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.look()

    def follow(self, name: str) -> None:
        """Follow a link and look at what comes."""
        self.page.get_by_role("link", name=name, exact=True).click()
        self.look()

    def fill(self, form: Form) -> None:
        """Type a form's answers into the fields of the page."""
        self.answer(form.model_dump(mode="json"))

    def answer(self, answers: Mapping[str, Any]) -> None:
        """Type plain answers into the fields of the page: texts, picks, and the lines of tables."""
        for name, value in answers.items():
            if not isinstance(value, list):
                self._answer(name, value)
                continue
            for n, line in enumerate(value):
                if isinstance(line, str):
                    box = self.page.locator(f"[name='{name}.{line}']")
                    box.evaluate("box => box.closest('details').open = true")
                    box.check()
                else:
                    for column, text in line.items():
                        self._answer(f"{name}.{n}.{column}", text)

    def _answer(self, name: str, value: Any) -> None:
        control = self.page.locator(f"[name='{name}']").first
        kind = control.evaluate("e => e.type")
        if value is None:
            return
        if kind == "radio":
            text = {True: "yes", False: "no"}.get(value, value)
            self.page.check(f"input[name='{name}'][value='{text}']")
        elif kind == "select-one":
            control.select_option(str(value))
        else:
            control.fill("" if value is None else str(value))

    def take(self, case: str, step: str, form: Form | None = None) -> None:
        """Take a step through its pages."""
        self.open(f"/cases/{case}/steps/{step}")
        if form is not None:
            self.fill(form)
        self.submit(step)

    def submit(self, step: str) -> None:
        """Check what was filled in, and submit it."""
        self.page.get_by_role("button", name="下一步：核对").click()
        self.look()
        assert self.page.locator(".errors").count() == 0, self.page.inner_text(".errors")
        self.page.get_by_role("button", name="提交", exact=True).click()
        assert f"?done={step}" in self.page.url, self.page.inner_text("main")

    def reach(self, selector: str) -> None:
        """Come to a control by the tabulator key alone."""
        for _ in range(150):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    def go(self, selector: str) -> None:
        """Come to a link or button by the tabulator key, press it by the return key, and look at what comes."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def close(self) -> None:
        """Leave."""
        self.context.close()
