from __future__ import annotations

from pathlib import Path

import pytest

from tests import skips

FILE = """
import pytest
from tests.shared_data import shared

def test_reads_shared():
    shared("data")

@pytest.mark.skip(reason="not today")
def test_never():
    pass

@pytest.mark.xfail(reason="known")
def test_known():
    raise AssertionError

def test_plain():
    pass
"""


def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, shared: Path) -> pytest.RunResult:
    root = Path(__file__).resolve().parents[2]
    monkeypatch.setenv("INTERURBAN_SHARED", str(shared))
    monkeypatch.setenv("PYTHONPATH", str(root))
    pytester.makepyfile(test_planted=FILE)
    return pytester.runpytest_subprocess("-p", "tests.skips", "-p", "no:cacheprovider", "-p", "no:xdist")


def test_any_skip_fails_where_shared_is(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = run(pytester, monkeypatch, tmp_path)
    found.assert_outcomes(passed=1, failed=2, errors=1)
    found.stdout.fnmatch_lines(["*test_never: skipped although shared/ is here: Skipped: not today*"])


def test_a_skip_that_is_not_listed_fails_where_shared_is_away(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = run(pytester, monkeypatch, tmp_path / "away")
    found.assert_outcomes(passed=1, failed=2, errors=1)
    found.stdout.fnmatch_lines(["*test_reads_shared: not on the list of tests that may skip*"])


def test_a_listed_skip_passes_only_where_shared_is_away() -> None:
    listed = skips.NEED_SHARED[0]
    assert skips.refusal(listed, "absent", shared=False) is None
    assert skips.refusal(listed, "absent", shared=True) is not None


def test_every_listed_test_exists() -> None:
    root = Path(__file__).resolve().parents[2]
    for pattern in skips.NEED_SHARED + skips.NEED_RIGHTS:
        path, _, name = pattern.partition("::")
        files = list(root.glob(path))
        assert files, f"{pattern} names no file"
        if name:
            function = name.partition("[")[0].rstrip("*")
            assert any(f"def {function}" in file.read_text() for file in files), f"{pattern} names no test"
