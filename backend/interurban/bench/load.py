"""A small load generator and a look at a process's CPU time; both cheap beside what they measure."""

from __future__ import annotations

import os
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"
_START_SECONDS = 60.0
_REST_SECONDS = 1.0


@contextmanager
def server(*arguments: str) -> Iterator[tuple[int, int]]:
    """Runs `python -m interurban.bench.serve …`; gives its process id and port."""
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "interurban.bench.serve", *arguments],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        _wait(port)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while True:
        try:
            socket.create_connection((HOST, port), 1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def settle(pid: int) -> None:
    """Waits until a process computes nothing by itself: what a start reads, it reads behind its answers.

    Raises TimeoutError after a minute.
    """
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        before = cpu_seconds(pid)
        time.sleep(_REST_SECONDS)
        if cpu_seconds(pid) - before <= _REST_SECONDS / 50:
            return
    raise TimeoutError(f"process {pid} does not come to rest")


def request(path: str, **headers: str) -> bytes:
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n{lines}\r\n".encode()


class Connection:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), 30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, message: bytes) -> tuple[int, bytes, bytes]:
        """Status, head and body of one answer."""
        self.socket.sendall(message)
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._receive()
        head, _, body = data.partition(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1])
        length = 0 if status == 304 else int(header(head, "content-length"))
        while len(body) < length:
            body += self._receive()
        return status, head, body

    def _receive(self) -> bytes:
        data = self.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data

    def close(self) -> None:
        self.socket.close()


def header(head: bytes, name: str) -> str:
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name.encode():
            return value.strip().decode()
    return ""


def answers(port: int, message: bytes, seconds: float, connections: int = 8) -> int:
    """How many answers to the same request come over kept connections; all must have one length."""
    first = Connection(port)
    _, head, body = first.ask(message)
    first.close()
    length = len(head) + 4 + len(body)
    poll = selectors.DefaultSelector()
    left: dict[int, int] = {}
    opened = [Connection(port).socket for _ in range(connections)]
    for one in opened:
        one.setblocking(False)
        poll.register(one, selectors.EVENT_READ)
        left[one.fileno()] = length
        one.send(message)
    buffer = bytearray(1 << 20)
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        for key, _ in poll.select(1):
            ready: socket.socket = key.fileobj  # type: ignore[assignment]
            got = ready.recv_into(buffer)
            left[key.fd] -= got
            if got == 0 or left[key.fd] < 0:
                raise ConnectionError("an answer has another length than the first one")
            if left[key.fd] == 0:
                done += 1
                left[key.fd] = length
                ready.send(message)
    for one in opened:
        one.close()
    return done


def cpu_seconds(pid: int) -> float:
    """User and system time of all threads of a process so far."""
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def family_cpu_seconds(pid: int) -> float:
    """That of a process and all its children, those included that have ended and been waited for."""
    ticks = sum(map(int, _stat(pid)[11:15]))
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = _stat(int(folder.name))
            except OSError:  # it ended while we looked
                continue
            ticks += sum(map(int, fields[11:13])) if int(fields[1]) == pid else 0
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    """Fields of proc(5)'s stat behind the name: state, parent, …"""
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
