"""What every page must be, whatever it shows: said once, checked on both screens and as it is without script."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Match

from tests.support.county import County
from tests.support.screen import OFFICE_SCREEN, PHONE, faults_of, shape_of, sign_in, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Request, Response

WITHOUT_SCRIPT = r"""
html => {
  const HARMLESS = "[action='/type'], [action='/keys'], [action='/track'], [action='/estimate']";  // change no data
  const faults = [], page = new DOMParser().parseFromString(html, "text/html"), id = e => e.outerHTML.slice(0, 160);
  const read = main => {
    const copy = main.cloneNode(true);
    copy.querySelectorAll("[data-live], [data-draft-status], [data-chosen], textarea").forEach(e => e.remove());
    return copy.textContent.replace(/\s+/g, "");
  };
  if (page.documentElement.lang !== "zh-CN") faults.push("not marked as Chinese");
  if (!page.title.replace(/·.*/, "").trim()) faults.push("no title");
  if (page.querySelectorAll("h1").length !== 1) faults.push(page.querySelectorAll("h1").length + " headings of level 1");
  const main = page.querySelector("main");
  if (!main || read(main) !== read(document.querySelector("main"))) faults.push("says something else without script");
  if (page.querySelector("[style], style, [onclick], script:not([src])")) faults.push("style or script inside the page");
  for (const form of page.forms) {
    if (!form.querySelector("button:not([type=button])")) faults.push("a form without a button: " + id(form));
    // Without an action the browser keeps the part behind #, which then takes the focus from what was refused.
    if (!form.hasAttribute("action")) faults.push("a form without an address: " + id(form));
    if (form.method === "post" && !form.querySelector("[name=csrf], [name=proof]") && !form.matches(HARMLESS)) {
      faults.push("a form that proves nothing: " + id(form));
    }
  }
  for (const control of page.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const labels = [control.closest("label"), control.id && page.querySelector(`label[for="${control.id}"]`), control.getAttribute("aria-label")];
    if (!labels.some(one => one && (one.textContent ?? one).trim())) faults.push("no label: " + id(control));
    if (control.closest("[hidden]")) continue;
    if (!control.name) faults.push("no name: " + id(control));
    if (!control.form) faults.push("in no form: " + id(control));
  }
  for (const button of page.querySelectorAll("button")) {
    if (!button.hidden && !(button.form && button.type === "submit")) faults.push("does nothing without script: " + id(button));
  }
  const said = (main ?? page.body).cloneNode(true);
  said.querySelectorAll("code, .hash, input, textarea").forEach(e => e.remove());
  for (const one of page.querySelectorAll("[id]")) {
    if (page.querySelectorAll("#" + CSS.escape(one.id)).length > 1) faults.push("two of one id: " + one.id);
  }
  for (const name of ["for", "aria-describedby", "aria-labelledby", "aria-controls"]) {
    for (const one of page.querySelectorAll(`[${name}]`)) {
      for (const id of one.getAttribute(name).trim().split(/\s+/)) if (!page.getElementById(id)) faults.push(`${name} leads nowhere: ${id}`);
    }
  }
  for (const one of page.querySelectorAll("a[href^='#']")) {
    if (!page.getElementById(decodeURIComponent(one.hash.slice(1)))) faults.push("a link that leads nowhere: " + one.hash);
  }
  const machine = said.textContent.match(/\b(None|True|False|nan|NaN|undefined|null|Decimal|datetime)\b|\{[{%]|<[a-z]+ |&[a-z]+;/);
  if (machine) faults.push("speaks like a machine: " + machine[0]);
  return {faults, forms: [...page.forms].filter(f => f.method === "post").map(f => f.getAttribute("action") || "")};
}
"""


class Round:
    """One window in which one person after another opens pages; what is wrong with them is gathered."""

    known: ClassVar[set[str]] = set()
    """Which kinds of elements axe has looked at already, each within its parent."""

    def __init__(self, browser: Browser, site: str, county: County, app: FastAPI) -> None:
        self.site, self.county, self.app = site, county, app
        self.context = window(browser, OFFICE_SCREEN)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.printing = False
        self._heard: list[str] = []
        self._answer: Response | None = None
        self._looked = 0
        self.page.on("pageerror", lambda error: self._heard.append(str(error)))
        self.page.on("console", lambda m: self._said(m.type, m.text))
        self.page.on("request", self._asked)
        self.page.on("requestfailed", lambda request: self._heard.append(f"failed {request.url} {request.failure}"))
        self.page.on("response", self._answered)

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.site).netloc:
            self._heard.append(f"asked {request.url}")

    def _said(self, kind: str, text: str) -> None:
        # That the page itself was refused comes to the console at any time; its status is checked apart.
        if kind in {"error", "warning"} and not text.startswith("Failed to load resource"):
            self._heard.append(text)

    def _answered(self, answer: Response) -> None:
        if answer.request.is_navigation_request():
            self._answer = answer
        elif not answer.ok:
            self._heard.append(f"{answer.url} answered {answer.status}")

    def as_(self, person: str | None) -> None:
        """Go on as somebody else, or as nobody."""
        self.context.clear_cookies()
        if person:
            sign_in(self.context, self.site, self.county, person)

    def print_(self) -> None:
        """Look at pages from now on as they are printed: no screen, hence nothing for axe."""
        self.page.emulate_media(media="print")
        self.printing = True

    def open(self, path: str, status: int = 200) -> None:
        """Open a page and look at it."""
        self.page.goto(self.site + path)
        self.look(status)

    def press(self, name: str | re.Pattern[str], status: int = 200) -> None:
        """Press the first button of that name and look at what comes."""
        self.send(self.page.get_by_role("button", name=name, exact=isinstance(name, str)).first, status)

    def send(self, button: Locator, status: int = 200) -> None:
        """Press a button and look at what comes."""
        with self.page.expect_navigation():
            button.click()
        self.look(status)

    def look(self, status: int = 200) -> None:
        """Check what is open: on both screens with axe, and as it came, before any script."""
        answer = self._answer
        assert answer is not None
        self._looked += 1
        found, self._heard = self._heard, []
        if answer.status != status:
            found.append(f"answered {answer.status}, not {status}")
        said = self.page.evaluate(WITHOUT_SCRIPT, answer.text())
        found += said["faults"] + [f"posts to nowhere: {form}" for form in said["forms"] if not self._takes(form)]
        shape = shape_of(self.page)
        for width, height in (OFFICE_SCREEN,) if self.printing else (OFFICE_SCREEN, PHONE):
            self.page.set_viewport_size({"width": width, "height": height})
            new = not self.printing and not shape <= self.known
            found += [f"at {width}: {fault}" for fault in faults_of(self.page, script=new)]
            self._picture(width)
        if not self.printing:
            self.known |= shape
        self.page.set_viewport_size({"width": OFFICE_SCREEN[0], "height": OFFICE_SCREEN[1]})
        self.faults += [f"{self.page.url.removeprefix(self.site)} ({self.page.title()}): {fault}" for fault in found]

    def _picture(self, width: int) -> None:
        """For somebody who wants to look too: `CARNATION_PICTURES=folder` keeps the whole of each page."""
        folder = os.environ.get("CARNATION_PICTURES")
        if folder:
            test = re.sub(r"\W+", "_", os.environ["PYTEST_CURRENT_TEST"].partition("::")[2].partition(" ")[0])
            self.page.screenshot(path=Path(folder) / f"{test}-{self._looked:02}-{width}.png", full_page=True)

    def _takes(self, action: str) -> bool:
        path = urlsplit(action or self.page.url).path
        return route_of(self.app, path, "POST") is not None


def routes_of(router: FastAPI | APIRouter) -> Iterator[APIRoute]:
    """All routes, also of routers within."""
    for route in router.routes:
        if isinstance(route, APIRoute):
            yield route
        elif (below := getattr(route, "original_router", None)) is not None:
            yield from routes_of(below)


def route_of(app: FastAPI, path: str, method: str = "GET") -> APIRoute | None:
    """The application's route that answers an address."""
    scope = {"type": "http", "path": path, "method": method, "headers": [], "query_string": b""}
    return next((route for route in routes_of(app) if route.matches(scope)[0] is Match.FULL), None)
