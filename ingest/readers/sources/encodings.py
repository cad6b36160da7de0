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
# Where `surrogateescape` puts the bytes that are not UTF-8, to what they are in Windows-1252. Five mean nothing
# there: Latin-1 reads them as controls, which compose removes.
_WINDOWS_1252 = {
    0xDC00 + byte: bytes([byte]).decode("latin-1" if byte in b"\x81\x8d\x8f\x90\x9d" else "cp1252")
    for byte in range(0x80, 0x100)
}


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
    """The error handler to decode with; `decode_windows_1252` is to see the text afterwards."""
    return "surrogateescape" if encoding == "utf-8-sig" else "replace"


def decode_windows_1252(text: str) -> str:
    """`text` with the bytes that were not UTF-8 as Windows-1252."""
    return text if text.isascii() else text.translate(_WINDOWS_1252)


def decode_head(head: bytes) -> str:
    """The head as text, for looking at, with newlines as `\\n`; its last character may be cut."""
    text = head.decode(encoding_of(head), "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
