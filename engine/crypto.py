"""Sealing of personal data at rest (加密存储) and blind indexes for exact search over sealed values.

SM4-GCM and HMAC-SM3 by software. An office with a certified module gives another `Vault`.
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from engine.canonical import sm3

NONCE, TAG = 12, 16
PREFIX = "sm4:"


class Vault(Protocol):
    """Seals texts and bytes, and makes values comparable without opening them."""

    def seal(self, text: str) -> str:
        """Encrypt a text for a row."""

    def unseal(self, sealed: str) -> str:
        """Decrypt it again."""

    def seal_bytes(self, data: bytes) -> bytes:
        """Encrypt a file."""

    def unseal_bytes(self, data: bytes) -> bytes:
        """Decrypt it again."""

    def index(self, value: str) -> str:
        """A keyed hash under which an exact value can be found."""


class SoftwareVault:
    """SM4-GCM with a key file; the index key is derived from it."""

    def __init__(self, key: bytes) -> None:
        if len(key) != 16:  # noqa: PLR2004 - SM4 has keys of 128 bits
            raise ValueError("an SM4 key has 16 bytes")
        self._key = key
        self._index_key = bytes.fromhex(sm3(b"carnation blind index\n" + key))

    def seal_bytes(self, data: bytes) -> bytes:
        """Nonce, tag and cipher text."""
        nonce = os.urandom(NONCE)
        encryptor = Cipher(algorithms.SM4(self._key), modes.GCM(nonce)).encryptor()
        body = encryptor.update(data) + encryptor.finalize()
        return nonce + encryptor.tag + body

    def unseal_bytes(self, data: bytes) -> bytes:
        """Raises InvalidTag when the bytes were changed or the key is another."""
        nonce, tag, body = data[:NONCE], data[NONCE : NONCE + TAG], data[NONCE + TAG :]
        decryptor = Cipher(algorithms.SM4(self._key), modes.GCM(nonce, tag)).decryptor()
        return decryptor.update(body) + decryptor.finalize()

    def seal(self, text: str) -> str:
        """The sealed text, recognisable by its prefix."""
        return PREFIX + base64.b64encode(self.seal_bytes(text.encode())).decode()

    def unseal(self, sealed: str) -> str:
        """The text that was sealed."""
        return self.unseal_bytes(base64.b64decode(sealed.removeprefix(PREFIX))).decode()

    def index(self, value: str) -> str:
        """HMAC-SM3 of the value, as hexadecimal digits."""
        return _hmac_sm3(self._index_key, value.encode())


def _hmac_sm3(key: bytes, data: bytes) -> str:
    """HMAC (RFC 2104) over SM3, whose block has 64 bytes."""
    block = key.ljust(64, b"\0")
    inner = bytes.fromhex(sm3(bytes(b ^ 0x36 for b in block) + data))
    return sm3(bytes(b ^ 0x5C for b in block) + inner)


def same(left: str, right: str) -> bool:
    """Compare two secrets in constant time; what was typed may hold any character."""
    return hmac.compare_digest(left.encode(errors="surrogatepass"), right.encode(errors="surrogatepass"))


def load_vault(folder: Path) -> SoftwareVault:
    """The installation's vault; makes its key, readable by the owner alone, at the first start."""
    path = folder / "sealing.key"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return SoftwareVault(bytes.fromhex(path.read_text().strip()))
    with os.fdopen(handle, "w") as file:
        key = secrets.token_bytes(16)
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return SoftwareVault(key)
