"""`interurban bench import`: notices stored a second, parsing apart, in a database of its own.

The bar is on the wall clock; what a notice costs in processor time is said beside it, because that alone can
be compared between machines with other work on them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from pathlib import Path

from interurban import serve
from interurban.bench.load import family_cpu_seconds
from interurban.core.postgres.folder import Folder
from interurban.core.settings import Settings
from interurban.modules.sources.bench import BAR, measure
from interurban.modules.sources.service import tune_collector


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=1_500, metavar="N", help="notices a round")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit with 1 below the bar")


def main(arguments: argparse.Namespace) -> int:
    tune_collector()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # A server of its own, as safe on disk as any: nobody's records are touched.
        settings = Settings(environment="test", home=Path(folder), database_url=None)
        with serve.database_of(settings) as url:
            serve.migrate(url)
            postmaster = Folder(settings.home / "postgres").postmaster()
            assert postmaster is not None
            report = asyncio.run(measure(url, arguments.rows, lambda: family_cpu_seconds(postmaster.pid)))
    if arguments.json:
        print(json.dumps(report))
    else:
        print("\n".join(f"{name:24}{value}" for name, value in report.items()))
    return 1 if arguments.check and report["stored_per_second"] < BAR else 0
