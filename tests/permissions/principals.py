"""Everybody who may ask, as the matrix knows them: roles at home and elsewhere, programs, and nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interurban.core.actor import Role

Home = Literal["city", "supplier", "platform"]
CITY_ROLES = (Role.city_admin, Role.city_officer, Role.evaluator)
SUPPLIER_ROLES = (Role.supplier_owner, Role.supplier_member)


@dataclass(frozen=True)
class Principal:
    """`roles` are empty for nobody. A program (`client`) acts with several; a person has one.

    `own` is about the organisation that the tested thing belongs to, if it is of this `home`.
    """

    name: str
    home: Home | None = None
    roles: frozenset[Role] = frozenset()
    own: bool = True
    over: bool = False
    client: bool = False
    scoped: bool = True


def person(role: Role, home: Home, *, own: bool = True, over: bool = False) -> Principal:
    where = "over" if over else "own" if own else "other"
    return Principal(f"{role} ({where})", home, frozenset({role}), own=own, over=over)


def program(home: Home, *, own: bool = True, scoped: bool = True) -> Principal:
    """What a program may be at most is decided here anew, not read from the code."""
    admin_side = {Role.city_admin, Role.city_officer} if home == "city" else {Role.supplier_owner}
    name = f"program of a {home} ({'own' if own else 'other'}{'' if scoped else ', without the scope'})"
    return Principal(name, home, frozenset(admin_side), own=own, client=True, scoped=scoped)


PRINCIPALS: tuple[Principal, ...] = (
    Principal("nobody"),
    person(Role.platform_admin, "platform"),
    *(person(role, "city") for role in CITY_ROLES),
    *(person(role, "city", own=False) for role in CITY_ROLES),
    *(person(role, "supplier") for role in SUPPLIER_ROLES),
    *(person(role, "supplier", own=False) for role in SUPPLIER_ROLES),
    person(Role.city_admin, "city", over=True),
    person(Role.supplier_owner, "supplier", over=True),
    program("city"),
    program("city", own=False),
    program("city", scoped=False),
    program("supplier"),
    program("supplier", own=False),
    program("supplier", scoped=False),
)
