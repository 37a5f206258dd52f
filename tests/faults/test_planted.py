from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import run_planted

TEST = "tests/core/test_x.py::test_one"


def patch(folder: Path, head: str) -> Path:
    path = folder / "some-fault.patch"
    path.write_text(f"{head}\ndiff --git a/x b/x\n")
    return path


def test_a_patch_says_what_it_breaks_and_who_sees_it(tmp_path: Path) -> None:
    fault = run_planted.read(patch(tmp_path, f"Fault: the clock stands still\nRed: {TEST} {TEST}_more\n"))
    assert (fault.name, fault.words) == ("some-fault", "the clock stands still")
    assert fault.tests == (TEST, f"{TEST}_more")


@pytest.mark.parametrize("head", ["Fault: nothing names a test", f"Red: {TEST}", "", "Fault: \nRed: \n"])
def test_a_patch_without_words_or_tests_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(ValueError, match="needs a line"):
        run_planted.read(patch(tmp_path, head))


@pytest.mark.parametrize(
    ("output", "outcome"),
    [
        (f"PASSED {TEST}", "passed"),
        (f"FAILED {TEST} - AssertionError", "failed"),
        (f"PASSED {TEST}[a]\nFAILED {TEST}[b] - AssertionError\nPASSED {TEST}[c]", "failed"),
        (f"PASSED {TEST}[a]\nPASSED {TEST}[b]", "passed"),
        (f"FAILED {TEST}_more - AssertionError", "missing"),
        (f"ERROR {TEST} - ImportError", "missing"),
        ("no tests ran", "missing"),
    ],
)
def test_only_a_failed_assertion_counts_as_red(output: str, outcome: str) -> None:
    assert run_planted.verdicts(output, (TEST,)) == {TEST: outcome}


def test_every_planted_fault_names_tests_that_exist() -> None:
    for fault in run_planted.faults([]):
        for test in fault.tests:
            path, _, name = test.partition("::")
            source = (run_planted.ROOT / path).read_text()
            assert f"def {name.partition('[')[0]}(" in source, f"{fault.name}: {test}"


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="no planted fault is called nothing-here"):
        run_planted.faults(["nothing-here"])
