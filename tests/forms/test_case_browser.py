"""What people do around a case's steps in a real browser, at both sizes, by keyboard and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.county import County
from tests.support.files import REFUSED, pdf, png
from tests.support.screen import BOTH_SCREENS, OFFICE_SCREEN, PHONE, Visit
from workflows.labour_inspection.forms import Complaint, Filing, Order
from workflows.labour_inspection.forms.investigation import Recusal

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def opened(county: County) -> str:
    return county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id


@BOTH_SCREENS
def test_evidence_is_chosen_dropped_looked_at_and_withdrawn(
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    case = opened(county)
    duan = Visit(browser, site, county, "duan", size)
    duan.open(f"/cases/{case}")
    duan.page.get_by_role("link", name="登记证据").click()
    duan.look()
    duan.page.set_input_files(
        "#files",
        [
            {"name": "工资条.png", "mimeType": "image/png", "buffer": png(40, 30)},
            {"name": "工资.exe", "mimeType": "application/octet-stream", "buffer": REFUSED["a program"]},
        ],
    )
    assert duan.page.locator("[data-chosen] li").count() == 2
    dropped = duan.page.evaluate_handle(
        "data => { const all = new DataTransfer(); all.items.add(new File([new Uint8Array(data)], '流水.pdf'));"
        " return all; }",
        list(pdf()),
    )
    duan.page.dispatch_event("[data-drop]", "drop", {"dataTransfer": dropped})
    assert duan.page.locator("[data-chosen] li").count() == 3
    duan.look()
    duan.page.fill("#label", "3月工资")
    duan.page.keyboard.press("Enter")
    duan.page.wait_for_selector(".errors")
    duan.look()
    assert "已登记2个文件，还有1个没有登记" in duan.page.inner_text(".errors")
    assert duan.page.evaluate("document.activeElement.className") == "errors"
    duan.page.locator(".exhibits a").first.click()
    duan.look()
    duan.page.wait_for_function("document.querySelector('.picture img').naturalWidth === 40")
    duan.page.get_by_text("登错了，撤回").click()
    duan.look()
    duan.page.fill("#reason", "另一案的照片")
    duan.page.get_by_role("button", name="撤回").click()
    duan.look()
    assert "另一案的照片" in duan.page.inner_text(".exhibits")
    duan.close()


def test_evidence_needs_no_script(browser: Browser, site: str, county: County) -> None:
    case = opened(county)
    duan = Visit(browser, site, county, "duan", PHONE, script=False)
    duan.page.goto(f"{site}/cases/{case}/exhibits")
    duan.page.set_input_files("#files", {"name": "工资条.png", "mimeType": "image/png", "buffer": png()})
    duan.page.get_by_role("button", name="登记").click()
    assert "已登记1个文件" in duan.page.inner_text(".notice:not([hidden])")
    duan.close()


def investigated(county: County) -> str:
    """A case in which the correction may be ordered."""
    case = opened(county)
    filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
    county.take("head", "accept_and_file", filing, case=case)
    county.take("duan", "start_investigation", Recusal.example(), case=case)
    return case


@BOTH_SCREENS
def test_a_draft_is_kept_by_itself_and_lines_are_pasted_into_a_cell(
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    case = investigated(county)
    address = f"/cases/{case}/steps/order_correction"
    duan = Visit(browser, site, county, "duan", size)
    duan.open(address)
    duan.page.fill("[name=found]", "查到一半的事实")
    duan.page.get_by_text("草稿已保存").wait_for()
    duan.look()
    duan.open(address)
    assert "已恢复您" in duan.page.inner_text(".draft")
    assert duan.page.input_value("[name=found]") == "查到一半的事实"
    block = "姓名\t身份证号\t起始月份\t终止月份\t月平均工资\t入职日期\n" + "\n".join(
        f"段小{n}\t5.33E+17\t2024-03\t2024-08\t4500\t2024-03-01" for n in "一二三"
    )
    with duan.page.expect_navigation():
        duan.page.locator("[name='workers.0.name']").evaluate(
            "(cell, text) => { const data = new DataTransfer(); data.setData('text/plain', text);"
            " cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }",
            block,
        )
    duan.look()
    assert "第4行，公民身份号码" in duan.page.inner_text(".errors")
    assert duan.page.input_value("[name='workers.1.name']") == "段小一"
    duan.page.get_by_text("从Excel粘贴或者上传").click()
    duan.look()
    duan.page.get_by_role("button", name="清空已有的4行").click()
    assert "已清空" in duan.page.inner_text(".notice:not([hidden])")
    duan.fill(Order.example())
    duan.page.get_by_role("button", name="下一步：核对").click()
    duan.look()
    duan.page.get_by_role("button", name="提交", exact=True).click()
    duan.page.wait_for_url("**done=order_correction")
    duan.close()


def test_lines_and_drafts_need_no_script(browser: Browser, site: str, county: County) -> None:
    address = f"{site}/cases/{investigated(county)}/steps/order_correction"
    duan = Visit(browser, site, county, "duan", OFFICE_SCREEN, script=False)
    duan.page.goto(address)
    duan.page.get_by_text("从Excel粘贴或者上传").click()
    duan.page.fill("[name='workers.paste']", "段小红，533024199203150024，2024-03，2024-08，4500，2024-03-01")
    duan.page.get_by_role("button", name="读入粘贴的内容").click()
    assert "读入1行，接在已有的1行后面" in duan.page.inner_text(".notice:not([hidden])")
    duan.page.get_by_role("button", name="保存草稿").click()
    assert "已恢复您" in duan.page.inner_text(".draft")
    assert duan.page.input_value("[name='workers.1.name']") == "段小红"
    duan.page.get_by_role("button", name="不要草稿，重新填").click()
    assert duan.page.locator(".draft").count() == 0
    duan.close()


@BOTH_SCREENS
def test_a_colleagues_change_is_told_and_a_note_is_left(
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    case = investigated(county)
    cun, duan = Visit(browser, site, county, "cun", size), Visit(browser, site, county, "duan", size)
    cun.open(f"/cases/{case}")
    duan.open(f"/cases/{case}")
    duan.page.get_by_text("写备注").click()
    duan.look()
    duan.page.fill("#note", "下周约见厂长")
    duan.page.get_by_role("button", name="保存备注").click()
    duan.look()
    assert "下周约见厂长" in duan.page.inner_text("#notes")
    cun.page.evaluate("dispatchEvent(new Event('focus'))")
    cun.page.wait_for_selector("[data-live]:not([hidden])")
    cun.look()
    assert "段志明：备注" in cun.page.inner_text("[data-live]")
    cun.page.get_by_role("link", name="看最新情况").click()
    assert "下周约见厂长" in cun.page.inner_text("#notes")
    cun.close()
    duan.close()
