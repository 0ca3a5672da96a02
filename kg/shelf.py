"""What was worked out before, by key, in one file beside the graph: cleaned texts, what names of a report mean.

A key says all that its value hangs on, the version of the code included, so that nothing stale is ever found. The file is
replaced whole; one that is damaged, or of another form, counts as empty. What it holds is data (MessagePack), never code.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec

Value = TypeVar("Value")

_CHECKSUM = 32  # bytes
_Entries = dict[bytes, msgspec.Raw]
_encode: Callable[[object], bytes] = msgspec.msgpack.Encoder().encode


class Shelf:
    """The values of a file by key. What is neither found nor put in a run is not in the file that it leaves."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._used: _Entries = {}
        self._is_new = False
        self._decoders: dict[Any, msgspec.msgpack.Decoder[Any]] = {}

    def get(self, key: bytes, form: type[Value]) -> Value | None:
        """Return what is kept under a key, None for nothing, or for what has another form."""
        value = self.look(key, form)
        if value is not None:
            self._used[key] = self._known[key]
        return value

    def look(self, key: bytes, form: type[Value]) -> Value | None:
        """Return the same of what the file had, but without keeping it for the next run."""
        kept = self._known.get(key)
        if kept is None:
            return None
        try:
            value: Value = self._decoder(form).decode(kept)
        except (msgspec.DecodeError, ValueError):
            return None
        return value

    def put(self, key: bytes, value: object) -> None:
        """Keep a value that MessagePack can hold: texts, numbers, tuples and lists of them, structs of msgspec."""
        self._used[key] = msgspec.Raw(_encode(value))
        self._is_new = True

    def save(self) -> None:
        """Write what was found and put; leave the file as it is when it holds just that."""
        if not self._is_new and len(self._used) == len(self._known):
            return
        content = _encode({key: self._used[key] for key in sorted(self._used)})
        handle, temporary = tempfile.mkstemp(dir=self._path.parent, prefix=".report-", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(content).digest())
            file.write(content)
        Path(temporary).replace(self._path)

    def _decoder(self, form: Any) -> msgspec.msgpack.Decoder[Any]:
        if form not in self._decoders:
            self._decoders[form] = msgspec.msgpack.Decoder(form)
        return self._decoders[form]

    @cached_property
    def _known(self) -> _Entries:
        try:
            data = memoryview(self._path.read_bytes())
            if hashlib.sha256(data[_CHECKSUM:]).digest() != bytes(data[:_CHECKSUM]):
                return {}
            return msgspec.msgpack.decode(data[_CHECKSUM:], type=_Entries)
        except (OSError, msgspec.DecodeError):
            return {}


def key_of(*parts: object) -> bytes:
    """Return the key that parts make, each said as a text (None and "" are different)."""
    told = "\x1e".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()


__all__ = ["Shelf", "key_of"]
