"""A second person checks, in a real browser: the reviewer returns two points, the clerk mends them, it is approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.county import County
from tests.support.screen import BOTH_SCREENS, Visit
from tests.support.story import ask
from workflows.back_payment.forms import Assessment, Review

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POINTS = {
    "points": [
        {"about": "amount", "reason": "5月的工资应当是5200元"},
        {"about": "evidence", "reason": "缺银行流水"},
    ]
}


@BOTH_SCREENS
def test_returned_work_is_mended_and_approved(
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    story = ask(county)
    county.carry()
    case = county.case_of_story(story, "back_payment")
    county.take("clerk", "accept", case=case)
    clerk, reviewer = (Visit(browser, site, county, person, size) for person in ("clerk", "reviewer"))
    clerk.open(f"/cases/{case}/steps/assess")
    clerk.answer(Assessment.example().model_dump(mode="json") | {"pay_by": "2026-12-18"})
    clerk.submit("assess")

    reviewer.open(f"/cases/{case}/steps/return_assessment")
    reviewer.page.get_by_role("button", name="添加一行").click()
    reviewer.look()
    assert reviewer.page.get_by_text("从Excel粘贴").count() == 0
    reviewer.answer(POINTS)
    reviewer.page.get_by_role("button", name="下一步：核对").click()
    reviewer.look()
    assert "“核定应缴金额”退给赵丽重新办理" in reviewer.page.inner_text("main")
    reviewer.page.get_by_role("button", name="提交", exact=True).click()
    reviewer.look()

    clerk.open("/")
    assert "金额：5月的工资应当是5200元；证据：缺银行流水" in clerk.page.inner_text(".came-back")
    clerk.page.get_by_role("link", name="核定应缴金额", exact=True).click()
    clerk.look()
    assert clerk.page.locator(".returned .points li").all_inner_texts() == [
        "金额5月的工资应当是5200元",
        "证据缺银行流水",
    ]
    assert clerk.page.input_value("[name=pay_by]") == "2026-12-18"
    clerk.page.fill("[name='workers.0.wage']", "5200.00")
    clerk.submit("assess")
    assert clerk.page.locator(".returned").count() == 0
    assert "缺银行流水" in clerk.page.inner_text("#history")

    reviewer.take(case, "notify", Review.example())
    assert county.stage(case) == "notified"
    clerk.close()
    reviewer.close()
