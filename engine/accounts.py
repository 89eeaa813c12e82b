"""Departments and the people who sign in (账户): make, sign in, change a password, close.

Roles, settings and recusals are in `engine.administration`. Every change is logged and reaches all processes
with the next decision.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from engine import readlog, throttle
from engine.administration import add_grant
from engine.database import Tx
from engine.directory import bump
from engine.errors import FieldError, InvalidForm, NotAllowed, Reason
from engine.office import Office
from engine.passwords import check_password, hash_password, weaknesses
from engine.separation import (
    SECURITY_ADMINISTRATOR,
    SYSTEM_ADMINISTRATOR,
    must_administer,
    must_hold,
    must_reach,
    person,
    role_label,
)
from engine.sessions import end_all_in
from engine.vocabulary import SYSTEM

LOGIN_LIMIT = throttle.Limit(5)
ADDRESS_LIMIT = throttle.Limit(50)
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
CARD = re.compile(r"[0-9A-Za-z-]{0,32}")
PERSONAL = re.compile(r"1[3-9]\d{9}|\d{15}|\d{17}[\dx]")
REFUSED = "账号或密码不对，或者账户已停用"


def has_accounts(office: Office) -> bool:
    """Tell whether anybody can sign in yet; before that the first-run page makes the administrators."""
    with office.database.read() as tx:
        return tx.one("SELECT 1 FROM accounts LIMIT 1", {}) is not None


def create_unit(
    office: Office,
    *,
    id: str,  # noqa: A002 - the column's name
    agency: str,
    name: str,
    short_name: str,
    jurisdiction: str,
    address: str = "",
    phone: str = "",
    by: str = SYSTEM.code,
) -> str:
    """Add a department; raises InvalidForm. `by` is the administrator's account, or the system at set-up."""
    faults = []
    if not LOGIN.fullmatch(id):
        faults.append(FieldError("id", "单位代码", "只能用小写字母、数字、点和短横，2至32个字符"))
    if not re.fullmatch(r"\d{6}", jurisdiction):
        faults.append(FieldError("jurisdiction", "行政区划代码", "应当是6位数字，例如530523"))
    if agency.strip() and agency not in office.registry.agencies:
        known = "、".join(f"{each.code}（{each.label}）" for _, each in sorted(office.registry.agencies.items()))
        faults.append(FieldError("agency", "机关类别", f"没有“{agency}”这类机关，应当是{known}之一"))
    faults += [
        FieldError(field, label, "不能为空")
        for field, label, value in (
            ("agency", "机关类别", agency),
            ("name", "单位名称", name),
            ("short_name", "机关代字", short_name),
        )
        if not value.strip()
    ]
    with office.database.write() as tx:
        must_hold(office, tx, by, SYSTEM_ADMINISTRATOR)
        if not faults:
            must_reach(office, tx, by, jurisdiction, "新单位")
        if tx.one("SELECT 1 FROM units WHERE id = :id", {"id": id}):
            faults.append(FieldError("id", "单位代码", "已经有这个单位"))
        if faults:
            raise InvalidForm(tuple(faults))
        tx.run(
            "INSERT INTO units (id, agency, name, short_name, jurisdiction, address, phone, begins_on)"
            " VALUES (:id, :agency, :name, :short, :place, :address, :phone, :day)",
            {
                "id": id,
                "agency": agency,
                "name": name.strip(),
                "short": short_name.strip(),
                "place": jurisdiction,
                "address": address,
                "phone": phone,
                "day": office.technical_day().isoformat(),
            },
        )
        readlog.record(tx, office, by, "create_unit", f"unit:{id}")
        bump(tx)
    return id


def create_account(
    office: Office,
    *,
    login: str,
    name: str,
    unit_id: str,
    password: str,
    roles: Sequence[str],
    post: str = "",
    card_number: str = "",
    card_valid_to: date | None = None,
    password_expired: bool = False,
    by: str = SYSTEM.code,
) -> str:
    """Add a person; returns the account's id, the login in lower case. Raises InvalidForm naming every wrong field.

    Roles from today on come with it only at set-up: a system administrator who names one is refused, because
    the security administrator grants them.
    """
    identity = normal_login(login)
    faults = login_faults(identity) + password_faults(password, identity)
    if not name.strip():
        faults.append(FieldError("name", "姓名", "不能为空"))
    hashed = "" if faults else hash_password(password, office.installation.password_memory_kib)
    with office.database.write() as tx:
        must_hold(office, tx, by, SYSTEM_ADMINISTRATOR)
        if roles and by != SYSTEM.code:
            security = role_label(office, SECURITY_ADMINISTRATOR)
            raise NotAllowed(
                f"新账户不能带角色，角色由{security}在账户建好以后授予",
                (Reason("三员分立：管账户的人不能同时管权限", lifted_by=security, code="separation"),),
            )
        if tx.one("SELECT 1 FROM accounts WHERE login = :login", {"login": identity}):
            faults.append(FieldError("login", "账号", "已经有人使用，请换一个"))
        unit = office.directory(tx).units.get(unit_id)
        if unit is None:
            faults.append(FieldError("unit_id", "单位", "没有这个单位"))
        else:
            must_reach(office, tx, by, unit.jurisdiction, "这个单位")
        if faults:
            raise InvalidForm(tuple(faults))
        tx.run(
            "INSERT INTO accounts (id, login, name, unit_id, password_hash, post, card_number, card_valid_to,"
            " password_expired) VALUES (:id, :id, :name, :unit, :hash, :post, :card, :valid, :expired)",
            {
                "id": identity,
                "name": name.strip(),
                "unit": unit_id,
                "hash": hashed,
                "post": post,
                "card": card_number,
                "valid": card_valid_to.isoformat() if card_valid_to else None,
                "expired": password_expired,
            },
        )
        readlog.record(tx, office, by, "create_account", f"account:{identity}")
        for role in roles:
            add_grant(office, tx, identity, role, office.technical_day(), None, by)
        bump(tx)
    return identity


