"""What other modules may use of matching."""

from __future__ import annotations

from .categories import category_labels, import_codes, install_packages
from .store import announce, put_challenge, put_challenges, put_profile, put_profiles, remove
from .types import ChallengeDocument, ProfileDocument

__all__ = [
    "ChallengeDocument",
    "ProfileDocument",
    "announce",
    "category_labels",
    "import_codes",
    "install_packages",
    "put_challenge",
    "put_challenges",
    "put_profile",
    "put_profiles",
    "remove",
]
