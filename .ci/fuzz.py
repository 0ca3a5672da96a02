"""What atheris runs: python .ci/fuzz.py readers|repairs CORPUS [options of libFuzzer]."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, cast

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

with atheris.instrument_imports(include=["kg.clean"]):
    from kg.clean import STEPS
    from kg.clean.align import align
    from kg.clean.formats import reports_in
    from tests.full.test_fuzz import NAMES, sound


def readers(data: bytes) -> None:
    """Read bytes as a file under one of the usual names."""
    name = NAMES[data[-1] % len(NAMES)] if data else NAMES[0]
    for found in reports_in(data, name):
        sound(found)


def repairs(data: bytes) -> None:
    """Take a text through all repairs, each of which keeps the positions in order and in the text."""
    text = data.decode("utf-8", "ignore")
    for step in STEPS.values():
        after, changed = step(align(text))

        assert len(after.text) == len(after.starts) == len(after.ends)
        assert all(0 <= start <= end <= len(text) for start, end in zip(after.starts, after.ends, strict=True))
        assert changed or after.text == text
        text = after.text


if __name__ == "__main__":
    targets = {"readers": readers, "repairs": repairs}
    cast("Any", atheris).Setup([sys.argv[0], *sys.argv[2:]], targets[sys.argv[1]])
    cast("Any", atheris).Fuzz()
