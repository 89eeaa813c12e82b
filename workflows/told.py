"""What the worker is told that all case types share: the legs of the way, and what to do when an office is late."""

from __future__ import annotations

from engine.told import Milestone, Recourse
from workflows.laws import RECONSIDERATION_LAW, RECONSIDERATION_RULES
from workflows.procedure import GOVERNMENT, TAX_SUPERIOR

RECEIVED = Milestone(1, "收下您的投诉")
EXAMINED = Milestone(2, "查清事实")
PUT_RIGHT = Milestone(3, "要求单位补办、补缴")
COLLECTED = Milestone(4, "把钱收上来")
CREDITED = Milestone(5, "记到您的账户")
ENDED = Milestone(6, "办完，告诉您结果")

LATE = Recourse(
    "过了法定期限还没有办，可以在60日内向{organ}申请行政复议，不收费；"
    "有履行期限的从期限届满起算，没有规定期限的从机关收到申请满60日起算",
    (RECONSIDERATION_LAW.article(20, 1), RECONSIDERATION_RULES.article(16)),
    organ=GOVERNMENT.code,
    otherwise="本级人民政府",
)
TAX_LATE = Recourse(LATE.words, LATE.under, organ=TAX_SUPERIOR.code, otherwise="上一级税务局")
FIRST = Recourse(
    "对不办、不答复，要先申请行政复议；对复议决定不服的，再向人民法院起诉", (RECONSIDERATION_LAW.article(23),)
)
