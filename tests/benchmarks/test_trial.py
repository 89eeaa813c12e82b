"""A timed trial as a new user: how long a receptionist needs for a complaint, by a keystroke-level model; prints.

Card, Moran and Newell's model counts what a hand and a head must do on the real page: K a key (0.20 s for an average
typist, as sits at a counter; 0.28 s for somebody who seldom types), P 1.1 s to point at something, H 0.4 s from the keys to the mouse or back, M 1.35 s to think of the next
thing; and reading what one has never seen, at 5 characters a second. Chinese is typed by pinyin: two keys a
character, and one key to choose each word of two characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from engine import queries as q
from tests.support.county import County
from tests.support.demo import demo_county, things_of
from tests.support.screen import OFFICE_SCREEN, sign_in, window
from tests.support.web import served, web_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.benchmark

P, H, M, CHARACTERS_A_SECOND = 1.1, 0.4, 1.35, 5.0
TYPISTS = {"types daily": 0.20, "types seldom": 0.28}
"""Seconds for a key."""
REQUIRED = {
    "complainant": "杨春兰",
    "complainant_id": "533024199203150024",
    "complainant_phone": "13800138000",
    "complainant_address": "龙陵县龙山镇",
    "employer": "禾青石斛加工厂",
    "employer_address": "龙陵县龙山镇",
    "facts": "2024年3月入职，单位没有参保",
    "request": "补办参保登记并补缴社会保险费",
}
USUAL = {
    **REQUIRED,
    "credit_code": "91530523MA6KTAAA79",
    "legal_representative": "张建华",
    "occupation": "分拣工",
    "handed_in": "工资条和银行流水",
}


def keys_of(text: str) -> int:
    """How many keys a text takes, Chinese by pinyin."""
    chinese = len(re.findall(r"[一-鿿]", text))
    return len(text) - chinese + chinese * 2 + (chinese + 1) // 2


@dataclass
class Trial:
    """What a person did on a page, and how long it takes by the model."""

    page: Page
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("fields", "keys", "points", "hands", "thoughts"), 0)
    )
    read: int = 0
    at_keys: bool = False

    def hand(self, *, keys: bool) -> None:
        """The hand goes to the keys or the mouse, if it is not there."""
        self.counts["hands"] += self.at_keys != keys
        self.at_keys = keys

    def reads(self, text: str) -> None:
        """She reads what she has not seen before."""
        self.read += len(re.sub(r"\s", "", text))

    def click(self, name: str) -> None:
        """Think, point, press."""
        self.hand(keys=False)
        self.counts["thoughts"] += 1
        self.counts["points"] += 1
        self.page.get_by_role("main").locator("a, button, label").filter(has_text=name).first.click()

    def reach(self, name: str) -> None:
        """Go on by Tab to a field, from field to field; each key counts."""
        self.hand(keys=True)
        for _ in range(60):
            if self.page.evaluate("document.activeElement.name") == name:
                return
            self.counts["keys"] += 1
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no field {name}")

    def type(self, name: str, text: str) -> None:
        """Read the label, think, go there, type."""
        self.counts["fields"] += 1
        self.counts["thoughts"] += 1
        control = self.page.locator(f"[name='{name}']").first
        self.reads(control.evaluate("e => (e.labels[0]?.innerText ?? '')"))
        self.reach(name)
        usual = control.evaluate("e => [...(e.list?.options ?? [])].map(o => o.value)")
        self.counts["keys"] += usual.index(text) + 2 if text in usual else keys_of(text)
        self.page.keyboard.insert_text(text)

    def pick(self, name: str) -> None:
        """Read the choices, think, go there, pick the first."""
        self.counts["fields"] += 1
        self.counts["thoughts"] += 1
        self.counts["keys"] += 1
        self.reads(self.page.locator(f"fieldset:has([name='{name}'])").inner_text())
        self.reach(name)
        self.page.keyboard.press("Space")

    def seconds(self, key: float) -> float:
        """By the model, for somebody who needs so long for a key."""
        c = self.counts
        return c["keys"] * key + c["points"] * P + c["hands"] * H + c["thoughts"] * M + self.read / CHARACTERS_A_SECOND


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    made = demo_county(tmp_path_factory.mktemp("trial"))
    yield made
    made.office.close()


@pytest.fixture(scope="module")
def site(county: County) -> Iterator[str]:
    with served(web_of(county).app) as address:
        yield address


@pytest.mark.parametrize(
    ("answers", "known"),
    [(REQUIRED, ""), (USUAL, ""), (REQUIRED, "恒青咖啡")],
    ids=["required", "usual", "known employer"],
)
def test_a_complaint_by_somebody_new(
    browser: Browser,
    site: str,
    county: County,
    answers: dict[str, str],
    known: str,
    request: pytest.FixtureRequest,
) -> None:
    """From the work list to the receipt."""
    context = window(browser, OFFICE_SCREEN)
    sign_in(context, site, county, "jiedai")
    trial = Trial(context.new_page())
    trial.page.goto(site)
    trial.click("登记投诉")
    trial.at_keys = not trial.page.evaluate("document.activeElement === document.body")
    trial.counts["hands"] += trial.at_keys
    if known:
        trial.type("sought", known)
        trial.counts["keys"] += 1
        trial.page.keyboard.press("Enter")
        trial.page.get_by_text("用这个单位").first.wait_for()
        trial.click("用这个单位")
    asked = trial.page.evaluate(
        "[...document.querySelectorAll('main form.sheet [aria-required=true], main form.sheet fieldset')]"
        ".filter(e => !e.querySelector('.known, table, :checked')).map(e => e.name || e.querySelector('input').name)"
    )
    order = trial.page.evaluate(
        "[...new Set([...document.querySelectorAll('main form.sheet [name]')].map(e => e.name))]"
    )
    for name in order:
        control = trial.page.locator(f"main form.sheet [name='{name}']").first
        if control.get_attribute("type") == "radio":
            if name in asked:
                trial.pick(name)
        elif name in answers and not control.input_value():
            trial.type(name, answers[name])
    trial.click("登记并打印回执")
    trial.page.wait_for_load_state()
    print(f"\n{request.node.callspec.id}: {len(asked)} fields asked ({'、'.join(asked)})")
    print(f"  {trial.counts}, {trial.read} characters read")
    for who, key in TYPISTS.items():
        whole = trial.seconds(key)
        known_by_heart = whole - trial.read / CHARACTERS_A_SECOND
        print(f"  {who}: {whole:.0f} s, {known_by_heart:.0f} s once the labels are known (goal 60)")
    errors = trial.page.locator(".errors")
    print(f"  {errors.first.inner_text() if errors.count() else trial.page.title()}")
    context.close()


def test_clicks_from_the_work_list_to_the_next_act(browser: Browser, site: str, county: County) -> None:
    """How many clicks lead from the first screen to a form that can be filled in, for each officer."""
    context = window(browser, OFFICE_SCREEN)
    page = context.new_page()
    for person in ("daduizhang", "duan", "shebao", "shuiwu", "fazhi"):
        sign_in(context, site, county, person)
        page.goto(site)
        acts = page.locator(".task a.act")
        if not acts.count():
            print(f"{person}: nothing to do")
            continue
        acts.first.click()
        print(f"{person}: 1 click to “{page.locator('h1').inner_text()}” ({page.locator('main form').count()} forms)")
    context.close()


def test_why_not_of_fresh_cases(county: County) -> None:
    """The reasons that an inspector reads, for reading by a person."""
    things = things_of(county)
    office = county.office
    actor = office.actor("duan")
    told: dict[str, set[str]] = {}
    with office.database.read() as tx:
        for stage in ("review", "filed", "investigating", "concluded", "hearing", "performing", "enrolling"):
            header = q.find_case(office, tx, actor, things[stage])
            for step in q.steps_of(office, tx, header, actor):
                for reason in step.reasons:
                    line = f"{reason.text}｜{reason.lifted_by or '——'}"
                    told.setdefault(line, set()).add(step.label)
    for line, steps in sorted(told.items()):
        print(f"{line}  ←{'、'.join(sorted(steps)[:3])}{f' 等{len(steps)}步' if len(steps) > 3 else ''}")
