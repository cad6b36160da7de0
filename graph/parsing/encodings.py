"""Which encoding text is in, by its first bytes; and what to do with bytes that are not UTF-8."""

from __future__ import annotations

import codecs

# UTF-32's little-endian mark begins like UTF-16's, so it is asked first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ZERO_SHARE = 0.4  # of every second byte; set by hand
_WINDOWS_1252 = "medgraph-windows-1252"
# Five bytes mean nothing in Windows-1252: Latin-1 reads them as controls.
_MEANINGLESS = b"\x81\x8d\x8f\x90\x9d"


def encoding_of(head: bytes) -> str:
    """UTF-32 and UTF-16 by their marks, UTF-16 without one by its zero bytes, else `utf-8-sig`."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    # Text of the West has a zero in every second byte; text that has zeros elsewhere too is none.
    sample = head[:1024]
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > _ZERO_SHARE * len(sample[1::2]) and not first:
        return "utf-16-le"
    return "utf-16-be" if first > _ZERO_SHARE * len(sample[0::2]) and not second else "utf-8-sig"


def errors_of(encoding: str) -> str:
    """The error handler to decode with: bytes that are no UTF-8 are read as Windows-1252, as most such files are."""
    return _WINDOWS_1252 if encoding == "utf-8-sig" else "replace"


def decode_head(head: bytes) -> str:
    """The head as text, for looking at, with newlines as `\\n`; its last character may be cut."""
    text = head.decode(encoding := encoding_of(head), errors_of(encoding))
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    unread = error.object[error.start : error.end]
    return "".join(bytes([b]).decode("latin-1" if b in _MEANINGLESS else "cp1252") for b in unread), error.end


codecs.register_error(_WINDOWS_1252, _as_windows_1252)
