"""What other modules may use of identity: who is asking, organisations, and where to reach their people."""

from __future__ import annotations

from .service.authentication import authenticate
from .service.organisations import (
    add_membership,
    contacts,
    create_organisation,
    create_organisations,
    create_platform_admin,
    member_ids,
    on_supplier_created,
    rename_organisation,
)
from .service.ready_accounts import ensure_ready_accounts
from .types import READY_ACCOUNTS, Contact, OrganisationKind

__all__ = [
    "READY_ACCOUNTS",
    "Contact",
    "OrganisationKind",
    "add_membership",
    "authenticate",
    "contacts",
    "create_organisation",
    "create_organisations",
    "create_platform_admin",
    "ensure_ready_accounts",
    "member_ids",
    "on_supplier_created",
    "rename_organisation",
]
