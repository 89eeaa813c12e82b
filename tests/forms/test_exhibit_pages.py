"""The pages of evidence without script: what can be registered is, what cannot says why, nothing runs in the browser."""

from __future__ import annotations

from typing import Any

import pytest

from engine import queries as q
from engine import readlog
from tests.support.county import County
from tests.support.files import REFUSED, SAMPLES, pdf, png
from tests.support.web import HIDDEN, Browser, Web, web_of
from workflows.labour_inspection.forms import Complaint

COMPLAINT = Complaint.example().model_dump(mode="json")


@pytest.fixture
def case(web: Web) -> str:
    return web.county.take("reception", "register_complaint", COMPLAINT, case_type="labour_inspection").case_id


def upload(browser: Browser, case: str, *files: tuple[str, bytes], **typed: str) -> str:
    """Post files with the form of the evidence page."""
    browser.open(f"/cases/{case}/exhibits")
    hidden = dict(HIDDEN.findall(browser.page[browser.page.find("<main") :]))
    parts: Any = [("files", (name, data, "application/octet-stream")) for name, data in files]
    return browser._seen(browser.client.post(f"/cases/{case}/exhibits", data={**hidden, **typed}, files=parts))


def exhibits(county: County, case: str) -> list[q.ExhibitView]:
    with county.office.database.read() as tx:
        return q.exhibits_of(county.office, tx, county.office.directory(tx), case)


def test_good_files_are_registered_and_bad_ones_named(web: Web, case: str) -> None:
    browser = web.browser("duan")
    page = upload(
        browser,
        case,
        ("工资条.png", png()),
        ("工资.exe", REFUSED["a program"]),
        ("再传.png", png()),
        label="杨春兰3月工资条",
        kind="object",
        source="投诉人",
    )
    assert browser.status == 422
    assert "已登记1个文件，还有2个没有登记" in page
    assert "“工资.exe”的内容不是能登记的类型" in page
    assert "“再传.png”与本案的证据1" in page
    assert 'value="杨春兰3月工资条"' in page
    (exhibit,) = exhibits(web.county, case)
    assert (exhibit.label, exhibit.kind.label, exhibit.source) == ("杨春兰3月工资条", "物证（照片）", "投诉人")
    page = upload(browser, case, ("流水.pdf", pdf()))
    assert browser.status == 200
    assert "已登记1个文件" in page
    assert "杨*兰3月工资条" in page
    assert "证据2" in browser.open(f"/cases/{case}")


def test_without_a_file_the_form_asks_for_one(web: Web, case: str) -> None:
    browser = web.browser("duan")
    assert "请选择文件" in upload(browser, case)
    assert browser.status == 422


def test_what_is_too_large_is_refused_with_its_limit(web: Web, case: str) -> None:
    web.county.office.installation.largest_file = 10_000
    browser = web.browser("duan")
    assert "超过0.01 MB" in upload(browser, case, ("大.txt", b"x" * 10_001), ("小.txt", b"y" * 100))
    assert browser.status == 413
    assert [e.name for e in exhibits(web.county, case)] == ["小.txt"]


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(web: Web, case: str) -> None:
    web.county.office.installation.largest_upload = 100_000
    strict = Web(web.county, web_of(web.county).app)
    browser = strict.browser("duan")
    assert "一次提交的内容不能超过0.1 MB" in upload(browser, case, ("大.txt", b"x" * 100_001))
    assert browser.status == 413
    assert exhibits(web.county, case) == []
    nobody = strict.browser(None).client.post(f"/cases/{case}/exhibits", files=[("files", ("a", b"x" * 100_001))])
    assert nobody.status_code == 401


def test_too_many_files_at_once_are_refused(web: Web, case: str) -> None:
    browser = web.browser("duan")
    assert "一次最多上传20个文件" in upload(browser, case, *((f"{n}.txt", b"%d" % n) for n in range(21)))
    assert browser.status == 413
    assert exhibits(web.county, case) == []


@pytest.mark.parametrize("media_type", SAMPLES)
def test_nothing_that_was_uploaded_is_active_content(web: Web, case: str, media_type: str) -> None:
    browser = web.browser("duan")
    upload(browser, case, ("照片.html", SAMPLES[media_type]))
    (exhibit,) = exhibits(web.county, case)
    answer = browser.client.get(f"/exhibits/{exhibit.id}/file")
    assert answer.content == SAMPLES[media_type]
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert ".html" not in answer.headers["content-disposition"].split(";")[1]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    shown = browser.client.get(f"/exhibits/{exhibit.id}/file?show=1")
    assert shown.headers["content-disposition"].startswith("inline;") == (
        exhibit.type.shown or media_type == "application/pdf"
    )
    assert "script-src" not in shown.headers["content-security-policy"]
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert browser.open(f"/exhibits/{exhibit.id}")
    assert browser.status == 200


def test_text_is_shown_as_text(web: Web, case: str) -> None:
    browser = web.browser("duan")
    upload(browser, case, ("a.txt", b"<script>alert(1)</script>"), ("b.txt", "工资".encode("gb18030")))
    first, second = exhibits(web.county, case)
    assert "&lt;script&gt;alert(1)" in browser.open(f"/exhibits/{first.id}")
    assert "工资" in browser.open(f"/exhibits/{second.id}")


def test_reading_leaves_a_trace_and_strangers_find_nothing(web: Web, case: str) -> None:
    browser = web.browser("duan")
    upload(browser, case, ("a.txt", b"wages"))
    (exhibit,) = exhibits(web.county, case)
    browser.open(f"/exhibits/{exhibit.id}")
    browser.client.get(f"/exhibits/{exhibit.id}/file")
    with web.county.office.database.read() as tx:
        acts = [(e.action, e.subject) for e in readlog.entries(tx) if e.actor_id == "duan"]
    assert acts == [("download_exhibit", exhibit.id), ("view_exhibit", exhibit.id)]
    stranger = web.browser("stranger")
    for path in (f"/exhibits/{exhibit.id}", f"/exhibits/{exhibit.id}/file", f"/cases/{case}/exhibits", "/exhibits/x"):
        stranger.open(path)
        assert stranger.status == 404, path
    assert stranger.client.post(f"/cases/{case}/exhibits", files=[("files", ("a", b"b"))]).status_code == 404


def test_a_withdrawal_asks_for_a_reason_and_shows_it(web: Web, case: str) -> None:
    browser = web.browser("duan")
    upload(browser, case, ("a.txt", b"wages"))
    (exhibit,) = exhibits(web.county, case)
    browser.open(f"/exhibits/{exhibit.id}")
    page = browser.post(f"/exhibits/{exhibit.id}/withdraw", reason=" ")
    assert browser.status == 422
    assert "请写明为什么撤回" in page
    page = browser.post(f"/exhibits/{exhibit.id}/withdraw", reason="另一案的材料")
    assert "已撤回" in page
    assert "另一案的材料" in page
    assert "段志明在" in browser.open(f"/exhibits/{exhibit.id}")
    forged = browser.client.post(f"/exhibits/{exhibit.id}/withdraw", data={"reason": "x", "csrf": "y"})
    assert forged.status_code == 403
