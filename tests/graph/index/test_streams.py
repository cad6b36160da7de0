"""Models may come and go in any order, and signals are still handled: where, is the process's and not the model's."""

from __future__ import annotations

import ctypes
import sys
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
