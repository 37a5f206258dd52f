"""The product as a visitor meets it: `interurban serve` with its database, the demonstration, the page."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "frontend" / "dist"
SEEDED_CHALLENGES = 60
SECONDS = 120


@dataclass(frozen=True)
class Site:
    url: str

    def get(self, path: str) -> Any:
        """The JSON of a public address, as anybody gets it."""
        with urlopen(f"{self.url}{path}", timeout=10) as answer:
            return json.load(answer)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serve(home: Path) -> Iterator[Site]:
    """Blocks until the demonstration is in; the log is `home/log`."""
    if not (DIST / "index.html").exists():
        raise RuntimeError("the page is not built: run `make page`")
    port = free_port()
    home.mkdir(parents=True, exist_ok=True)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        # A model that becomes ready halfway through a journey would change what it finds.
        "INTERURBAN_MODEL": "false",
        "PYTHONPATH": str(ROOT / "backend"),
        "INTERURBAN_HOME": str(home),
        "INTERURBAN_REAL_DATA": "false",
        "INTERURBAN_PAGE_FOLDER": str(DIST),
        "PORT": str(port),
    }
    site = Site(f"http://127.0.0.1:{port}")
    with (home / "log").open("w") as log:
        command = [sys.executable, "-m", "interurban", "serve"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait(site, process, home / "log")
            yield site
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(site: Site, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            if site.get("/v1/challenges?total=true&limit=1")["total"] >= SEEDED_CHALLENGES:
                return
        except (URLError, ConnectionError):
            pass
        time.sleep(0.3)
    raise RuntimeError(f"the site did not come up:\n{log.read_text()[-3000:]}")
