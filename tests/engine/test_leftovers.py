"""Files to which nothing refers are erased after a month; what somebody may still need never is."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from engine import submissions
from engine.exhibits import Exhibit, KeptFile, keep, register
from engine.leftovers import erase_leftovers
from engine.office import open_office
from engine.verify import verify
from tests.support.county import County, make_county
from tests.support.files import png
from workflows.labour_inspection.forms import Complaint
from workflows.labour_inspection.online import ONLINE, OnlineComplaint


@pytest.fixture(params=[False, True], ids=["folder", "database"])
def county(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[County]:
    made = make_county(database_url, tmp_path / "office")
    made.office.close()
    installation = made.office.installation.model_copy(update={"blobs_in_database": request.param})
    made.office = open_office(installation, made.office.clocks)
    yield made
    made.office.close()


def photo(county: County, text: bytes) -> KeptFile:
    """A photo that somebody chose; no other is like it."""
    return keep(county.office, "照片.png", BytesIO(png() + text))


def sent(county: County, *photos: KeptFile) -> str:
    """Send a complaint with photos."""
    office = county.office
    return submissions.submit(
        office,
        office.registry.get("labour_inspection"),
        OnlineComplaint.example(),
        unit_id="hrss",
        consent=ONLINE.consent.version,
        request_id=photos[0].sha256,
        address="192.0.2.1",
        files=photos,
    ).id


def test_only_what_was_never_registered_goes_and_only_after_a_month(county: County) -> None:
    office = county.office
    case = county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id
    loose, evidence, with_complaint = (photo(county, text) for text in (b"1", b"2", b"3"))
    register(office, office.actor("reception"), case, evidence, Exhibit("工牌"))
    sent(county, with_complaint)
    county.time.forward(days=29)
    assert erase_leftovers(office) == 0
    county.time.forward(days=2)
    assert erase_leftovers(office) == 1
    assert not office.blobs.has(loose.sha256)
    assert office.blobs.get(evidence.sha256)
    assert office.blobs.get(with_complaint.sha256)
    assert verify(office).problems == []


def test_a_file_that_is_chosen_again_is_young_again(county: County) -> None:
    photo(county, b"1")
    county.time.forward(days=29)
    again = photo(county, b"1")
    county.time.forward(days=29)
    assert erase_leftovers(county.office) == 0
    assert county.office.blobs.has(again.sha256)


def test_photos_of_a_declined_complaint_go_when_it_is_erased(county: County) -> None:
    office = county.office
    kept = photo(county, b"1")
    identity = sent(county, kept)
    submissions.decline(office, office.actor("reception"), identity, ONLINE.grounds[0].code, "已经登记过一次了")
    county.time.forward(days=89)
    assert (submissions.erase_old(office), erase_leftovers(office)) == (0, 0)
    county.time.forward(days=2)
    assert (submissions.erase_old(office), erase_leftovers(office)) == (1, 1)
    assert not office.blobs.has(kept.sha256)
    assert verify(office).problems == []


def test_nothing_is_erased_while_it_is_not_known_what_a_complaint_refers_to(
    county: County, caplog: pytest.LogCaptureFixture
) -> None:
    office = county.office
    kept = photo(county, b"1")
    sent(county, kept)
    with office.database.write() as tx:
        tx.run("UPDATE submissions SET sealed = :other", {"other": "changed"})
    county.time.forward(days=40)
    assert erase_leftovers(office) == 0
    assert "carnation verify" in caplog.text
    assert office.blobs.has(kept.sha256)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE submissions SET sealed = 'changed'", "的内容不能解密"),
        ("UPDATE submissions SET state = 'declined'", "办理状态与办理结果对不上"),
        ("UPDATE submissions SET state = 'registered', decided_at = received_at, case_id = 'none'", "（none）不存在"),
        ("DELETE FROM tracking_codes", "查询码不见了"),
    ],
)
def test_what_was_sent_in_is_verified(county: County, change: str, told: str) -> None:
    identity = sent(county, photo(county, b"1"))
    assert verify(county.office).problems == []
    with county.office.database.write() as tx:
        tx.run(change, {})
    (problem,) = verify(county.office).problems
    assert problem.startswith(f"网上提交（{identity}）")
    assert told in problem


def test_a_photo_that_is_gone_is_found(county: County) -> None:
    kept = photo(county, b"1")
    sent(county, kept)
    county.office.blobs.drop(kept.sha256)
    (problem,) = verify(county.office).problems
    assert "的照片1：文件不在存储中" in problem
