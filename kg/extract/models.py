"""Small models of our own, run by onnxruntime on one thread, so that the same rows give the same chances."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray


def probabilities(model: str, features: Sequence[Sequence[float]] | NDArray[np.float32]) -> list[float]:
    """Return how likely each row of features is what a model was taught to find, between 0 and 1."""
    if not len(features):
        return []
    rows: NDArray[np.float32] = np.asarray(features, dtype=np.float32)
    found: list[float] = _session(model).run(None, {"features": rows})[1][:, 1].tolist()
    return found


@cache
def _session(model: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    content = (files("kg.extract") / model).read_bytes()
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
