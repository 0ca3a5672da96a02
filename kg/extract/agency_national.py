"""Bodies of the whole country that are called after their line of work: 全国畜牧总站, 中国动物疫病预防控制中心.

Such a name begins with 全国, 中国 or 国家, ends with a kind of body, and has nothing but nouns and tasks between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.agency_parts import Reader, Row, stands

_LONGEST = 16  # characters between the country and the kind of body
_NATION = re.compile(r"(?<!“)(?<!《)(?:全国|中国|国家)(?=[\u4e00-\u9fff]{3})")
_KIND = re.compile(
    r"(?:总站|(?:服务|推广|控制|管理|指导|交流|监测|检验|检测|认证|评审|考试|信息|数据|救援|应急|预警|研究|创新|发展|鉴定|审评|保障)中心|联合会"
    r"|(?<=[业工商产农林牧渔文体科医药法律师计]|[学技物育游输筑])(?:协会|学会)|基金会|研究院|研究所|科学院|交易所|博物馆)(?![员长办])"
)
_NO_PART = re.compile(
    r"[，。；：、\n的和与及在对向由把被将是了各每首最第\d]|实现|达到|召开|举办|开展|建立|建成|率先|领先|先进|唯一|现有|共有"
)


def national_bodies(reader: Reader) -> Iterator[Row]:
    """Yield the bodies of the whole country that are called after their line of work."""
    text, words = reader.text, reader.words
    for nation in _NATION.finditer(text):
        if not words.starts(nation.start()):
            continue
        kind = _KIND.search(text, nation.end() + 2, min(len(text), nation.end() + _LONGEST))
        if kind is None or _NO_PART.search(text, nation.end(), kind.start()):
            continue
        if words.ends(kind.end()) and stands(text, nation.start(), kind.end()):
            yield nation.start(), kind.end(), "Agency/other", "agencies/national"