def log_in(office: Office, login: str, password: str, address: str) -> str:
    """Check a password; returns the account's id.

    Raises NotAllowed in the same words, after the same work, for a wrong password, an unknown name and a closed
    account; TooManyAttempts after five failures of one name or fifty from one address, for 30 minutes.
    """
    identity = normal_login(login)
    by_login = throttle.Key("login", identity, LOGIN_LIMIT)
    by_address = throttle.address_key("login-from", address, ADDRESS_LIMIT)
    throttle.admit(office, by_login, by_address)
    with office.database.read() as tx:
        row = tx.one(
            "SELECT id, password_hash, disabled_on FROM accounts WHERE login = :login",
            {"login": identity},
        )
    account_id, hashed, disabled_on = row or ("", "", None)
    fits, better = check_password(password, hashed, office.installation.password_memory_kib)
    if not fits or disabled_on is not None:
        raise NotAllowed(REFUSED)
    with office.database.write() as tx:
        throttle.succeeded(office, tx, by_login, by_address)
        if better is not None:
            keep_hash(tx, account_id, better)
        readlog.record(tx, office, account_id, "log_in", f"account:{account_id}")
    return str(account_id)


def change_password(office: Office, account_id: str, old: str, new: str, *, keep: str = "") -> None:
    """Change one's own password and end one's other sessions, all but that of the token `keep`.

    Raises InvalidForm where the old one is wrong (throttled like a log-in) or the new one is too weak.
    """
    by_login = throttle.Key("login", account_id, LOGIN_LIMIT)
    throttle.admit(office, by_login)
    memory = office.installation.password_memory_kib
    with office.database.read() as tx:
        login, hashed = person(tx, account_id, "login, password_hash")
    if not check_password(old, hashed, memory)[0]:
        raise InvalidForm((FieldError("old", "原密码", "和现在的密码不一致"),))
    faults = password_faults(new, login)
    if old == new:
        faults.append(FieldError("password", "新密码", "不能和原密码相同"))
    if faults:
        with office.database.write() as tx:
            throttle.succeeded(office, tx, by_login, by_login)
        raise InvalidForm(tuple(faults))
    fresh = hash_password(new, memory)
    with office.database.write() as tx:
        throttle.succeeded(office, tx, by_login, by_login)
        keep_hash(tx, account_id, fresh)
        tx.run("UPDATE accounts SET password_expired = :no WHERE id = :id", {"no": False, "id": account_id})
        end_all_in(tx, account_id, keep=keep)
        readlog.record(tx, office, account_id, "change_password", f"account:{account_id}")


def set_card(
    office: Office, account_id: str, card_number: str, card_valid_to: date | None, *, by: str, reason: str = ""
) -> None:
    """Keep an enforcement card (行政执法证) and its last valid day, or that there is none any more.

    Raises InvalidForm where only one of the two is given.
    """
    number = checked_card(card_number, card_valid_to)
    with office.database.write() as tx:
        must_administer(office, tx, by, account_id, SYSTEM_ADMINISTRATOR)
        day = card_valid_to.isoformat() if card_valid_to else None
        tx.run(
            "UPDATE accounts SET card_number = :card, card_valid_to = :day WHERE id = :id",
            {"card": number, "day": day, "id": account_id},
        )
        readlog.record(tx, office, by, "set_card", f"account:{account_id} until:{day or 'none'}", reason)
        bump(tx)


def checked_card(card_number: str, card_valid_to: date | None) -> str:
    """The number of an enforcement card as it is kept; raises InvalidForm."""
    number = unicodedata.normalize("NFKC", card_number).strip()
    if number and card_valid_to is None:
        raise InvalidForm((FieldError("card_valid_to", "有效期至", "有执法证号的，必须填写"),))
    if card_valid_to is not None and not number:
        raise InvalidForm((FieldError("card_number", "执法证号", "有有效期的，必须填写"),))
    if not CARD.fullmatch(number):
        raise InvalidForm((FieldError("card_number", "执法证号", "只能用字母、数字和短横，不超过32个字符"),))
    return number


def password_expired(office: Office, account_id: str) -> bool:
    """Tell whether the password must be changed before anything else."""
    with office.database.read() as tx:
        (expired,) = person(tx, account_id, "password_expired")
    return bool(expired)


def normal_login(typed: str) -> str:
    """A login name as it was typed: blanks around it, full-width and capitals do not matter."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def login_faults(login: str) -> list[FieldError]:
    """Every rule that a login name breaks."""
    if not LOGIN.fullmatch(login):
        return [FieldError("login", "账号", "只能用字母、数字、点和短横，2至32个字符")]
    if PERSONAL.fullmatch(login):
        return [FieldError("login", "账号", "不要用身份证号或手机号，账号会出现在记录里")]
    if login == SYSTEM.code:
        return [FieldError("login", "账号", "这个名字留给系统使用，请换一个")]
    return []


def password_faults(password: str, login: str) -> list[FieldError]:
    """Every rule that a password breaks."""
    return [FieldError("password", "密码", fault) for fault in weaknesses(password, login)]


def keep_hash(tx: Tx, account_id: str, hashed: str) -> None:
    """Write a password's hash in the caller's transaction."""
    tx.run("UPDATE accounts SET password_hash = :hash WHERE id = :id", {"hash": hashed, "id": account_id})
