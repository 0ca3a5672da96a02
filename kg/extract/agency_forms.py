"""Agencies whose names no chain of organ and units holds: bodies for a task, companies, parties, ministries abroad."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.agency_parts import NAMING, Reader, Row, chain_ends, nouns_before, stands, with_units, word_list
from kg.extract.places import foreign_names

_TASK = re.compile(  # 打击治理电信网络新型违法犯罪|工作联席会议办公室
    r"[^\W\d_]{2,28}?(?:领导小组|联席会议|工作专班|专班|指挥部|协调小组|协调机制|工作专项组|督导组|督察组|巡视组|巡察组|委员会)(?:办公室)?"
)
_IS_SENTENCE = re.compile(
    r"成立|组建|召开|设立|建立|建起|联合|会同|牵头|要求|印发|开展|部署|下设|组织|实施|召集|派出|选派|举行|加强|强化|健全|完善|发挥|依托|调整|充实|"
    r"负责|按照|根据|通过|市长|省长|县长|区长|书记|主任|[局厅](?!长)|政府|党委|[的在由对向为是与将和各等该本]|同意|指导|配合|协调(?!小组|机制)|驻"
)
_ASIDE = re.compile(
    r"（[\u4e00-\u9fff]{2,6}）(?:[\u4e00-\u9fff]{0,6}?(?:有限责任公司|股份有限公司|集团有限公司|有限公司|分公司)|集团)"
    r"(?:[\u4e00-\u9fff]{2,6}(?:分公司|子公司))?"
)
_PARTY = re.compile(
    r"(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)(?:中央(?:委员会)?|[\u4e00-\u9fff]{0,4}[省市]委(?:会)?)"
)
_ABROAD = re.compile(
    r"(?:联邦)?(?:国会|议会|参议院|众议院|总统府|最高法院|政府|海关总?署|海关|央行|警方|军方|国防军|大使馆|驻[\u4e00-\u9fff]{1,6}大使馆"
    r"|(?:国防|外交|商务|财政|内政|教育|卫生|司法|农业|能源|交通|国土安全|劳工|劳动|工业|贸易|环境|旅游|文化|科技|经济|安全|紧急情况|水利|矿业|体育|国务|建设)"
    r"(?:和[\u4e00-\u9fff]{2,6}?|发展|环境|运输)?部(?![队门分署下长]))"
)
_INSPECTION = re.compile(
    r"中央(?:第[一二三四五六七八九十]+)?(?:生态环境保护|主题教育)?(?:督察组|巡视组|(?:巡回)?指导组|督导组)|省委第[一二三四五六七八九十]+巡视组"
)


def task_bodies(reader: Reader) -> Iterator[Row]:
    """Yield bodies for a task behind their division or level: 云河市打击走私工作领导小组办公室."""
    text = reader.text
    for start in sorted({*reader.divisions, *_levels(reader)}):
        for place in [*chain_ends(reader, start), *([start + 1] if text[start] in "省市县区州" else [])]:
            body = _TASK.match(text, place)
            if body is None or _IS_SENTENCE.search(body[0]) or not reader.words.ends(body.end()):
                continue
            if stands(text, start, body.end()) and body[0] not in word_list("standing"):
                short = "-short" if place == start + 1 else ""
                yield start, with_units(reader, (body.end(), "committee"))[0], "Agency/committee", f"agencies/task-body{short}"
                break
    for match in _INSPECTION.finditer(text):
        yield match.start(), match.end(), "Agency/committee", "agencies/inspection"


def _levels(reader: Reader) -> Iterator[int]:
    """Yield where a level stands as a word of its own (市|优化营商环境工作专班)."""
    for match in re.finditer(r"[省市县区州]", reader.text):
        start = match.start()
        word = reader.words.holding(start)
        alone = word is not None and word.start == start and word.end == start + 1
        if alone and reader.text[start - 1 : start] in (
            "",
            "，",
            "。",
            "；",
            "、",
            "：",
            "\n",
            "由",
            "在",
            "与",
            "和",
            "向",
            "据",
            "经",
        ):
            yield start


def companies_with_aside(reader: Reader) -> Iterator[Row]:
    """Yield companies with a place or a word in brackets inside their name: 丰源客运（云河）有限公司."""
    for match in _ASIDE.finditer(reader.text):
        begin = nouns_before(reader, match.start(), (*NAMING, "vn"), 4)
        if begin is not None and match.start() - begin >= 2:
            chain = next((s for s in sorted(reader.divisions) if s < begin and begin in chain_ends(reader, s)), begin)
            yield chain, match.end(), "Agency/company", "agencies/company-aside"


def parties(reader: Reader) -> Iterator[Row]:
    """Yield the centres and branches of the parties: 民盟中央, 九三学社湖南省委."""
    for match in _PARTY.finditer(reader.text):
        if reader.text[match.end() : match.end() + 1] != "员":
            yield match.start(), match.end(), "Agency/committee", "agencies/party"


def bodies_abroad(reader: Reader) -> Iterator[Row]:
    """Yield ministries, parliaments and courts of other countries: a country's name, and the body's."""
    for start, end, _ in foreign_names().find(reader.text):
        body = _ABROAD.match(reader.text, end) if reader.words.starts(start) else None
        if body is not None and reader.words.ends(body.end()):
            yield start, body.end(), "Agency/government", "agencies/abroad"


_TELLS = re.compile(  # 云图平台上, 云图数据显示, 云图发布的…报告显示
    r"(?:平台)?(?:的|上)?(?:大数据|数据|监测|统计|发布的?[^，。；]{0,8}?报告)[^，。；]{0,4}?(?:显示|表明|称|指出|说)|平台(?:上(?!线)|的?数据|的?统计)|的说法是"
)
_COUNTS = re.compile(r"(?:平台)?(?:的|发布的?)?(?:大数据|数据|统计|监测|预测|测算|报告)(?!局|中心|部门|公报)")
_NO_BRAND = re.compile(r"(?:系统|平台|中心|卫星|雷达|部门|机构|全国|全省|全市|全网|海关|航班|铁路|公路)$")


def platforms(reader: Reader) -> Iterator[Row]:
    """Yield companies that their brand alone names where a text tells what their data say: 据云图统计, 云图平台上."""
    text, words = reader.text, reader.words.words
    named = (w for w in words if w.label in ("nz", "nw", "ORG") and 2 <= w.end - w.start <= 5)
    plain = [w for w in named if not _NO_BRAND.search(text, w.start, w.end) and w.start not in reader.divisions]
    told = {
        text[w.start : w.end]
        for w in plain
        if _TELLS.match(text, w.end) or (text[w.start - 1 : w.start] == "据" and _COUNTS.match(text, w.end))
    }
    yield from ((w.start, w.end, "Agency/company", "agencies/platform") for w in plain if text[w.start : w.end] in told)


_FORCES = re.compile(
    r"国家综合性消防救援队伍|国家(?:危化|矿山|管道|隧道|水上|油气|地震|航空|紧急医学|森林消防)[\u4e00-\u9fff]{0,4}?救援[\u4e00-\u9fff]{2,8}?队(?![伍员])(?:[\u4e00-\u9fff]{2}分队)?"
    r"|(?:陆军|海军|空军|火箭军)第?[\d〇零一二三四五六七八九十]+(?:集团军|军团|军|师|旅)(?:某[旅团部师营])?"
    r"|(?<=[省市州区盟])军(?:分)?区(?=[\u4e00-\u9fff])"
)
_TEAMS = re.compile(  # 中国队, 韩国女排
    r"(?<![\u4e00-\u9fff])(?P<land>[\u4e00-\u9fff]{2,5}?)(?:国家)?(?:[男女]子?|混合)?(?:足球|篮球|排球|乒乓球|羽毛球|跳水|游泳|体操|[足篮排])?(?<![部军舰车])队"
    r"(?![伍员长友列])(?=[\u4e00-\u9fff\d])"
)
_PRESIDIUM = re.compile(r"大会主席团")


def _is_land(land: str) -> bool:
    """Return whether a country's name stands here."""
    return land == "中国" or land in foreign_names().values


def named_outright(reader: Reader) -> Iterator[Row]:
    """Yield the armed and rescue forces and the presidiums of congresses."""
    for match in _FORCES.finditer(reader.text):
        start = match.start()
        if match[0].startswith("军"):
            start = next((s for s in range(max(0, start - 8), start) if start in reader.divisions.get(s, ())), -1)
            start = match.start() - 1 if start < 0 and reader.text[match.start() - 1] == "省" else start
        if start >= 0:
            yield start, match.end(), "Agency/other", "agencies/forces"
    for match in _TEAMS.finditer(reader.text):
        if reader.words.starts(match.start()) and _is_land(match["land"]):
            yield match.start(), match.end(), "Agency/other", "agencies/national-team"
    for match in _PRESIDIUM.finditer(reader.text):
        yield match.start(), match.end(), "Agency/committee", "agencies/presidium"
