"""What a person reads who starts it wrongly: what to do, in a line, and nothing secret."""

from __future__ import annotations

import pytest

from interurban.cli import main


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "PUBLIC_URL", "READY_ACCOUNTS", "SECRET_KEY"):
        monkeypatch.delenv(f"INTERURBAN_{name}", raising=False)


def test_refused_settings_are_said_without_what_was_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INTERURBAN_ENVIRONMENT", "production")
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:hunter2@db/interurban")
    assert main(["serve"]) == 2
    said = capsys.readouterr().err
    assert said == "interurban: INTERURBAN_SECRET_KEY must hold at least 32 characters in production.\n"
    monkeypatch.setenv("INTERURBAN_ENVIRONMENT", "prod")
    assert main(["serve"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("interurban: environment: Input should be 'development'")
    assert said.count("\n") == 1


def test_a_database_that_does_not_answer_is_a_line_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INTERURBAN_ENVIRONMENT", "development")
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:hunter2@127.0.0.1:1/interurban")
    assert main(["migrate"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("interurban: the database does not work: ")
    assert "Connection refused" in said
    assert "hunter2" not in said
