"""A skipped test is a test nobody ran: it fails the run, unless it is on a list below and `shared/` is away.

Where `shared/` is, the machine is one that runs everything; elsewhere only what is named may be left out.
"""

from __future__ import annotations

from collections.abc import Generator
from fnmatch import fnmatch

import pytest

from tests.shared_data import ROOT

# Node ids, as patterns. These read real data, which is never committed.
NEED_SHARED = (
    "tests/modules/cities/test_country_table.py::test_codes_are_those_of_the_reference_file",
    "tests/modules/matching/test_cpv_table.py::test_codes_are_those_of_the_official_file",
    "tests/modules/sources/test_shared_files.py::*",
)
# These change accounts, mounts or namespaces, for which an ordinary account may lack the rights.
NEED_RIGHTS = ("tests/core/postgres/*",)


def refusal(nodeid: str, reason: str, *, shared: bool) -> str | None:
    """Why this skip is not allowed; null when it is."""
    if shared:
        return f"skipped although shared/ is here: {reason}"
    if not any(fnmatch(nodeid, pattern) for pattern in NEED_SHARED + NEED_RIGHTS):
        return f"not on the list of tests that may skip (tests/skips.py): {reason}"
    return None


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    where = report.longrepr
    return where[2] if isinstance(where, tuple) else str(where)


def refuse(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turns a skip that is not allowed into a failure. An expected failure counts as a skip."""
    if report.outcome != "skipped":
        return
    why = refusal(report.nodeid, reason_of(report), shared=ROOT.exists())
    if why is not None:
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: {why}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    refuse(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    refuse(report)
    return report
