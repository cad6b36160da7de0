"""`python watched.py LOG ALLOWED... -- ARGUMENTS`: the command under an audit hook that logs what leaves it.

Logged are names looked up, connections, processes begun, and files outside the ALLOWED folders that are made, changed
or removed. A module of the process's own: the hook has to stand before anything else is imported.
"""

from __future__ import annotations

import os
import sys

_log, _rest = sys.argv[1], sys.argv[2:]
_allowed = tuple(os.path.realpath(each) + os.sep for each in _rest[: _rest.index("--")])
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg")
_PROCESSES = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")
_CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate")
_out = os.open(_log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def _is_outside(path: object) -> bool:
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    full = os.path.realpath(os.fsdecode(path))
    return not (full + os.sep).startswith((*_allowed, "/dev/", "/proc/"))


def _leaves(event: str, args: tuple[object, ...]) -> bool:
    if event in _NETWORK or event in _PROCESSES:
        return True
    if event == "open":
        path, mode, flags = args
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        return bool(writes or (isinstance(mode, str) and set(mode) & set("wax+"))) and _is_outside(path)
    return event in _CHANGES and any(map(_is_outside, args[:2]))


def _watch(event: str, args: tuple[object, ...]) -> None:
    if _leaves(event, args):
        os.write(_out, f"{event} {args!r}\n".encode("utf-8", "replace"))


sys.addaudithook(_watch)
sys.argv = ["medgraph", *_rest[_rest.index("--") + 1 :]]

from api.cli import main  # noqa: E402

main()
