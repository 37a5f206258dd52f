"""Forged tokens of every kind known for this library; none may pass."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st
from jose import jwe  # noqa: TID251 (forging needs the library itself)

from interurban.core import tokens

SECRET = b"q8Zr2vT1xWm5sK9dLp3fGh7jNb4cYa6e"
KEY = tokens.TokenKey(SECRET, issuer="https://here.example", audience="api")
NOW = datetime.now(UTC)


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def claims(**changed: Any) -> dict[str, Any]:
    at = int(NOW.timestamp())
    body = {"sub": "1", "iss": KEY.issuer, "aud": KEY.audience, "iat": at, "exp": at + 600, **changed}
    return {name: value for name, value in body.items() if value is not ...}


def token(header: Any = None, body: Any = None, secret: bytes = SECRET, hash_name: str = "sha256") -> str:
    """Signs whatever it is given, as an attacker without scruples or our own key by mistake would."""
    head = {"alg": "HS256", "typ": "JWT"} if header is None else header
    parts = [
        b64(part if isinstance(part, bytes) else json.dumps(part).encode())
        for part in (head, claims() if body is None else body)
    ]
    signed = ".".join(parts)
    return f"{signed}.{b64(hmac.digest(secret, signed.encode(), hash_name))}"


def test_a_token_made_like_the_forged_ones_but_right_is_accepted() -> None:
    assert tokens.verify(KEY, token())["sub"] == "1"
    assert tokens.verify(KEY, tokens.sign(KEY, {"sub": "2"}, lifetime=timedelta(minutes=1)))["sub"] == "2"


HEADERS: dict[str, Any] = {
    "no algorithm": {"typ": "JWT"},
    "none": {"alg": "none"},
    "none in other letters": {"alg": "nOnE"},
    "null": {"alg": None},
    "another hash": {"alg": "HS512"},
    "another family": {"alg": "ES256"},
    "rsa": {"alg": "RS256"},
    "lower case": {"alg": "hs256"},
    "a list": {"alg": ["HS256"]},
    "unknown crit": {"alg": "HS256", "crit": ["x"], "x": 1},
    "known crit": {"alg": "HS256", "crit": ["exp"], "exp": 1},
    "empty crit": {"alg": "HS256", "crit": []},
    "unencoded payload": {"alg": "HS256", "b64": False},
    "compressed": {"alg": "HS256", "zip": "DEF"},
    "encrypted": {"alg": "HS256", "enc": "A256GCM"},
    "its own key": {"alg": "HS256", "jwk": {"kty": "oct", "k": b64(SECRET)}},
    "a key from elsewhere": {"alg": "HS256", "jku": "https://evil.example/keys"},
    "a certificate": {"alg": "HS256", "x5c": ["MIIB"]},
    "a certificate from elsewhere": {"alg": "HS256", "x5u": "https://evil.example/c"},
    "another type": {"alg": "HS256", "typ": "dpop+jwt"},
    "a type that is no text": {"alg": "HS256", "typ": ["JWT"]},
    "a list for a header": ["HS256"],
    "a number for a header": 7,
    "not json": b"alg=HS256",
    "not utf-8": b'{"alg":"HS256\xff"}',
    "deep": b"[" * 3_000,
}


@pytest.mark.parametrize("name", HEADERS)
def test_header_is_refused(name: str) -> None:
    with pytest.raises(tokens.TokenRefused):
        tokens.verify(KEY, token(HEADERS[name]))


LATER, EARLIER = int(NOW.timestamp()) + 900, int(NOW.timestamp()) - 900
BODIES: dict[str, Any] = {
    "no exp": claims(exp=...),
    "no aud": claims(aud=...),
    "no iss": claims(iss=...),
    "no iat": claims(iat=...),
    "out of date": claims(exp=EARLIER),
    "not yet": claims(nbf=LATER),
    "another audience": claims(aud="web"),
    "another audience in a list": claims(aud=["web"]),
    "audience is null": claims(aud=None),
    "an audience that begins alike": claims(aud="api2"),
    "another issuer": claims(iss="https://there.example"),
    "exp is text": claims(exp="soon"),
    "exp is null": claims(exp=None),
    "exp is endless": json.dumps(claims(exp=float("inf"))).encode(),
    "exp is no number": json.dumps(claims(exp=float("nan"))).encode(),
    "a list for claims": [1],
    "not json": b"sub=1",
    "not utf-8": b'{"sub":"\xff"}',
    "deep": b"[" * 3_000,
}


@pytest.mark.parametrize("name", BODIES)
def test_claims_are_refused(name: str) -> None:
    with pytest.raises(tokens.TokenRefused):
        tokens.verify(KEY, token(body=BODIES[name]))


def respelled(value: str) -> str:
    """The same signature bytes: the last of 43 characters has two bits that decode to nothing."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet.index(value[-1])
    return value[:-1] + alphabet[last ^ 1]


