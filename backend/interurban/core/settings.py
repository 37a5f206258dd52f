"""Settings, from the environment with the prefix INTERURBAN_ (and DATABASE_URL as every host names it)."""

from __future__ import annotations

import os
import secrets
import sys
import sysconfig
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="INTERURBAN_", extra="ignore", populate_by_name=True)

    environment: Literal["development", "test", "production"] = "development"
    home: Path = Path(".interurban")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, validation_alias=AliasChoices("PORT", "INTERURBAN_PORT"))
    public_url: str = Field(
        default="", description="Origin under which people reach the page, without a slash."
    )
    allowed_origins: list[str] = Field(default=[], description="Origins of a separately hosted page.")
    page_folder: Path | None = Field(default=None, description="The built page; null serves the API alone.")

    database_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("DATABASE_URL", "INTERURBAN_DATABASE_URL"),
        description="Any PostgreSQL >= 18 with pgvector. Empty starts the embedded server under `home`.",
    )
    database_read_url: str | None = None
    pool_size: int = 10

    secret_key: SecretStr = SecretStr("")
    ready_accounts: bool | None = Field(
        default=None, description="One-click demonstration accounts. Only in development on loopback."
    )
    demonstration: bool = Field(
        default=True, description="Seed invented cities and challenges at first start."
    )
    real_data: bool = Field(default=True, description="Import the installed data packages at first start.")
    data_folder: Path | None = Field(default=None, description="Where the data packages are unpacked.")
    model: bool = Field(default=True, description="Match with the language model where it is installed.")
    model_file: Path | None = Field(
        default=None, description="The model's weights; null finds them among the data packages."
    )
    worker_inside: bool | None = Field(default=None, description="Run the job worker inside the API process.")

    smtp_url: str = Field(
        default="", description="smtp://user:password@host:587; empty prints to the console."
    )
    mail_from: str = "Interurban <no-reply@interurban.example>"
    files_url: str = Field(default="", description="s3://bucket/prefix; empty keeps files under `home`.")
    ocid_prefix: str = "ocds-iu0000"

    @model_validator(mode="after")
    def safe_outside_development(self) -> Self:
        """Refuse to start with what is only fit for a developer's own machine."""
        # Behind a proxy the host is on loopback as well: what people open has to be this machine too.
        at_home = self.on_loopback and _is_loopback(urlsplit(self.origin).hostname or "")
        if self.ready_accounts is None:
            self.ready_accounts = self.environment == "development" and at_home
        if self.ready_accounts and not (self.environment in ("development", "test") and at_home):
            raise ValueError(
                "ready accounts sign anyone in without a password: only for development on loopback. "
                "Unset INTERURBAN_READY_ACCOUNTS, or use INTERURBAN_ENVIRONMENT=development with "
                "INTERURBAN_HOST=127.0.0.1 and no INTERURBAN_PUBLIC_URL but of this machine."
            )
        if self.environment == "production":
            if len(self.secret_key.get_secret_value()) < 32:
                raise ValueError("INTERURBAN_SECRET_KEY must hold at least 32 characters in production.")
            if not self.database_url:
                raise ValueError(
                    "DATABASE_URL is required in production; the embedded server is for one machine."
                )
            if not self.public_url.startswith("https://"):
                raise ValueError("INTERURBAN_PUBLIC_URL must be the https origin people use in production.")
        return self

    @property
    def on_loopback(self) -> bool:
        return _is_loopback(self.host)

    @property
    def secure_cookies(self) -> bool:
        return self.public_url.startswith("https://") or not self.on_loopback

    @property
    def verifies_addresses(self) -> bool:
        """Whether an account waits for the link in its mail; a developer without SMTP could not follow it."""
        return self.environment == "production" or bool(self.smtp_url)

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def runs_worker(self) -> bool:
        return self.worker_inside if self.worker_inside is not None else self.database_url is None

    @property
    def data_folders(self) -> list[Path]:
        """Where data packages may be: as set; else beside the environment, or installed like any other."""
        if self.data_folder is not None:
            return [self.data_folder]
        return [Path(sys.prefix) / "data", Path(sysconfig.get_paths()["purelib"])]

    @cached_property
    def secret(self) -> bytes:
        """The signing secret. Development keeps a random one under `home`, so that it survives a restart."""
        given = self.secret_key.get_secret_value()
        if given:
            return given.encode()
        path = self.home / "secret"
        self.home.mkdir(parents=True, exist_ok=True)
        try:
            with open(path, "x", opener=_private) as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
        return path.read_bytes()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
