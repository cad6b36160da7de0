from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.streams import numbered_lines as module
from ingest.readers.streams.numbered_lines import numbered_lines


@given(data=st.text("ab\n", max_size=60).map(str.encode), limit=st.integers(1, 6), chunk=st.integers(1, 9))
def test_as_a_plain_split_has_them(data: bytes, limit: int, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_CHUNK", chunk)
        found = list(numbered_lines(io.BytesIO(data), limit))
    expected = [
        (n, line if len(line) <= limit else None) for n, line in enumerate(data.split(b"\n"), 1) if line
    ]
    assert [number for number, _ in found] == [number for number, _ in expected]
    for (_, line), (_, text) in zip(found, expected, strict=True):
        assert line == text


def test_ends_and_a_byte_order_mark_are_no_part_of_a_line() -> None:
    data = b"\xef\xbb\xbfa\r\n\r\nb\n\xef\xbb\xbfc"
    assert list(numbered_lines(io.BytesIO(data), 9)) == [(1, b"a"), (3, b"b"), (4, b"\xef\xbb\xbfc")]


def test_a_line_without_end_is_not_held() -> None:
    class Endless(io.RawIOBase):
        left = 300

        def read1(self, size: int = -1) -> bytes:
            self.left -= 1
            return b"x" * size if self.left > 0 else b""

    ((number, line),) = numbered_lines(Endless(), 1 << 21)  # type: ignore[arg-type]
    assert (number, line) == (1, None)
