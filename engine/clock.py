"""The two clocks: the legal day, which the demo may move, and technical time, which nobody moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def system_now() -> datetime:
    """The machine's time in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Clocks:
    """Technical time, and the legal day derived from it (法定日期), which the demo shifts by whole days."""

    technical: Callable[[], datetime] = field(default=system_now)
    shift_days: Callable[[], int] = field(default=lambda: 0)

    def now(self) -> datetime:
        """The moment for leases, sessions, throttles and the record; never moved."""
        return self.technical()

    def legal_now(self) -> datetime:
        """The moment for terms that run in hours, in Asia/Shanghai."""
        return (self.technical() + timedelta(days=self.shift_days())).astimezone(SHANGHAI)

    def today(self) -> date:
        """The legal day in Asia/Shanghai."""
        return self.legal_now().date()
