"""`interurban bench matching`: questions by meaning at several sizes, beside pgvector and memory's speed."""

from __future__ import annotations

import argparse

from interurban import serve
from interurban.modules.matching import bench
from interurban.modules.matching.bench import add_arguments

__all__ = ["add_arguments", "main"]


def main(arguments: argparse.Namespace) -> int:
    return bench.main(arguments, serve.migrate)
