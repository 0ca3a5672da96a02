"""Where a word between two bodies is certain whatever the tagger saw: 县林草局|将会同|盟气象局, 第五巡察组|向|县教育局.

The tagger takes two bodies and what joins them for one name, most of all where only a level stands before the second.
"""

from __future__ import annotations

import re

Cut = tuple[int, int, str]  # where the word stands, and its label

_END = "[局厅委署院所处队校司关府部室站组庭行团会心社]"  # the last character of a body's name
_BODY_OF_LEVEL = (  # 县教育局, 市第一人民医院
    r"[省市县区州盟旗](?![区级内外场民里直域委市县区])[\u4e00-\u9fff]{1,14}?"
    r"(?:[局委院厅队府署社]|办(?![理公事学])|中心|公司|集团|协会|公安|法院|[司税派]所)"
)
_BODY = (
    rf"(?:{_BODY_OF_LEVEL}|[\u4e00-\u9fff]{{2,14}}?"
    r"(?:[局厅署]|政府|医院|法院|检察院|研究院|公司|集团|大学|委员会|中心|银行|协会|支队|大队|中队|海关|派出所|司法所|检查站|边检站|管理[站所处]))"
)
_ADVERBS = "(?:将|拟|正|已|还|又|再|也|均|须|应|要|都|曾|现)?"
_NO_TONG = "志步时期比意样级类行学年城业向频力江仁心德安济煤方文乐兴创程里盟一"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), label)
    for pattern, label in (
        (  # 县林草局|将会同|盟气象局, 某大学第一医院|帮扶|县人民医院
            rf"(?<={_END}){_ADVERBS}(?:会同(?!县)|会同(?=县[\u4e00-\u9fff]{{2,12}}[局委院队])|联同|(?:联合|协同|携手|联手)(?![会国体党]|大学|学院|执法|作战|创新|研究|实验|征信)"
            rf"|对口(?:帮扶|支援)|帮扶|支援(?![队中组])|托管(?![中班])|进驻|约谈|督导(?![组队员]))(?={_BODY})",
            "v",
        ),
        (rf"(?<=[组局委队院室处里])(?:向|给)(?={_BODY_OF_LEVEL})", "p"),  # 第五巡察组|向|县教育局
        (rf"(?<={_END})(?<!会){_ADVERBS}同(?![{_NO_TONG}])(?={_BODY})", "p"),  # 省商务厅|同|云河国际经济发展局
        (rf"(?<={_END})(?<!会){_ADVERBS}同(?=盟[\u4e00-\u9fff]{{1,10}}局)", "p"),
        (r"(?<=[管党工]委会)签(?=[了订署约])", "v"),  # 园区管委会|签了协议
        (rf"(?<={_END})派员(?=[\u4e00-\u9fff])", "v"),
        (rf"(?<=里)派(?={_BODY_OF_LEVEL})", "v"),
        (
            rf"(?<={_END})(?:上线|合股|合署|联建|联办|合办|共推|承办|承建|接管)(?=[\u4e00-\u9fff“《])",
            "v",
        ),  # 市审批局|上线|一件事专区
        (r"(?<=[局团司院段关队行心])所辖(?=[\u4e00-\u9fff])", "v"),
        (  # 续建|市中医医院
            rf"(?<![\u4e00-\u9fff])(?:续建|新建|改建|扩建|迁建|引进|引来|承建|挂牌|托管|走访|咨询|约谈|慰问)(?={_BODY_OF_LEVEL})",
            "v",
        ),
        (  # 管护|由|某灌区管理中心接手
            r"(?<![自缘理事因来])由(?=[\u4e00-\u9fff]{2,14}?(?:[局厅委]|中心|公司|集团|[支大]队|管理处|医院|学院|法院|政府|办公室|协会|合作社)"
            r"(?:牵头|负责|接手|承担|组织|实施|统筹|运营|管理|承建|主办|承办|办理|派员|指导|配合|落实|出资|代管|托管|接管|运维|开展|提供|认定|审核|审批))",
            "p",
        ),
        (rf"(?<![\u4e00-\u9fff])[可但而让](?={_BODY_OF_LEVEL})", "c"),  # 可|县中医院
    )
)
_AND_COUNTY = re.compile(r"(?<=[\u4e00-\u9fff])(?<![、于在到往赴从向对由及自])和(?=县[\u4e00-\u9fff])")
_AND_COUNTY_TOO = re.compile(rf"(?<=，)和(?={_BODY_OF_LEVEL}(?:一道|一起|共同|联合|联手|携手|签|合))")
_ITS_REGION = re.compile(r"安徽|马鞍山|巢湖|[。\n]和县")


def and_county(text: str) -> list[int]:
    """Return where 和 joins an unnamed county's body to what is before it, in a text that does not speak of 和县.

    >>> and_county("镇里和县水利局一起修渠"), and_county("马鞍山市和县水利局")
    ([2], [])
    """
    if _ITS_REGION.search(text):
        return []
    return [match.start() for pattern in (_AND_COUNTY, _AND_COUNTY_TOO) for match in pattern.finditer(text)]


def cuts(text: str) -> list[Cut]:
    """Return the words that stand between two bodies, in reading order, none over another.

    >>> cuts("县林草局将会同盟气象局择机增雨")
    [(4, 7, 'v')]
    """
    found = [(start, start + 1, "c") for start in and_county(text)]
    found += [(*match.span(), label) for pattern, label in _PATTERNS for match in pattern.finditer(text)]
    kept: list[Cut] = []
    for cut in sorted(found, key=lambda c: (c[0], -c[1])):
        if not kept or cut[0] >= kept[-1][1]:
            kept.append(cut)
    return kept
