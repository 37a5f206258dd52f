"""Becomes the server: run as a script, it takes the server's account and then executes the program.

    python -I -S launcher.py UID GID (drop|namespace|stay) PARENT PROGRAM ARGUMENT...

It imports nothing of Interurban, so that it starts in milliseconds. It is a process of its own and not a
`preexec_fn`, because code between fork and exec is not safe in a process that has threads.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

REFUSED = 77  # exit status: the kernel refused the account; the reason is the last line of stderr
ORPHANED = 78
NOBODY = 65534

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1


def main(uid: int, gid: int, account: str, parent: int, command: list[str]) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        if account == "drop":
            os.setgroups([])
            os.setgid(gid)
            os.setuid(uid)
        elif account == "namespace":
            enter_namespace(libc)
    except OSError as error:
        sys.stderr.write(f"PostgreSQL cannot be given the account it needs ({account} {uid}: {error})\n")
        sys.exit(REFUSED)
    # After the change of account, which would clear it. SIGINT is a fast shutdown: sessions are ended,
    # everything is written, the next start needs no recovery.
    libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGINT))
    if os.getppid() != parent:  # the parent died before the line above
        sys.exit(ORPHANED)
    os.chdir("/")
    os.umask(0o077)
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted


def enter_namespace(libc: ctypes.CDLL) -> None:
    """Keep the own account's files, lose every capability, and look like `nobody` from inside.

    PostgreSQL refuses user id 0 and asks the password file for its name; inside it sees neither root nor
    an id without a name. Outside it is still the owner, so private parent folders stay as they are.
    """
    uid, gid = os.geteuid(), os.getegid()
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "no user namespace: " + os.strerror(ctypes.get_errno()))
    write("/proc/self/setgroups", "deny")  # without it an unprivileged gid_map is refused
    write("/proc/self/uid_map", f"{NOBODY} {uid} 1")
    write("/proc/self/gid_map", f"{NOBODY} {gid} 1")


def write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), sys.argv[5:])
