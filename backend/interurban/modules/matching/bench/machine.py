"""The machine a bench runs on: its memory's speed, and what of it a process takes."""

from __future__ import annotations

import ctypes
import gc
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np


def described() -> str:
    load = os.getloadavg()[0]
    return f"{platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}, load {load:.1f}"


def milliseconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return (time.perf_counter() - started) * 1_000


class Reading:
    """Reads as many bytes as a scan does, once, with one core, and does nothing else with them."""

    def __init__(self, size: int) -> None:
        self._bytes = np.ones(max(size // 8, 1), np.uint64)

    def __call__(self) -> None:
        self._bytes.max()


def memory() -> int:
    """Bytes that are this process's own. Pages of files are the machine's, which takes them as it needs."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1_024
    return 0
