"""A font of this machine that has Chinese characters, for charts: matplotlib's own has none."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from kg.errors import ConfigError

PREFERRED = (  # sans before serif, made for simplified characters before others
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC"),
    *("Hiragino Sans GB", "Heiti SC", "STHeiti", "SimHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Noto Sans CJK JP"),
    *("Noto Sans CJK TC", "Microsoft JhengHei", "Droid Sans Fallback", "Arial Unicode MS", "Noto Serif CJK SC", "SimSun"),
)
_PROBE = "政图报告"
_LAST_RESORT = "Last Resort"  # comes with matplotlib, has a box for every character and draws none
_ADVICE = "install one (Debian, Ubuntu: apt-get install fonts-noto-cjk) or name a file: plot(…, font='NotoSansSC.ttf')"


def chinese_font(wish: str | Path | None = None) -> str:
    """Return the name of a font with Chinese characters, as matplotlib knows it: the wished one (name or file) or one found.

    Raises ConfigError when there is none, or when the one wished for is unknown or has no Chinese characters.
    """
    if wish is None:
        return _found()
    name = _added(Path(wish)) if Path(wish).suffix.lower() in {".ttf", ".otf", ".ttc"} else str(wish)
    files = [entry.fname for entry in font_manager.fontManager.ttflist if entry.name == name]
    if not files:
        raise ConfigError(f"font {name!r} is not known on this machine; {_ADVICE}")
    if not any(map(_has_chinese, files)):
        raise ConfigError(f"font {name!r} has no Chinese characters; {_ADVICE}")
    return name


@cache
def _found() -> str:
    name = next(_known(), None) or next(_new(), None)
    if name is None:
        raise ConfigError(f"no font on this machine has Chinese characters; {_ADVICE}")
    return name


def _known() -> Iterator[str]:
    """Give the fonts with Chinese characters that matplotlib knows, the preferred ones first."""
    rank = {name: place for place, name in enumerate(PREFERRED)}
    listed = (entry for entry in font_manager.fontManager.ttflist if not entry.name.startswith(_LAST_RESORT))
    fonts = {entry.name: entry.fname for entry in listed if entry.style == "normal"}
    for name in sorted(fonts, key=lambda name: (rank.get(name, len(rank)), name)):
        if _has_chinese(fonts[name]):
            yield name


def _new() -> Iterator[str]:
    """Give the fonts with Chinese characters that were installed after matplotlib made its list."""
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    for file in sorted(set(font_manager.findSystemFonts()) - known):
        if _has_chinese(file):
            yield _added(Path(file))


def _added(file: Path) -> str:
    """Make a font file known to matplotlib and return its name."""
    try:
        font_manager.fontManager.addfont(str(file))
        return str(FT2Font(str(file)).family_name)
    except (OSError, RuntimeError) as error:
        raise ConfigError(f"{file}: is not a font that can be read: {error}") from error


def _has_chinese(file: str) -> bool:
    try:
        characters = FT2Font(file).get_charmap()
    except (OSError, RuntimeError) as error:
        logging.getLogger(__name__).debug("%s: %s", file, error)
        return False
    return all(ord(character) in characters for character in _PROBE)
