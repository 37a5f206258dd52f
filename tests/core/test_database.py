from __future__ import annotations

import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from interurban.core.database import connection_url, libpq_url

SEVERAL = {
    "user": "u",
    "dbname": "db",
    "host": "h1,h2",
    "port": "5432,5433",
    "target_session_attrs": "read-write",
}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("postgres://u@h1:5433/db", {"user": "u", "dbname": "db", "host": "h1", "port": "5433"}),
        ("postgresql://u@h1:5432,h2:5433/db?target_session_attrs=read-write", SEVERAL),
        ("postgresql://u@h1,h2:5433/db?target_session_attrs=read-write", SEVERAL),
        ("postgresql://u@/db?host=h1:5432&host=h2:5433&target_session_attrs=read-write", SEVERAL),
        ("postgresql://u@/db?host=h1,h2&port=5432,5433&target_session_attrs=read-write", SEVERAL),
        (
            "postgresql://u@[::1]:5432,[::2]:5433/db",
            {"user": "u", "dbname": "db", "host": "::1,::2", "port": "5432,5433"},
        ),
        (
            "postgresql://u:p%2Cq@/db?host=/run/a:5432&host=/run/b:5432",
            {"user": "u", "password": "p,q", "dbname": "db", "host": "/run/a,/run/b", "port": "5432,5432"},
        ),
    ],
)
def test_an_address_means_the_same_to_both_drivers(given: str, meant: dict[str, str]) -> None:
    assert conninfo_to_dict(libpq_url(given)) == meant
    _, arguments = PGDialect_psycopg().create_connect_args(connection_url(given))
    assert {name: str(value) for name, value in arguments.items()} == meant
