"""Random tokens and their hashes, passwords, and keys derived from the one secret of an installation.

A token is shown once; only its SHA-256 is stored.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from concurrent.futures import ThreadPoolExecutor

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

# OWASP's second Argon2id profile: 19 MiB, two passes, one lane; the library's default costs 0.28 s of a core.
_passwords = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))
_DUMMY = _passwords.hash(secrets.token_urlsafe(16))
# Hashing holds a core and 19 MiB; two at once leave the machine usable during a guessing attack.
_hashing = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
_NONCE = 12


def new_token(prefix: str = "") -> str:
    """256 random bits, URL-safe."""
    return prefix + secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def hash_password(password: str) -> str:
    return await asyncio.get_running_loop().run_in_executor(_hashing, _passwords.hash, password)


async def check_password(password: str, hashed: str | None) -> bool:
    """Takes the same time whether or not there is an account: without one a dummy is checked."""
    loop = asyncio.get_running_loop()
    ok = await loop.run_in_executor(_hashing, _passwords.verify, password, hashed or _DUMMY)
    return ok and hashed is not None


def derive(secret: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose, so that no two uses of the installation's secret share a key."""
    return hmac.digest(secret, b"interurban:" + purpose.encode(), "sha256")


def seal(secret: bytes, purpose: str, plain: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(derive(secret, purpose)).encrypt(nonce, plain, purpose.encode())


def unseal(secret: bytes, purpose: str, sealed: bytes) -> bytes:
    """What `seal` took. Raises cryptography's InvalidTag when anything differs."""
    cipher = AESGCM(derive(secret, purpose))
    return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode())
