"""Random tokens and their hashes, and passwords. A token is shown once; only its SHA-256 is stored."""

from __future__ import annotations

import asyncio
import hashlib
import secrets

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

# OWASP's second Argon2id profile: 19 MiB, two passes, one lane; the library's default costs 0.28 s of a core.
_passwords = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))
_DUMMY = _passwords.hash(secrets.token_urlsafe(16))
# Hashing holds a core and 19 MiB; two at once leave the machine usable during a guessing attack.
_slots = asyncio.Semaphore(2)


def new_token(prefix: str = "") -> str:
    """256 random bits, URL-safe."""
    return prefix + secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def hash_password(password: str) -> str:
    async with _slots:
        return await asyncio.to_thread(_passwords.hash, password)


async def check_password(password: str, hashed: str | None) -> bool:
    """Takes the same time whether or not there is an account: without one a dummy is checked."""
    async with _slots:
        ok = await asyncio.to_thread(_passwords.verify, password, hashed or _DUMMY)
    return ok and hashed is not None
