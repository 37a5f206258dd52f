from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg
from tests.core.postgres.processes import PYTHONPATH, REPOSITORY, is_gone

from interurban.core.postgres import EmbeddedServer

# The worker that runs the server has done its own work long before the other.
SUITE = """
import os, time
from pathlib import Path
import psycopg, pytest

@pytest.mark.parametrize("number", range(2))
def test_server(postgres_server, number):
    owner = postgres_server.owner
    time.sleep(0 if owner else 1.5)
    with psycopg.connect(postgres_server.url()) as connection:
        connection.execute("select 1")
    seen = Path(__file__).with_name(os.environ["PYTEST_XDIST_WORKER"])
    seen.write_text(f"{postgres_server.pid} {owner}")
"""


def test_server_of_the_tests_answers(postgres_server: EmbeddedServer) -> None:
    with psycopg.connect(postgres_server.url()) as connection:
        assert connection.execute("show fsync").fetchone() == ("off",)


def test_workers_share_one_server_that_stays_for_the_last_and_leaves_nothing(base: Path) -> None:
    (base / "test_suite.py").write_text(SUITE)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n2",
        "-p",
        "tests.fixtures.postgres",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [*command, "-c", "/dev/null", "--rootdir", base, "--basetemp", base / "run", base / "test_suite.py"],
        cwd=base,
        env={"PYTHONPATH": f"{PYTHONPATH}:{REPOSITORY}"},
        capture_output=True,
        text=True,
    )
    assert "2 passed" in done.stdout, done.stdout
    seen = [(base / worker).read_text().split() for worker in ("gw0", "gw1")]
    assert len({pid for pid, _ in seen}) == 1
    assert sorted(owner for _, owner in seen) == ["False", "True"]
    assert is_gone(int(seen[0][0]))
    assert not (base / "run/postgres").exists()
