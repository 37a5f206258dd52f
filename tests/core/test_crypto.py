from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag

from interurban.core import crypto


def test_what_is_stored_of_a_token_is_its_sha256() -> None:
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert crypto.token_hash("abc") == bytes.fromhex(known)


def test_tokens_never_repeat_and_keep_their_prefix() -> None:
    made = {crypto.new_token("iu_") for _ in range(100)}
    assert len(made) == 100
    assert all(len(token) == 46 and token.startswith("iu_") for token in made)


def test_what_is_sealed_opens_only_as_it_was_and_for_its_purpose() -> None:
    secret = bytes(32)
    sealed = crypto.seal(secret, "answers", b"plain")
    assert b"plain" not in sealed
    assert crypto.unseal(secret, "answers", sealed) == b"plain"
    for key, purpose, changed in (
        (secret, "drafts", sealed),
        (bytes(31) + b"1", "answers", sealed),
        (secret, "answers", sealed[:-1] + bytes([sealed[-1] ^ 1])),
    ):
        with pytest.raises(InvalidTag):
            crypto.unseal(key, purpose, changed)
