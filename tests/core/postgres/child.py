"""A process with one embedded server, driven over its standard input: one word a line, one answer a line."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import psycopg

from interurban.core.postgres import EmbeddedPostgresError, EmbeddedServer


def main() -> None:
    options = json.loads(sys.argv[2])
    if "binaries" in options:
        options["binaries"] = Path(options["binaries"])
    server = EmbeddedServer(Path(sys.argv[1]), **options)
    while True:
        try:
            if not (line := sys.stdin.readline()):
                return
            word, _, rest = line.strip().partition(" ")
            print(json.dumps(answer(server, word, rest)), flush=True)
        except KeyboardInterrupt:
            print(json.dumps("interrupted"), flush=True)
        except (EmbeddedPostgresError, psycopg.Error) as error:
            print(json.dumps({"error": type(error).__name__, "message": str(error)}), flush=True)


def answer(server: EmbeddedServer, word: str, rest: str) -> object:
    match word:
        case "start":
            server.start()
        case "ensure":
            server.ensure()
        case "stop":
            server.stop()
        case "url":
            return server.url()
        case "sql":
            with psycopg.connect(server.url()) as connection:
                cursor = connection.execute(rest)
                return [list(map(str, row)) for row in cursor] if cursor.description else []
        case "fork":
            return fork()
        case _:
            raise ValueError(word)
    return {"owner": server.owner, "pid": server.pid}


def fork() -> int:
    pid = os.fork()
    if pid == 0:
        time.sleep(60)
        os._exit(0)
    return pid


if __name__ == "__main__":
    main()
