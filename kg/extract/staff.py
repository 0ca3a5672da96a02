"""Whose staff act where a sentence is set in a body (在某派出所，民警…), and who punishes (某公司被某局罚款)."""

from __future__ import annotations

import re

_ANY = "工作人员|值班人员|窗口人员|值守人员|党员干部"
_OF_BODY = (
    (re.compile(r"公安|派出所|警|大队|支队|检查站|车管所|看守所|监狱"), "民警|警员|辅警|干警|交警|铁骑|执法人员|执法队员"),
    (re.compile(r"局|委员会|执法|监察|大队|支队|所$"), "执法人员|执法队员|监管人员|技术人员|巡查人员|税务干部|窗口"),
    (re.compile(r"中心$|站$|研究院$|研究所$"), "技术人员|技术员|工程师|科研人员|检验人员|检测员|监测员|讲解员"),
    (re.compile(r"法院|法庭"), "法官|干警|调解员|书记员"),
    (re.compile(r"检察院"), "检察官|干警|检察干警"),
    (re.compile(r"海关"), "关员|现场关员|海关关员"),
    (re.compile(r"消防|救援"), "消防员|消防指战员|指战员|宣传员"),
    (re.compile(r"医院|卫生院|卫生室|服务中心"), "医生|医护人员|护士|家庭医生|医务人员|专家|社工"),
    (re.compile(r"学校|[中小]学|学院|大学|幼儿园"), "老师|教师|师生|学生|校长"),
    (re.compile(r"供电|电力"), "员工|运维人员|抢修人员|客户经理"),
)  # fmt: skip
_ROOM = re.compile(r"(?:的?(?:[^，。；、]{0,6}(?:大厅|窗口|中心|专区|现场|值班室|调解室|工作室|指挥室|实验室|柜台)|里|内))?，")
_NO_OFFICE = re.compile(r"公司|集团|企业|学校|[中小]学|学院|大学|合作社|村$|社区$")
_SANCTION = re.compile(
    r"(?:依法|当场|及时|现场|联合|分别|共|累计|并)*(?:罚款|罚没|处以|处罚|没收|责令|立案|查处|查获|查封|查扣|扣押|吊销|拘留|行政拘留|抓获|取缔|追缴|注销)"
)


def staff_acts(body: str, text: str, end: int) -> bool:
    """Return whether those who work in a body act behind its name, after the words that say where: 在某派出所，民警….

    >>> staff_acts("云河派出所", "在云河派出所，民警化解纠纷3起", 6), staff_acts("云河中学", "在云河中学，民警讲课3场", 5)
    (True, False)
    """
    if not (room := _ROOM.match(text, end)):
        return False
    words = "|".join([words for kind, words in _OF_BODY if kind.search(body)] + ([] if _NO_OFFICE.search(body) else [_ANY]))
    return bool(words) and text.startswith(tuple(words.split("|")), room.end())


def sanctions(before: str, after: str) -> bool:
    """Return whether a body is the one that punishes: 某公司|被某局|罚款3万元.

    >>> sanctions("被", "罚款3万元"), sanctions("被", "评为先进单位")
    (True, False)
    """
    return before.endswith("被") and _SANCTION.match(after) is not None
