"""The one place where python-jose signs and checks JWTs.

The library accepts forgeries when it is given no algorithm or several families, and takes public keys
as HMAC secrets. So: one algorithm per key, `exp`, `aud` and `iss` required, unknown `crit` refused, no
JWE, and secrets that are empty, short or look like a key file refused. Lint bans `jose` elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from jose import JWTError, jws, jwt  # noqa: TID251

_LOOKS_LIKE_A_KEY = re.compile(
    rb"-----BEGIN|^\s*(ssh-|ecdsa-|\{)|^\x30[\x2a-\x84]|^MF[kw]|^MII|^MCowBQ", re.MULTILINE
)
_ALGORITHM = "HS256"
_MAX_BYTES = 8_192


class TokenRefused(Exception):
    """The token is not one of ours, is out of date, or is for something else. The reason is for logs only."""


@dataclass(frozen=True, slots=True)
class TokenKey:
    """An HMAC secret of at least 32 bytes, for one issuer and one audience."""

    secret: bytes
    issuer: str
    audience: str

    def __post_init__(self) -> None:
        if len(self.secret) < 32:
            raise ValueError("a token secret needs at least 32 bytes")
        if _LOOKS_LIKE_A_KEY.search(self.secret) or len(set(self.secret)) < 8:
            raise ValueError("a token secret must be random bytes, not a key file")


def sign(key: TokenKey, claims: dict[str, Any], *, lifetime: timedelta, now: datetime | None = None) -> str:
    issued = now or datetime.now(UTC)
    body = {**claims, "iss": key.issuer, "aud": key.audience, "iat": issued, "exp": issued + lifetime}
    return str(jwt.encode(body, key.secret, algorithm=_ALGORITHM))


def verify(key: TokenKey, token: str) -> dict[str, Any]:
    """The claims of a valid token.

    Raises TokenRefused for everything else.
    """
    if len(token) > _MAX_BYTES or token.count(".") != 2:
        raise TokenRefused("not a compact JWS")
    try:
        header = jws.get_unverified_header(token)
        if header.get("alg") != _ALGORITHM or header.get("typ", "JWT") != "JWT":
            raise TokenRefused("another algorithm or type")
        if {"crit", "zip", "enc", "jku", "jwk", "x5u", "x5c", "b64"} & header.keys():
            raise TokenRefused("header parameters that we do not understand")
        claims = jwt.decode(
            token,
            key.secret,
            algorithms=[_ALGORITHM],
            audience=key.audience,
            issuer=key.issuer,
            options={"require_exp": True, "require_aud": True, "require_iss": True, "require_iat": True},
        )
    except (JWTError, ValueError, TypeError, RecursionError, AttributeError, KeyError) as error:
        raise TokenRefused(type(error).__name__) from error
    return dict(claims)
