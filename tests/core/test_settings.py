from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from interurban.core.settings import Settings

PRODUCTION: dict[str, Any] = {
    "environment": "production",
    "host": "0.0.0.0",
    "secret_key": "x" * 40,
    "database_url": "postgresql://app@db/interurban",
    "public_url": "https://interurban.example",
}


def test_ready_accounts_are_on_in_development_on_loopback() -> None:
    assert Settings(environment="development", host="127.0.0.1").ready_accounts is True
    assert Settings(environment="development", host="0.0.0.0").ready_accounts is False
    assert Settings(environment="development", host="::1").ready_accounts is True
    assert Settings(environment="development", host="::1").origin == "http://[::1]:8000"
    assert Settings(environment="development", public_url="http://localhost:5173").ready_accounts is True


def test_a_development_server_that_a_proxy_shows_to_the_world_has_none() -> None:
    assert Settings(environment="development", public_url="https://city.example").ready_accounts is False


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"environment": "development", "host": "0.0.0.0"},
        {"environment": "development", "host": "192.0.2.7"},
        {"environment": "development", "host": "127.0.0.1", "public_url": "https://city.example"},
        {**PRODUCTION, "host": "127.0.0.1"},
    ],
)
def test_the_application_refuses_to_start_with_them_elsewhere(elsewhere: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="ready accounts"):
        Settings(ready_accounts=True, **elsewhere)


@pytest.mark.parametrize(
    ("field", "value"),
    [("secret_key", ""), ("database_url", None), ("public_url", "http://interurban.example")],
)
def test_production_needs_a_secret_a_database_and_https(field: str, value: object) -> None:
    assert Settings(**PRODUCTION).ready_accounts is False
    with pytest.raises(ValidationError):
        Settings(**{**PRODUCTION, field: value})


def test_a_development_secret_is_private_and_survives_a_restart(tmp_path: Path) -> None:
    first = Settings(environment="development", home=tmp_path).secret
    assert len(first) >= 32
    assert Settings(environment="development", home=tmp_path).secret == first
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
