"""Models may come and go in any order, and signals are still handled: where, is the process's and not the model's."""

from __future__ import annotations

import ctypes
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.index.streams import Streams


class _Stack(ctypes.Structure):
    _fields_ = (("place", ctypes.c_void_p), ("flags", ctypes.c_int), ("size", ctypes.c_size_t))


def _signal_stack() -> tuple[int | None, int]:
    """The place and the size of the stack that this thread handles signals on."""
    found = _Stack()
    assert ctypes.CDLL(None).sigaltstack(None, ctypes.byref(found)) == 0
    return found.place, found.size


def _model(folder: Path) -> Path:
    import numpy as np
    import openvino
    from openvino import opset13 as ops

    given = ops.parameter([-1, 2], np.float32)
    model = openvino.Model([ops.multiply(given, np.float32(2))], [given], "twice")
    openvino.save_model(model, folder / "twice.xml")
    return folder / "twice.xml"


@pytest.mark.skipif(sys.platform != "linux", reason="the stack for signals is asked of Linux")
def test_the_stack_for_signals_outlives_every_model(tmp_path: Path) -> None:
    import numpy as np

    graph = _model(tmp_path)
    kept = Streams(graph)
    before = _signal_stack()
    first, second = Streams(graph), Streams(graph)
    del first
    assert _signal_stack() == before
    del second
    assert _signal_stack() == before
    del kept
    assert _signal_stack() == before
    again = Streams(graph)
    assert _signal_stack() == before
    assert next(iter(again.run([[np.ones((1, 2), np.float32)]]))).tolist() == [[2.0, 2.0]]


def test_threads_share_what_is_kept(tmp_path: Path) -> None:
    import numpy as np

    streams = Streams(_model(tmp_path))

    def twice(number: int) -> bool:
        batches = [[np.full((1 + n % 3, 2), number + n, np.float32)] for n in range(20)]
        found = [output.copy() for output in streams.run(batches)]
        return all((out == 2 * batch[0]).all() for out, batch in zip(found, batches, strict=True))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(twice, range(200)))


def test_an_output_stays_until_the_next_is_asked_for(tmp_path: Path) -> None:
    import numpy as np

    streams = Streams(_model(tmp_path))
    for _ in range(3):
        first = streams.run([[np.ones((1, 2), np.float32)]])
        output = next(first)
        assert next(iter(streams.run([[np.zeros((1, 2), np.float32)]]))).tolist() == [[0.0, 0.0]]
        assert output.tolist() == [[2.0, 2.0]]
