"""Who may set an installation up (首次设置): whoever can read the console of the machine, proven by a code.

Without it, anybody who reached the address first could make themselves the administrators.
"""

from __future__ import annotations

from engine import accounts
from engine.crypto import same
from engine.ids import normal_tracking_code
from engine.office import Office

LENGTH = 12


def code(office: Office) -> str:
    """The set-up code, derived from the installation's own key: the same at every start until it is used."""
    text = office.vault.index("first run")[:LENGTH].upper()
    return "-".join(text[i : i + 4] for i in range(0, LENGTH, 4))


def accepts(office: Office, typed: str) -> bool:
    """Tell whether the code is right, as somebody typed it."""
    return same(normal_tracking_code(typed), normal_tracking_code(code(office)))


def greeting(office: Office) -> str | None:
    """What the console says while there is no account yet."""
    if accounts.has_accounts(office):
        return None
    return f"首次设置口令：{code(office)}（打开网页后按提示填写；设好管理员以后不再需要）"
