"""python -m interurban.core.postgres FOLDER: is there a server, and how to reach it with psql."""

from __future__ import annotations

import sys
from pathlib import Path

from interurban.core.postgres.lock import holder
from interurban.core.postgres.server import EmbeddedServer


def main() -> int:
    if len(sys.argv) != 2:
        sys.stderr.write("usage: python -m interurban.core.postgres FOLDER\n")
        return 2
    folder = Path(sys.argv[1])
    server = EmbeddedServer(folder)
    sys.stdout.write(f"lock held by process {holder(folder / 'lock')}\n")
    if server.pid is None:
        sys.stdout.write("no server answers\n")
        return 1
    sys.stdout.write(f"server answers as process {server.pid}: {server.url()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
