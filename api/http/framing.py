"""Where a request ends, decided strictly: what two servers can read differently is refused.

h11 is as lenient as RFC 9112 allows: it takes the same length twice, prefers a transfer encoding to a length beside it,
unfolds folded lines and takes a bare LF for the end of a line. A proxy in front may read each of these otherwise, and
take for one request what is two here (request smuggling). The RFC lets a server refuse them.
"""

from __future__ import annotations

import re

import h11
from typing_extensions import override

_MOST_HEAD = 16 << 10  # bytes of a request's head; h11's own default
_MOST_CHUNKS = 1024  # of a body; set by hand: each costs time however small it is, and no body needs many
_END = re.compile(rb"\n\r?\n")  # of a head, as h11 finds it
_LENGTH = re.compile(rb"^content-length:", re.IGNORECASE | re.MULTILINE)
_LENGTH_ALONE = re.compile(rb"^content-length:[ \t]*[0-9]+[ \t]*\r$", re.IGNORECASE | re.MULTILINE)
_ENCODING = re.compile(rb"^transfer-encoding:", re.IGNORECASE | re.MULTILINE)
_FOLDED = re.compile(rb"\n[ \t]")
_VERSION = re.compile(rb"^[^\r\n]* HTTP/1\.([01])\r\n")


def fault_of_head(head: bytes) -> str:
    """What is doubtful in a request's head, its blank line included; '' when nothing is."""
    lengths, encoded, version = len(_LENGTH.findall(head)), bool(_ENCODING.search(head)), _VERSION.match(head)
    faults = {
        "a line does not end with CR LF": _bare(head),
        "a header goes on in the next line": bool(_FOLDED.search(head)),
        "its version is neither 1.1 nor 1.0": version is None,
        "it has more than one Content-Length": lengths > 1,
        "its Content-Length is not one number": lengths == 1 and not _LENGTH_ALONE.search(head),
        "it has a Content-Length and a Transfer-Encoding": lengths > 0 and encoded,
        "HTTP/1.0 has no Transfer-Encoding": encoded and version is not None and version[1] == b"0",
    }
    return next((fault for fault, found in faults.items() if found), "")


def _bare(head: bytes) -> bool:
    lines = head.replace(b"\r\n", b"")
    return b"\r" in lines or b"\n" in lines


class StrictConnection(h11.Connection):
    """The server's side of an HTTP/1.1 connection; `fault` is why a request was refused, '' until one is."""

    def __init__(self) -> None:
        super().__init__(h11.SERVER, _MOST_HEAD)
        self.fault = ""
        self._chunks = 0
        self._chunked = False
        self._received = b""  # what has not been read yet, and a little before that

    @property
    def unread(self) -> int:
        """Bytes that were received and not read yet."""
        return len(self.trailing_data[0])

    @override
    def receive_data(self, data: bytes) -> None:
        self._received += data
        super().receive_data(data)

    @override
    def next_event(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        """As h11's; raises RemoteProtocolError for what is doubtful too."""
        if self.their_state is h11.IDLE and (end := _END.search(head := self.trailing_data[0])):
            self._refuse(fault_of_head(head[: end.end()]))
        try:
            event = super().next_event()
        except h11.RemoteProtocolError as error:
            self.fault = self.fault or str(error)
            raise
        self._follow(event)
        return event

    def _follow(self, event: object) -> None:
        match event:
            case h11.Request():
                self._chunks, self._chunked = (
                    0,
                    any(name == b"transfer-encoding" for name, _ in event.headers),
                )
            case h11.Data(chunk_start=True):
                self._chunks += 1
                self._refuse("its body has too many chunks" if self._chunks > _MOST_CHUNKS else "")
            case h11.EndOfMessage() if self._chunked:
                # h11 takes a bare LF for the end of the trailers too.
                proper = self._received[: len(self._received) - self.unread].endswith(b"\r\n\r\n")
                self._refuse("" if proper else "the end of its body is not CR LF")
            case h11.NEED_DATA | h11.PAUSED:
                self._received = self._received[-self.unread - 4 :]

    def _refuse(self, fault: str) -> None:
        if fault:
            self.fault = fault
            raise h11.RemoteProtocolError(fault)
