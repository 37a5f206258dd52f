"""The command line. Every command is a few lines here; the work is in the modules."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from interurban.core.settings import Settings
from interurban.modules.matching import bench as matching_bench
from interurban.modules.matching import evaluation as matching_evaluation


def main(arguments: Sequence[str] | None = None) -> int:
    parser = build_parser()
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("interurban").setLevel(logging.INFO)
    try:
        return int(given.run(given) or 0)
    except KeyboardInterrupt:
        return 130
    except (ValueError, FileNotFoundError, RuntimeError) as error:
        print(f"interurban: {error}", file=sys.stderr)
        return 2


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="interurban", description="One feed for every city's challenges.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=text, description=text)
        found.set_defaults(run=run)
        return found

    command("serve", run_serve, "Start the API and the page (and the database, where none is given).")
    command("worker", run_worker, "Run jobs and send what waits in the outbox.")
    command("migrate", run_migrate, "Bring the database's schema to the newest version.")
    evaluating = command("evaluate", run_evaluate, "Measure matching on a labelled set.")
    evaluating.add_argument("what", choices=["matching"])
    matching_evaluation.add_arguments(evaluating)
    benching = command("bench", run_bench, "Measure speed.")
    benching.add_argument("what", choices=["matching"])
    matching_bench.add_arguments(benching)
    codes = command("import-codes", run_import_codes, "Install the labels of a classification.")
    codes.add_argument("classification", choices=["cpv"])
    codes.add_argument("file", type=Path, metavar="FILE", help="JSON Lines or CSV, may be gzipped")
    command("openapi", run_openapi, "Write the OpenAPI document to standard output.")
    command("seed", run_seed, "Fill the database with the demonstration and the installed data packages.")
    return parser


def run_serve(given: argparse.Namespace) -> None:
    from interurban.serve import serve

    serve(Settings())


def run_worker(given: argparse.Namespace) -> None:
    from interurban.serve import database_of
    from interurban.worker import run

    settings = Settings()
    with database_of(settings) as url:
        asyncio.run(run(settings, url))


def run_evaluate(given: argparse.Namespace) -> int:
    return matching_evaluation.main(given)


def run_bench(given: argparse.Namespace) -> int:
    return matching_bench.main(given)


def run_import_codes(given: argparse.Namespace) -> None:
    from interurban.core.database import Database
    from interurban.modules.matching.public import import_codes
    from interurban.serve import database_of

    async def run(url: str) -> int:
        database = Database(url, pool_size=1)
        try:
            async with database.write() as session:
                return await import_codes(session, given.file)
        finally:
            await database.close()

    with database_of(Settings()) as url:
        print(f"{asyncio.run(run(url))} labels are installed.")


def run_migrate(given: argparse.Namespace) -> None:
    from interurban.serve import database_of, migrate

    with database_of(Settings()) as url:
        migrate(url)


def run_openapi(given: argparse.Namespace) -> None:
    from interurban.app import create_app

    settings = Settings(environment="test", home=Path("/nonexistent"), ready_accounts=True)
    document = create_app(settings, "postgresql://nowhere/nothing").openapi()
    print(json.dumps(document, indent=1, ensure_ascii=False))


def run_seed(given: argparse.Namespace) -> None:
    from interurban.seed import run
    from interurban.serve import database_of

    settings = Settings()
    with database_of(settings) as url:
        asyncio.run(run(settings, url))
