"""Where a word between two bodies is certain whatever the tagger saw: 县林草局|将会同|盟气象局, 第五巡察组|向|县教育局.

The tagger takes two bodies and what joins them for one name, most of all where only a level stands before the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

_NAMES = ("ORG", "LOC")
Cut = tuple[int, int, str]  # where the word stands, and its label

_END = "[局厅委署院所处队校司关府部室站组庭行团会心社]"  # the last character of a body's name
_ENDS = f"{_END[:-1]}联]"  # 妇联, too
_BODY_OF_LEVEL = (  # 县教育局, 市第一人民医院
    r"[省市县区州盟旗](?![区级内外场民里直域委县]|市(?!场监|政|容))[\u4e00-\u9fff]{1,14}?"
    r"(?:[局委院厅队府署社台]|办(?![理公事学])|中心|公司|集团|协会|公安|法院|[司税派]所|[工总字]会|商联|[妇残]联|学校|[中小]学|幼儿园)"
)
_BODY = (
    rf"(?:{_BODY_OF_LEVEL}|[\u4e00-\u9fff]{{2,14}}?"
    r"(?:[局厅署]|政府|医院|法院|检察院|研究院|公司|集团|大学|委员会|中心|银行|协会|支队|大队|中队|海关|派出所|司法所|检查站|边检站|管理[站所处]))"
)
_ADVERBS = "(?:将|拟|正|已|还|又|再|也|均|须|应|要|都|曾|现)?"
_TO = (
    rf"(?:{_BODY_OF_LEVEL}|[省市县区州盟旗](?:纪?委|[一二三四五六七八九十]{{1,2}}(?:[中小]|院)))"  # to whom something is given
)
_SOCIETY = "(?<=会)(?:" + "|".join(f"(?<={end}会)" for end in ("[工协学员字总]", "联合", "促进", "常委", "村委")) + ")"
_UNION = "(?<=联)(?:" + "|".join(f"(?<={end}联)" for end in ("[妇残文侨科]", "工商")) + ")"
_NO_TONG = "志步时期比意样级类行学年城业向频力江仁心德安济煤方文乐兴创程里盟一"
_NO_XIANG = "面走方意转投导流去指动倾一偏志外内趋风单双反横纵定奔飞通驶迈推"
_NO_GEI = "送交拨发赠供补让还转租借卖递派献配付寄留奖分带捐传划售代接顶移嫁投"
_NO_WEI = "作成因认称定列评命视选改转变以行较更极甚颇最大广华分合升设确任聘"
_NO_QI = "来重点步因诉源草飞航始居立"


def _compiled(rows: Iterable[tuple[str, str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), label) for pattern, label in rows)


_CERTAIN = _compiled(
    (
        (
            rf"(?<={_ENDS}){_ADVERBS}(?:会同(?!县)|会同(?=县[\u4e00-\u9fff]{{2,12}}[局委院队心])|联同)(?={_BODY})",
            "v",
        ),  # 县林草局|将会同|盟气象局
        (rf"(?<=[村区道镇乡])联合(?={_BODY_OF_LEVEL})(?!执法)", "v"),  # 街道|联合|区总工会
        (rf"(?<=[\u4e00-\u9fff]{{2}})(?<![参赋给授施干付寄])与(?={_BODY_OF_LEVEL})", "c"),
        (
            rf"(?<={_END})被(?=[\u4e00-\u9fff]{{2,18}}?(?:授予|评为|表彰|命名|列为|列入|确定|认定|通报|约谈|处罚|罚款|批准|纳入|追责|问责))",
            "p",
        ),  # 某院第一检察部|被|团省委授予
        (rf"(?<=[村区道镇乡])会同(?={_BODY}|派出所|司法所|卫生院|物业|学校)", "v"),  # 阳光社区|会同|派出所
        (rf"(?<={_END})(?<!会){_ADVERBS}同(?![{_NO_TONG}])(?={_BODY})", "p"),  # 省商务厅|同|云河国际经济发展局
        (rf"(?<={_END})(?<!会){_ADVERBS}同(?=盟[\u4e00-\u9fff]{{1,10}}局)", "p"),
        (rf"{_SOCIETY}{_ADVERBS}同(?![{_NO_TONG}])(?={_BODY})", "p"),  # 县总工会|同|县人社局, none of 会同县
        (rf"{_UNION}{_ADVERBS}同(?![{_NO_TONG}])(?={_BODY})", "p"),
        (  # 仁和堂|向|县医院捐赠
            rf"(?<=[\u4e00-\u9fff]{{2}})(?<![{_NO_XIANG}])向(?={_TO}[^，。；]{{0,16}}?[捐赠送移发提通报汇拨交申借求投转输供推下递献致])",
            "p",
        ),
        (  # 福耀家具|向|柏林镇小学捐赠
            rf"(?<=[\u4e00-\u9fff]{{2}})(?<![{_NO_XIANG}])[向给](?=[\u4e00-\u9fff]{{2,5}}[省市县区州镇乡村][\u4e00-\u9fff]{{0,8}}?"
            r"(?:[中小]学|学校|幼儿园|[院局会]|中心|政府)[^，。；]{0,3}(?:捐|赠|移交|拨付|送去))",
            "p",
        ),
        (rf"(?<=[\u4e00-\u9fff]{{2}})(?<![{_NO_GEI}])[给替](?={_TO})", "p"),
        (  # 县邮政公司|为|县一中捐建
            rf"(?<=[\u4e00-\u9fff]{{2}})(?<![{_NO_WEI}])为(?={_TO}[^，。；]{{0,14}}?(?:捐|赠|送|培训|筹|提供|配|争取|添置|安装|购|解决|授))",
            "p",
        ),
        (rf"(?<={_END})从代?(?=[\u4e00-\u9fff]{{1,8}}(?:费|金|款|账户?|收入)中)", "p"),  # 某部|从|代管党费中划拨
        (rf"(?:(?<={_END})|(?<=国务院))(?:委托|授权)(?=[\u4e00-\u9fff]{{2,8}}[署局厅]|{_BODY_OF_LEVEL})", "v"),
        (
            rf"(?<={_ENDS})(?:表彰|挂牌|慰问|走访|看望|责成|督促|联动|主管|评选|起诉|抽查|审计|对接|牵手|结对|商请|提醒|警示|处罚|查处|奖励|授予|命名|认定|考核|评价|收购|资助|捐助|补贴|告知|陪同|邀请)(?={_TO}|[省市县区州盟旗][\u4e00-\u9fff]{{0,6}}[中小]学)",
            "v",
        ),
        (r"(?<=[关局院所站县市区镇乡村])照(?=此(?:办理|执行|推行|推广|实行))", "p"),
        (r"(?<=[支总]部)(?:领办|创办)(?=[\u4e00-\u9fff])", "v"),  # 某村党支部|领办|合作社
        (r"(?<![\u4e00-\u9fff])(?:兴办|开办|领办)(?=[\u4e00-\u9fff]{3})", "v"),
        (
            rf"([组搭修筹创新兴扩构]?建|[合创兴]?办|[架搭建开铺]?设|[建成设树竖]?立|支?撑|[构修]?筑|(?<![启使利采运应费作])用|[盖搭挂架拉掀挑砌栽])(起)(?![{_NO_QI}])(?=[\u4e00-\u9fff“])",
            "v",
        ),  # 建起|村卫生室
    )
)
_BETWEEN_NAMES = _compiled(  # only the grammars of names see words cut so
    (
        (  # 某大学第一医院|帮扶|县人民医院
            rf"(?<={_ENDS}){_ADVERBS}(?:(?:联合|协同|携手|联手)(?![会国体党]|大学|学院|执法|作战|创新|研究|实验|征信)"
            rf"|对口(?:帮扶|支援)|帮扶|支援(?![队中组])|托管(?![中班])|进驻|约谈|督导(?![组队员]))(?={_BODY})",
            "v",
        ),
        (rf"(?<=[组局委队院室处里])(?:向|给)(?={_BODY_OF_LEVEL})", "p"),  # 第五巡察组|向|县教育局
        (r"(?<=[管党工]委会)签(?=[了订署约])", "v"),  # 园区管委会|签了协议
        (rf"(?<={_END})派员(?=[\u4e00-\u9fff])", "v"),
        (rf"(?<=里)派(?={_BODY_OF_LEVEL})", "v"),
        (
            rf"(?<={_END})(?:上线|合股|合署|联建|联办|合办|共推|承办|承建|接管)(?=[\u4e00-\u9fff“《])",
            "v",
        ),  # 市审批局|上线|一件事专区
        (r"(?<=[学院司局业])共建(?=[\u4e00-\u9fff]{0,6}?(?:研究院|实验室|平台|中心|基地|工作站|联盟|学院))", "v"),
        (r"(?<=[局团司院段关队行心])所辖(?=[\u4e00-\u9fff])", "v"),
        (  # 续建|市中医医院
            rf"(?<![\u4e00-\u9fff])(?:续建|新建|改建|扩建|迁建|引进|引来|承建|挂牌|托管|走访|咨询|约谈|慰问)(?={_BODY_OF_LEVEL})",
            "v",
        ),
        (  # 管护|由|某灌区管理中心接手
            r"(?<![自缘理事因来])由(?=[\u4e00-\u9fff]{2,14}?(?:[局厅委]|中心|公司|集团|[支大]队|管理处|医院|学院|法院|政府|办公室|协会|合作社)"
            r"(?:牵头|负责|接手|承担|组织|实施|统筹|运营|管理|承建|主办|承办|办理|派员|指导|配合|落实|出资|代管|托管|接管|运维|开展|提供|认定|审核|审批|按|回购|兜底|受理|处理|接办))",
            "p",
        ),
        (rf"(?<![\u4e00-\u9fff])[可但而让](?={_BODY_OF_LEVEL})", "c"),  # 可|县中医院
    )
)
_GLUED = re.compile(rf"(?<={_ENDS[:-1]}会])(?!直属|所属|下属|隶属|联合|携手|联手|协同)[\u4e00-\u9fff]{{2}}(?={_BODY_OF_LEVEL})")
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


@lru_cache(maxsize=2)  # of one text several grammars ask
def cuts(text: str) -> tuple[Cut, ...]:
    """Return the words that stand between two bodies, in reading order, none over another.

    >>> cuts("县林草局将会同盟气象局择机增雨")
    ((4, 7, 'v'),)
    """
    found = [(start, start + 1, "c") for start in and_county(text)]
    return in_order([*certain_cuts(text), *found, *_found(text, _BETWEEN_NAMES)])


@lru_cache(maxsize=2)
def certain_cuts(text: str) -> tuple[Cut, ...]:
    """Return those words that stand so in no other word: what joins two bodies, who gives to whom, what is set up.

    >>> certain_cuts("石桥村建起村卫生室"), certain_cuts("仁和堂向县医院捐赠轮椅20台")
    (((3, 4, 'v'), (4, 5, 'v')), ((3, 4, 'p'),))
    """
    return in_order(_found(text, _CERTAIN))


def _found(text: str, patterns: Iterable[tuple[re.Pattern[str], str]]) -> Iterator[Cut]:
    """Yield the words, or the parts of them that a pattern tells apart (建|起)."""
    for pattern, label in patterns:
        for match in pattern.finditer(text):
            yield from ((*match.span(part), label) for part in range(1, pattern.groups + 1) or (0,))


def verbs_inside(text: str, name: Cut) -> Iterator[Cut]:
    """Yield where a verb may stand between two bodies that the tagger took for one: 县公安局|抽调|县交警大队."""
    start, end, _ = name
    if end - start > 8:
        yield from ((*match.span(), "v") for match in _GLUED.finditer(text, start, end))


def in_order(found: Iterable[Cut]) -> tuple[Cut, ...]:
    """Return words in reading order, none over another."""
    kept: list[Cut] = []
    for cut in sorted(found, key=lambda c: (c[0], -c[1])):
        if not kept or cut[0] >= kept[-1][1]:
            kept.append(cut)
    return tuple(kept)


def with_cuts(text: str, tagged: Sequence[Cut], found: Sequence[Cut]) -> list[Cut]:
    """Return the tagger's words (start, end, label) cut apart where a word is certain."""
    if not found:
        return [*tagged]
    kept: list[Cut] = []
    waiting = iter(found)
    cut = next(waiting, None)
    for whole in tagged:
        word: Cut | None = whole
        while word is not None and cut is not None and cut[0] < word[1]:
            (begin, stop, tag), (start, end, label) = word, cut
            if end <= begin:
                cut = next(waiting, None)
                continue
            exact = begin == start and stop == end
            if begin < start:
                kept.append((begin, start, tag if tag in _NAMES else "n"))
            if end > stop:  # the verb goes on in the next word
                if start >= begin:
                    kept.append((start, end, label))
                word = None
                break
            if start >= begin:
                kept.append((start, end, tag if exact and tag in ("c", "p", "v", "vd") else label))
            rest = "ORG" if tag in _NAMES or text[end : end + 1] in "省市县区州盟旗" else "n"
            word = (end, stop, tag if exact else rest) if end < stop else None
            cut = next(waiting, None)
        if word is not None:
            kept.append(word)
    return kept
