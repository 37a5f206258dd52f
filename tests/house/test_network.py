from __future__ import annotations

import asyncio
import socket

import pytest

from tests.fixtures.network import NetworkRefused


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "interurban.example", b"interurban.example"])
def test_a_connection_beyond_this_machine_is_refused(host: str | bytes) -> None:
    family = socket.AF_INET6 if host == "2001:db8::1" else socket.AF_INET
    with socket.socket(family) as plain, pytest.raises(NetworkRefused, match="tried to reach"):
        plain.connect((host, 80))
    with pytest.raises(NetworkRefused):
        socket.getaddrinfo(host, 80)


async def test_an_event_loop_cannot_reach_out_either() -> None:
    with pytest.raises(NetworkRefused):
        await asyncio.open_connection("192.0.2.1", 80)


async def test_loopback_stays_open() -> None:
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    async with server:
        _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.close()
        await writer.wait_closed()
