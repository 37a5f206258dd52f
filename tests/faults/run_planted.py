"""Applies each planted fault in a scratch worktree and sees the test it names turn red.

    python tests/faults/run_planted.py [NAME ...]

A patch begins with two lines of its own:

    Fault: what is broken, in words
    Red: tests/…::test_…     (one or more, by spaces; every one must fail)

A test in tests/browser gets a page built from the patched sources.

Exits with 1 when a test is not green without the patch, or not red with it, or the patch no longer applies.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATCHES = Path(__file__).parent / "planted"
SECONDS = 180


@dataclass(frozen=True)
class Fault:
    path: Path
    words: str
    tests: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def needs_page(self) -> bool:
        return any(test.startswith("tests/browser/") for test in self.tests)


def read(path: Path) -> Fault:
    """Raises ValueError where a patch does not say what it breaks and which tests must see it."""
    head = path.read_text().partition("\ndiff --git ")[0]
    words = re.search(r"^Fault: (\S.*)$", head, re.MULTILINE)
    tests = re.search(r"^Red: (\S.*)$", head, re.MULTILINE)
    if words is None or tests is None:
        raise ValueError(f"{path.name} needs a line 'Fault: …' and a line 'Red: …' before its diff")
    return Fault(path, words[1], tuple(tests[1].split()))


def faults(names: list[str]) -> list[Fault]:
    found = [read(path) for path in sorted(PATCHES.glob("*.patch"))]
    unknown = set(names) - {fault.name for fault in found}
    if unknown:
        raise ValueError(f"no planted fault is called {', '.join(sorted(unknown))}")
    return [fault for fault in found if not names or fault.name in names]


def git(*arguments: str, cwd: Path = ROOT) -> str:
    done = subprocess.run(["git", *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


@contextmanager
def scratch() -> Iterator[Path]:
    """A worktree of what is checked out, changes of tracked files included."""
    with tempfile.TemporaryDirectory(prefix="planted-") as folder:
        tree = Path(folder) / "tree"
        git("worktree", "add", "--detach", str(tree), git("stash", "create") or "HEAD")
        try:
            yield tree
        finally:
            git("worktree", "remove", "--force", str(tree))


@contextmanager
def server() -> Iterator[str]:
    """One database server for all runs, where the caller has not given one."""
    given = os.environ.get("INTERURBAN_TEST_SERVER")
    if given:
        yield given
        return
    sys.path.insert(0, str(ROOT / "backend"))
    from interurban.core.postgres import EmbeddedServer

    with tempfile.TemporaryDirectory(prefix="planted-pg-") as folder:
        # Only the server's own folders are private; its account must be able to reach them.
        Path(folder).chmod(0o755)
        running = EmbeddedServer(Path(folder) / "server", conf={"fsync": "off", "synchronous_commit": "off"})
        running.start()
        try:
            yield running.url("DATABASE").replace("DATABASE", "{}")
        finally:
            running.stop()


def build_page(tree: Path) -> None:
    """The page of the worktree, with the packages that are installed beside the real one."""
    packages = tree / "frontend" / "node_modules"
    if not packages.exists():
        packages.symlink_to(ROOT / "frontend" / "node_modules")
    npm = [str(ROOT / "frontend" / "bin" / "npm"), "--prefix", str(tree / "frontend"), "run", "build"]
    done = subprocess.run(npm, cwd=tree, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the page cannot be built: {done.stderr[-500:]}")


def outcomes(tree: Path, tests: tuple[str, ...], url: str) -> dict[str, str]:
    """passed, failed or missing for each test; a failed set-up or import counts as missing."""
    environment = {**os.environ, "INTERURBAN_TEST_SERVER": url, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "--tb=line", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    found = verdicts(done.stdout, tests)
    if "missing" in found.values():
        print("\n".join(f"    {line}" for line in done.stdout.splitlines()[-12:]))
    return found


def verdicts(output: str, tests: tuple[str, ...]) -> dict[str, str]:
    """A test with parameters has failed when one of its cases has, and passed when all of them have."""
    found = dict.fromkeys(tests, "missing")
    for line in output.splitlines():
        word, _, rest = line.partition(" ")
        for test in tests:
            if rest == test or rest.startswith((f"{test} ", f"{test}[")):
                if word == "FAILED":
                    found[test] = "failed"
                elif word == "PASSED" and found[test] == "missing":
                    found[test] = "passed"
    return found


def complaint(fault: Fault, tree: Path, url: str) -> str | None:
    """What is wrong with this planted fault; null when its tests see it."""
    try:
        git("apply", "--whitespace=nowarn", str(fault.path), cwd=tree)
    except RuntimeError as error:
        return f"no longer applies; write it anew ({error})"
    try:
        if fault.needs_page:
            build_page(tree)
        found = outcomes(tree, fault.tests, url)
    finally:
        git("checkout", "--quiet", "--force", ".", cwd=tree)
        git("clean", "--quiet", "--force", "-d", cwd=tree)
    blind = [f"{test} {outcome}" for test, outcome in found.items() if outcome != "failed"]
    return f"not seen: {', '.join(blind)}" if blind else None


def main(names: list[str]) -> int:
    chosen = faults(names)
    bad = 0
    with server() as url, scratch() as tree:
        if any(fault.needs_page for fault in chosen):
            build_page(tree)
        every = tuple(sorted({test for fault in chosen for test in fault.tests}))
        for test, outcome in outcomes(tree, every, url).items():
            if outcome != "passed":
                print(f"  NOT GREEN  {test} {outcome} without any fault")
                bad += 1
        for fault in chosen:
            start = time.monotonic()
            wrong = complaint(fault, tree, url)
            bad += wrong is not None
            print(f"  {wrong or 'red':10} {fault.name}: {fault.words} ({time.monotonic() - start:.1f} s)")
    print(f"{len(chosen)} planted faults, {bad} complaints")
    return 1 if bad or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
