"""The object store: a folder under `home`, or S3."""

from __future__ import annotations

from obstore.store import LocalStore, ObjectStore, from_url

from .settings import Settings


def open_store(settings: Settings) -> ObjectStore:
    if settings.files_url:
        return from_url(settings.files_url)
    folder = settings.home / "files"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return LocalStore(folder.resolve())
