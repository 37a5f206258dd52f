"""The one place where python-jose signs and checks JWTs.

The library accepts forgeries when it is given no algorithm or several families, and takes public keys
as HMAC secrets. So: one algorithm per key, `exp`, `aud`, `iss` and `iat` required, unknown `crit` refused,
no JWE, one spelling per token, and secrets that are empty, short or look like a key file refused. Lint
bans `jose` elsewhere.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from jose import JOSEError, jws, jwt  # noqa: TID251

from .crypto import derive

_ALGORITHM = "HS256"
_MAX_BYTES = 8_192
_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}")
# `b64` and `crit` change what is signed; the others name keys from outside or wrap the content.
_REFUSED_HEADERS = frozenset({"crit", "b64", "zip", "enc", "jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256"})
_MIN_SECRET, _MIN_DISTINCT = 32, 8


class TokenRefused(Exception):
    """The token is not one of ours, is out of date, or is for something else. The reason is for logs only."""


@dataclass(frozen=True, slots=True)
class TokenKey:
    """An HMAC secret of at least 32 bytes, for one issuer and one audience."""

    secret: bytes
    issuer: str
    audience: str

    def __post_init__(self) -> None:
        if len(self.secret) < _MIN_SECRET or len(set(self.secret)) < _MIN_DISTINCT:
            raise ValueError(f"a token secret needs at least {_MIN_SECRET} random bytes")
        if _is_key_material(self.secret):
            raise ValueError("a token secret must be random bytes, not a key file")

    @classmethod
    def derived(cls, secret: bytes, *, issuer: str, audience: str) -> Self:
        """The audience's own key under the installation's secret, which may not be a key file either."""
        if not secret or _is_key_material(secret):
            raise ValueError("the installation's secret must be random text, not a key file")
        # As hex behind a word: raw bytes would look like DER once in a few hundred installations.
        return cls(b"interurban:" + derive(secret, f"jwt:{audience}").hex().encode(), issuer, audience)


def sign(key: TokenKey, claims: dict[str, Any], *, lifetime: timedelta, now: datetime | None = None) -> str:
    issued = now or datetime.now(UTC)
    body = {**claims, "iss": key.issuer, "aud": key.audience, "iat": issued, "exp": issued + lifetime}
    return str(jwt.encode(body, key.secret, algorithm=_ALGORITHM))


def verify(key: TokenKey, token: str) -> dict[str, Any]:
    """The claims of a valid token.

    Raises TokenRefused for everything else.
    """
    if len(token) > _MAX_BYTES or not _COMPACT.fullmatch(token) or not _canonical(token):
        raise TokenRefused("not a compact JWS in its one spelling")
    try:
        header = jws.get_unverified_header(token)
        if header.get("alg") != _ALGORITHM or header.get("typ", "JWT") != "JWT":
            raise TokenRefused("another algorithm or type")
        if _REFUSED_HEADERS & header.keys():
            raise TokenRefused("header parameters that we do not understand")
        claims = jwt.decode(
            token,
            key.secret,
            algorithms=[_ALGORITHM],
            audience=key.audience,
            issuer=key.issuer,
            options={"require_exp": True, "require_aud": True, "require_iss": True, "require_iat": True},
        )
    except (JOSEError, ValueError, TypeError, ArithmeticError, LookupError, RecursionError) as error:
        raise TokenRefused(type(error).__name__) from error
    return dict(claims)


def _canonical(token: str) -> bool:
    """The decoder ignores spare bits at the end of a part; without this one token has several spellings."""
    try:
        parts = [(part, base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in token.split(".")]
    except binascii.Error:
        return False
    return all(base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == part for part, raw in parts)


def _is_key_material(secret: bytes) -> bool:
    """PEM, DER, OpenSSH, JWK and raw elliptic-curve points, also in base64 or hex: what others may know."""
    text = secret.removeprefix(b"\xef\xbb\xbf").strip()
    if b"-----BEGIN" in text or _is_ssh(text):
        return True
    if _is_json(text) or _is_der(secret) or _is_der(text) or _is_point(secret, compressed=True):
        return True
    return any(_is_der(raw) or _is_point(raw) or _is_ssh(raw[4:]) for raw in _decoded(text))


def _is_ssh(text: bytes) -> bool:
    return text.startswith((b"ssh-", b"ecdsa-", b"sk-"))


def _is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_der(raw: bytes) -> bool:
    """One ASN.1 SEQUENCE that fills the whole input."""
    if len(raw) < 2 or raw[0] != 0x30:
        return False
    if raw[1] < 0x80:
        return len(raw) == 2 + raw[1]
    size = raw[1] & 0x7F
    return len(raw) == 2 + size + int.from_bytes(raw[2 : 2 + size], "big")


def _is_point(raw: bytes, *, compressed: bool = False) -> bool:
    """SEC 1 encodings of a point on the common curves. Compressed ones only raw: chance is near."""
    sizes = (32, 48, 66)
    if compressed and raw[:1] in (b"\2", b"\3"):
        return len(raw) - 1 in sizes
    return raw[:1] == b"\4" and (len(raw) - 1) // 2 in sizes and len(raw) % 2 == 1


def _decoded(text: bytes) -> list[bytes]:
    joined = b"".join(text.split())
    found = []
    for decode in (
        binascii.unhexlify,
        lambda raw: base64.b64decode(raw + b"=" * (-len(raw) % 4), validate=True),
        lambda raw: base64.b64decode(raw + b"=" * (-len(raw) % 4), altchars=b"-_", validate=True),
    ):
        try:
            found.append(decode(joined))
        except ValueError:
            continue
    return found
