"""Passwords (口令): which ones are good enough, and argon2 hashes of them. Knows nothing of accounts."""

from __future__ import annotations

import re
import secrets
import threading
import unicodedata
from functools import lru_cache

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

SHORTEST, LONGEST = 8, 128
KINDS = 3
UPPER, LOWER, DIGIT = "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789"
WORST = frozenset(
    re.findall(
        r"\S+",
        "admin@123 admin@1234 admin@123456 admin123! admin#123 admin!@#123 aa123456! aa123456@ aa@123456 abc@123456"
        " abc123456! abc@1234 abcd@1234 abcd1234! abc12345! a123456! qwer@1234 qwer1234! qwer!@#$1234 qwe@123456"
        " qwerty@123 qwerty123! qaz@123456 1qaz@wsx 1qaz!qaz 1qaz2wsx! 1qaz@wsx3edc zaq1@wsx zaq!2wsx p@ssw0rd"
        " p@ssword p@ssw0rd1 p@ssw0rd123 passw0rd! password1! password@1 password@123 password123! welcome@123"
        " welcome1! woaini@520 woaini1314! asdf@1234 asd@123456 test@1234 test@123 test1234! user@1234 root@1234"
        " root@123456 huawei@123 changeme@123 changeme1! sys@123456 system@123 longling@123 longling123! rsj@123456"
        " shebao@123 shebao123! ldjc@123456 kangnaixin@123 carnation@123 carnation123!",
    )
)
_at_once = threading.BoundedSemaphore(2)
"""A hash takes much memory on purpose; more at once would let a flood of log-ins take all of it."""


def weaknesses(password: str, login: str) -> list[str]:
    """Every rule that a password breaks, in Chinese; empty when it is good enough (GB/T 22239-2019 8.1.4.1)."""
    found = []
    if len(password) < SHORTEST:
        found.append(f"至少要有{SHORTEST}个字符")
    if len(password) > LONGEST:
        found.append(f"不能超过{LONGEST}个字符")
    if len({_kind(c) for c in password}) < KINDS:
        found.append("大写字母、小写字母、数字、其他符号四类中至少要有三类")
    folded = unicodedata.normalize("NFKC", password).casefold()
    if login and login.casefold() in folded:
        found.append("不能包含账号")
    if folded in WORST:
        found.append("太常见，容易被猜到")
    return found


def made_up() -> str:
    """A password of 50 random bits that can be read aloud, for somebody who must change it at the first log-in.

    Three groups like Ab3c, without letters and digits that look alike.
    """
    return "-".join("".join(secrets.choice(kind) for kind in (UPPER, LOWER, DIGIT, LOWER)) for _ in range(3))


def _kind(character: str) -> str:
    if character.isupper():
        return "upper"
    if character.islower():
        return "lower"
    return "digit" if character.isdecimal() else "other"


def hash_password(password: str, memory_kib: int) -> str:
    """An argon2id hash with its salt and cost."""
    with _at_once:
        return _hasher(memory_kib).hash(_normal(password))


def check_password(password: str, hashed: str, memory_kib: int) -> tuple[bool, str | None]:
    """Whether the password fits, and a new hash where the stored one was made at another cost.

    Takes the same work when `hashed` is empty or no hash at all: then nothing fits.
    """
    hasher = _hasher(memory_kib)
    with _at_once:
        try:
            if hashed:
                return hasher.verify_and_update(_normal(password), hashed)
        except UnknownHashError:
            pass
        hasher.verify(_normal(password), _nobody(memory_kib))
    return False, None


def _normal(password: str) -> str:
    """The same password from a full-width keyboard; cut where longer ones are refused anyway."""
    return unicodedata.normalize("NFKC", password[: LONGEST + 1])


@lru_cache(maxsize=4)
def _hasher(memory_kib: int) -> PasswordHash:
    return PasswordHash((Argon2Hasher(memory_cost=memory_kib),))


@lru_cache(maxsize=4)
def _nobody(memory_kib: int) -> str:
    return _hasher(memory_kib).hash("nobody has this password")
