"""Two engines on one PostgreSQL: writes through the ORM in transactions, reads with AUTOCOMMIT."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import DateTime, MetaData, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column

APPLICATION_ROLE, READ_ROLE, OWNER_ROLE, OPENER_ROLE = (
    "interurban_app",
    "interurban_read",
    "interurban_owner",
    "interurban_opener",
)

_NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=_NAMING)
    type_annotation_map = {datetime: DateTime(timezone=True), dict[str, Any]: JSONB}


# Keys are UUIDv7, made by PostgreSQL 18, so that they sort by creation and never need a round trip first.
Key = Annotated[UUID, mapped_column(primary_key=True, server_default=text("uuidv7()"))]
CreatedAt = Annotated[datetime, mapped_column(server_default=text("now()"))]


_HOST = re.compile(r"(?P<name>\[[^\]]*\]|[^:]*)(?::(?P<port>\d+))?")
_SEVERAL_HOSTS = re.compile(r"^(?P<start>[\w+]+://(?:[^@/?]*@)?)(?P<hosts>[^@/?]*,[^@/?]*)(?P<rest>[/?].*)?$")


def connection_url(raw: str) -> URL:
    """Takes postgres://, postgresql:// and several hosts, as libpq and as SQLAlchemy write them.

    Always the psycopg 3 driver. Several hosts come out as `host=a,b&port=1,2`, which both understand.
    """
    several = _SEVERAL_HOSTS.match(raw)
    if several:
        raw = f"{several['start']}{several['rest'] or '/'}"
    url = make_url(raw).set(drivername="postgresql+psycopg")
    hosts = several["hosts"].split(",") if several else url.query.get("host", "")
    if isinstance(hosts, str):
        return url
    parts = [_HOST.fullmatch(host) for host in hosts]
    query = {
        "host": ",".join(part["name"].strip("[]") for part in parts if part),
        "port": ",".join(part["port"] or "5432" for part in parts if part),
    }
    return url.update_query_dict(query)


def libpq_url(raw: str) -> str:
    """The same address for plain psycopg (LISTEN, COPY, jobs)."""
    return connection_url(raw).set(drivername="postgresql").render_as_string(hide_password=False)


def make_engine(raw: str, *, role: str, autocommit: bool = False, pool_size: int = 10) -> AsyncEngine:
    """Connections work as `role` whoever logs in, so that one DATABASE_URL gives the rights of each part.

    Reads are planned for their values: what a filter leaves over decides between walking an order and
    sorting a few, compiling a query takes longer than any of ours, and pages are in memory or on flash.
    """
    planning = (
        " -c plan_cache_mode=force_custom_plan -c jit=off -c random_page_cost=1.1" if autocommit else ""
    )
    return create_async_engine(
        connection_url(raw),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        isolation_level="AUTOCOMMIT" if autocommit else "READ COMMITTED",
        connect_args={
            "options": f"-c role={role} -c timezone=UTC -c statement_timeout=60s{planning}",
            "connect_timeout": 5,
            # Statements seen twice are prepared on the server: the read path runs few shapes, often.
            "prepare_threshold": 2,
        },
    )


class Database:
    """The engines of one process. `write()` is one transaction; `read()` is an autocommit connection."""

    def __init__(self, url: str, *, read_url: str | None = None, pool_size: int = 10) -> None:
        self.url = url
        self.engine = make_engine(url, role=APPLICATION_ROLE, pool_size=pool_size)
        self.read_engine = make_engine(read_url or url, role=READ_ROLE, autocommit=True, pool_size=pool_size)
        self.sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        async with self.sessions() as session, session.begin():
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        async with self.read_engine.connect() as connection:
            yield connection

    async def close(self) -> None:
        await self.engine.dispose()
        await self.read_engine.dispose()


async def database_now(session: AsyncSession) -> datetime:
    """The database's clock at this moment (not the transaction's start)."""
    now: datetime = (await session.execute(text("SELECT clock_timestamp()"))).scalar_one()
    return now