SPELLINGS: dict[str, Callable[[str], str]] = {
    "empty": lambda t: "",
    "two parts": lambda t: t.rsplit(".", 1)[0],
    "no signature": lambda t: t.rsplit(".", 1)[0] + ".",
    "four parts": lambda t: t + ".x",
    "five parts, as a JWE": lambda t: t + ".x.y",
    "padded": lambda t: t + "=",
    "a space before": lambda t: " " + t,
    "a line after": lambda t: t + "\n",
    "signature respelled": respelled,
    "letters outside the alphabet": lambda t: t[:-5] + "!" + t[-5:],
    "not ascii": lambda t: t + "é",
    "signature of another hash": lambda t: token(hash_name="sha512"),
    "signature cut": lambda t: t[:-2],
    "signature of zeros": lambda t: t.rsplit(".", 1)[0] + "." + "A" * 43,
    "body exchanged": lambda t: ".".join(
        [t.split(".")[0], b64(json.dumps(claims(sub="2")).encode()), t.split(".")[2]]
    ),
    "another secret": lambda t: token(secret=b"another-secret-of-the-right-length!"),
    "an empty secret": lambda t: token(secret=b""),
    "the issuer as secret": lambda t: token(secret=KEY.issuer.encode()),
    "too long": lambda t: token(body=claims(pad="x" * 9_000)),
    "json serialisation": lambda t: json.dumps(
        dict(zip(("protected", "payload", "signature"), t.split("."), strict=True))
    ),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_spelling_is_refused(name: str) -> None:
    forged = SPELLINGS[name](token())
    with pytest.raises(tokens.TokenRefused):
        tokens.verify(KEY, forged)


def test_a_jwe_under_our_own_secret_is_refused() -> None:
    wrapped = jwe.encrypt(json.dumps(claims()).encode(), SECRET, algorithm="dir", encryption="A256GCM")
    with pytest.raises(tokens.TokenRefused):
        tokens.verify(KEY, wrapped.decode())


@given(st.text(max_size=300) | st.binary(max_size=200).map(lambda raw: f"{b64(raw)}.e30.{'A' * 43}"))
@settings(max_examples=200, deadline=None)
def test_noise_is_refused_and_never_breaks(noise: str) -> None:
    with pytest.raises(tokens.TokenRefused):
        tokens.verify(KEY, noise)


def public_key_forms() -> dict[str, bytes]:
    """Everything a public key is published as, which a confused verifier would take as an HMAC secret."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    keys = {
        "ec": point,
        "rsa": rsa.generate_private_key(65537, 2048).public_key(),
        "ed": ed25519.Ed25519PrivateKey.generate().public_key(),
    }
    found: dict[str, bytes] = {}
    for name, key in keys.items():
        pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        ssh = key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
        found |= {
            f"{name} pem": pem,
            f"{name} pem with lines before": b"\r\n\xef\xbb\xbf" + pem,
            f"{name} der": der,
            f"{name} der in base64": base64.b64encode(der),
            f"{name} der in base64 lines": base64.encodebytes(der),
            f"{name} der in url base64": b64(der).encode(),
            f"{name} der in hex": der.hex().encode(),
            f"{name} ssh": ssh,
            f"{name} ssh with a space before": b" \t" + ssh,
            f"{name} ssh without its type": ssh.split()[1],
        }
    pkcs1 = keys["rsa"].public_bytes(Encoding.DER, PublicFormat.PKCS1)
    plain = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    numbers = point.public_numbers()
    jwk = {"kty": "EC", "crv": "P-256", "x": b64(numbers.x.to_bytes(32)), "y": b64(numbers.y.to_bytes(32))}
    return found | {
        "rsa pkcs1": pkcs1,
        "rsa pkcs1 in base64": base64.b64encode(pkcs1),
        "point": plain,
        "point in base64": base64.b64encode(plain),
        "compressed point": point.public_bytes(Encoding.X962, PublicFormat.CompressedPoint),
        "jwk": json.dumps(jwk).encode(),
        "jwk set": json.dumps({"keys": [jwk]}).encode(),
    }


PUBLIC_KEYS = public_key_forms()


@pytest.mark.parametrize("name", PUBLIC_KEYS)
def test_a_public_key_is_never_a_secret(name: str) -> None:
    form = PUBLIC_KEYS[name]
    with pytest.raises(ValueError, match="token secret"):
        tokens.TokenKey(form, issuer="i", audience="a")


@pytest.mark.parametrize(
    "secret", [b"", b"short", b"a" * 64, b"0" * 31, b"1234567890" * 4, b'"' + b"abcdefgh" * 5 + b'"']
)
def test_a_weak_secret_is_refused(secret: bytes) -> None:
    with pytest.raises(ValueError, match="token secret"):
        tokens.TokenKey(secret, issuer="i", audience="a")


def test_keys_of_two_audiences_differ_and_never_take_each_others_tokens() -> None:
    ours, theirs = (tokens.TokenKey.derived(SECRET, issuer="i", audience=a) for a in ("api", "mail"))
    assert ours.secret != theirs.secret
    signed = tokens.sign(ours, {"sub": "1"}, lifetime=timedelta(minutes=1))
    assert tokens.verify(ours, signed)["sub"] == "1"
    with pytest.raises(tokens.TokenRefused):
        tokens.verify(theirs, signed)


@given(st.binary(min_size=32, max_size=64))
@settings(max_examples=300, deadline=None)
def test_deriving_never_fails_by_chance(number: bytes) -> None:
    installed = hashlib.sha256(number).hexdigest().encode()
    assert len(tokens.TokenKey.derived(installed, issuer="i", audience="a").secret) >= 64


@pytest.mark.parametrize(
    "secret", [b"", public_key_forms()["ec pem"], public_key_forms()["rsa der in base64"]]
)
def test_an_installation_whose_secret_is_public_cannot_sign(secret: bytes) -> None:
    with pytest.raises(ValueError, match="installation's secret"):
        tokens.TokenKey.derived(secret, issuer="i", audience="a")
