"""The command line. Every command is a few lines here; the work is in the modules."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import json
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psycopg
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from interurban import seed, serve
from interurban.bench import encoding as encoder_bench
from interurban.bench import feed as feed_bench
from interurban.bench import importing as import_bench
from interurban.bench import matching as matching_bench
from interurban.core.settings import Settings
from interurban.modules.barriers import evaluation as barriers_evaluation
from interurban.modules.matching import evaluation as matching_evaluation
from interurban.modules.sources import command as sources

Run = Callable[[argparse.Namespace], int | None]

BENCHES = {
    "encoder": encoder_bench,
    "feed": feed_bench,
    "import": import_bench,
    "matching": matching_bench,
}

EVALUATIONS = {"barriers": barriers_evaluation, "matching": matching_evaluation}


def main(arguments: Sequence[str] | None = None) -> int:
    given = build_parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("interurban").setLevel(logging.INFO)
    try:
        return int(given.run(given) or 0)
    except KeyboardInterrupt:
        return 130
    except ValidationError as error:
        print(*_refused(error), sep="\n", file=sys.stderr)
        return 2
    except (psycopg.OperationalError, OperationalError) as error:
        print(f"interurban: the database does not work: {getattr(error, 'orig', error)}", file=sys.stderr)
        return 2
    except (ValueError, FileNotFoundError, RuntimeError) as error:
        print(f"interurban: {error}", file=sys.stderr)
        return 2


def _refused(error: ValidationError) -> Iterator[str]:
    """Not as pydantic prints it: that shows what was given, and a password may be in it."""
    for found in error.errors():
        path = "".join(f"{part}: " for part in found["loc"])
        yield f"interurban: {path}{found['msg'].removeprefix('Value error, ')}"


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="interurban", description="One feed for every city's challenges.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=text, description=text)
        found.set_defaults(run=run)
        return found

    command("serve", run_serve, "Start the API and the page (and the database, where none is given).")
    command("worker", run_worker, "Run jobs and send what waits in the outbox.")
    command("migrate", run_migrate, "Bring the database's schema to the newest version.")
    command("openapi", run_openapi, "Write the OpenAPI document to standard output.")
    command("seed", run_seed, "Fill the database with the demonstration and the installed data packages.")
    sources.add_arguments(command("import", run_import, "Import the records of another portal."))

    codes = command("import-codes", run_import_codes, "Install the labels of a classification.")
    codes.add_argument("classification", choices=["cpv"])
    codes.add_argument("file", type=Path, metavar="FILE", help="JSON Lines, JSON or CSV; .gz as it comes")

    admin = command("create-admin", run_create_admin, "Create a platform admin; asks for the password.")
    admin.add_argument("email")
    admin.add_argument("--name", default="Platform admin")

    evaluate = commands.add_parser("evaluate", help="Measure quality on a labelled set.")
    evaluations = evaluate.add_subparsers(required=True, metavar="WHAT")
    for name, evaluation in EVALUATIONS.items():
        found = evaluations.add_parser(name, help=evaluation.__doc__)
        evaluation.add_arguments(found)
        found.set_defaults(run=evaluation.main)

    bench = commands.add_parser("bench", help="Measure speed, as ratios to a floor of the same run.")
    benches = bench.add_subparsers(required=True, metavar="WHAT")
    for name, module in BENCHES.items():
        found = benches.add_parser(name, help=module.__doc__)
        module.add_arguments(found)
        found.set_defaults(run=module.main)
    return parser


def run_serve(given: argparse.Namespace) -> None:
    serve.serve(Settings())


def run_worker(given: argparse.Namespace) -> None:
    from interurban.worker import run

    settings = Settings()
    with serve.database_of(settings) as url:
        asyncio.run(run(settings, url))


def run_migrate(given: argparse.Namespace) -> None:
    with serve.database_of(Settings()) as url:
        serve.migrate(url)


def run_openapi(given: argparse.Namespace) -> None:
    from interurban.app import create_app

    settings = Settings(environment="test", home=Path("/nonexistent"), ready_accounts=True)
    document = create_app(settings, "postgresql://nowhere/nothing").openapi()
    print(json.dumps(document, indent=1, ensure_ascii=False))


def run_seed(given: argparse.Namespace) -> None:
    settings = Settings()
    with serve.database_of(settings) as url:
        asyncio.run(seed.run(settings, url))


def run_import(given: argparse.Namespace) -> int:
    settings = Settings()
    with serve.database_of(settings) as url:
        serve.migrate_unless_production(settings, url)
        return asyncio.run(sources.run(settings, url, given))


def run_import_codes(given: argparse.Namespace) -> None:
    settings = Settings()
    with serve.database_of(settings) as url:
        serve.migrate_unless_production(settings, url)
        print(f"{asyncio.run(seed.install_codes(url, given.file)):,} labels are installed.")


def run_create_admin(given: argparse.Namespace) -> None:
    # Asked for, or read from standard input, so that it is in no shell's history.
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    with serve.database_of(Settings()) as url:
        asyncio.run(seed.create_admin(url, given.email, given.name, password))
