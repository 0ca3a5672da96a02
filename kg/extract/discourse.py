"""Who acts, where and when, at every clause of a report: what a reader carries from sentence to sentence.

Only about half of the sentences of this genre name their subject: the rest live on headings, publishers, 我局, 该大队, 他们 and
what was said before. `Discourse.at(position)` answers for the clause that holds the position.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from spacy.tokens import Doc

from kg.divisions import divisions_by_name
from kg.extract.beside import WITH_HEAD, WITH_OTHERS, without_time
from kg.extract.charges import Charge, read_charges
from kg.extract.frames import goes_on, goes_on_then, is_beginning, is_looked_back_at, is_stretch, whole_time
from kg.extract.homes import (
    ACTING_PLACE,
    AS_PLACES,
    LEVEL_WORDS,
    MEASURED_PLACE,
    as_agent,
    code_of,
    is_anothers,
    is_called,
    is_listed,
    is_named_after,
    is_named_so,
    level_of,
    narrowest,
    place_ahead,
)
from kg.extract.horizons import LONGEST_MEETING, horizon, is_begun_lately, is_label, is_planning_time, time_behind
from kg.extract.lexica import alternation
from kg.extract.meetings import is_at_meeting, is_of_meeting
from kg.extract.nlp import Tag, tags_of, text_of
from kg.extract.order import InOrder, last_of
from kg.extract.people import Post, body_led, read_posts, speaks_to_all
from kg.extract.places import is_part
from kg.extract.spells import LONG, a_year_before, days_of, is_far_behind, is_long, is_unbegun, lies_ahead, lies_within, since
from kg.extract.staff import sanctions, staff_acts
from kg.extract.status import read_statuses
from kg.extract.subjects import (
    AT,
    IN_WORDS,
    LEAD_IN,
    drops_subject,
    is_body_name,
    is_host,
    is_medium,
    is_news,
    is_roundup,
    is_verbal,
    opens_item,
    skip_adverbs,
    spoken_for,
    tells_of_area,
    whole_body,
)
from kg.extract.times import is_recent
from kg.extract.turns import read_turns
from kg.extract.whereabouts import acted_on, is_guest, joined, shared_place
from kg.records import Document, Mention, Period, Span, Status

_UNITS = (
    "总队|支队|大队|中队|分局|警局|总局|市局|县局|区局|省局|州局|厅|局|所|站|院|"
    "校|队|委|办|部|公司|集团|中心|协会|法院|检察院|海关|银行|医院|街道|镇|乡|村|关|馆|厂|社|庭|处|科|会|署"
)
_BARE = (
    "公司", "集团", "医院", "学校", "学院", "大学", "街道", "海关", "总区", "中心", "派出所", "法院", "检察院", "法庭",
    "税务所", "司法所", "管委会", "居委会", "村委会", "协会", "商会", "联合会", "研究院", "银行", "车管所", "边检站", "火车站",
    "分行", "支行", "分公司", "总站", "警局", "边检", "卫生院", "供电所", "林场", "农场", "合作社",
)  # fmt: skip
_SPELLED = {"管委会": "管理委员会", "村委会": "村民委员会", "居委会": "居民委员会"}
_ONE_OF_A_KIND = ("派出所", "法院", "检察院", "法庭", "海关", "税务所", "司法所", "车管所", "管委会", "居委会", "村委会")
_ANAPHOR = re.compile(
    rf"他们|她们|当地(?=.)(?!时间|群众|的|居民|村民|百姓|人)|我们(?!的)|他(?![们人日的]|所[在属])|后者|前者|双方|两地|[我本](?:{_UNITS}|省|市|县|区|州|旗|校|单位)|(?:该|此)(?:{_UNITS}|省|市|县|区|州|旗|单位|部门|机关|企业)"
    rf"|(?<![等第])(?:[两三四五六七八九十](?:部门|个部门|家单位|方(?![面案位式向法略言]))|[两三四五六七八九](?:省|市|县)(?=[累共将联签建均各商已分]))"
    rf"|(?<![\u4e00-\u9fff])(?:{'|'.join(_BARE)})(?![\u4e00-\u9fff]{{0,3}}(?:长|员|经理|理事|书记|党))"
    rf"|(?:总队|支队|大队|中队|分局|总局|专班)(?![\u4e00-\u9fff]{{0,2}}(?:长|员|委))"
    rf"|(?<![\u4e00-\u9fff])[局厅院所队站行关委校馆社]里(?![程面外氏弄])"
)
_HONOURED = re.compile(
    r"(?:又|也|还|曾|已|先后|成功|首次|再次|连续[^，。；]{1,3}年|[今去]年|\d{1,2}月)*(?:被[^，。；]{0,24}?(?:评|授|命名|认定|列|确定|表彰)|获评|荣获|获得|入选|上榜|捧回|摘得|蝉联|创成|成功创建)"
)
_SEVERAL = re.compile(r"[两三四五六七八九十](?:个?部门|家单位|方|省|市|县|地)")
_DIVISIONS = ("省", "市", "县", "区", "州", "旗")
_SOURCE = re.compile(r"(?:记者|笔者)[^，]{0,14}从$|据$|^从$")
_TOLD = re.compile(
    r"(?:处|方面|有关方面|[^，。；]{0,8}(?:发布会|通气会|座谈会|会议)上?)?(?:今[天日]|昨[天日])?(?:获悉|了解到|介绍|消息|通报|统计|发布|公布|数据|最新)"
)
_HAS_FIGURES = re.compile(r"的?(?:最新|监测|统计|公布的|发布的)*(?:数据|统计|监测|报告|说法)(?:显示|表明|是(?=，))|监测(?=，)")
_FROM = re.compile(r"[据从由]$")
_BYLINE = re.compile(r"[（(](?:本报|全媒体|见习|特约)*(?:记者|通讯员|图/|文/)[^）)]{0,60}[）)]")
SPEECH = re.compile(
    r"在[^，。；\n]{4,40}上的?(?:工作)?(?:报告|讲话|发言|致辞|总结)?(?:（[^（）\n]{2,8}）)?[^\S\n]*\n"
)  # and who held it below
_GOVERNMENT_REPORT = re.compile(r"([^\s\d年届次会，。、“”]{1,9}[省市县区州旗](?:人民)?政府)工作报告")
_JOINS = re.compile(
    r"^(?:（[^（）\n]{1,12}）)?(?:、|和|与|及|以及|暨|并|同|(?:又|还|也|则|再|将|拟|要|须|应|会|共|主动|积极|，|等(?:部门|单位)?|牵头)*(?:会同|联合|联同|协同|携手|联手|牵手|联袂|与|和|同|跟))$"
)
_LOCATIVE = re.compile(r"(?:在|于|到|赴|进驻|深入|走进|覆盖)$")
_OBLIQUE = re.compile(
    r"(?:在|被|向|对|与|和|同|跟|给|据|按照?|根据|从|受|将|把|为|经|于|到|赴|比|较|至|及其|报|送|致|归|属|交|转|称|的|是|等|成为|作为|指导|督促|组织|协助|帮助|支持|要求|推动|引导|评为|通过|依托|来自"
    r"|会同|联合|获|获得|荣获|全力|助力|陪同|邀请|邀集|隶属|包括|包含|提请|接受|移交|签约|走访|共享|保障|服务|配合|表彰|检查|督导|调研)$"
)
_COUNTED_OFF = re.compile(r"[一二三四五六七八九十]是$")  # 三是|某厅出台…
_WITH_UNKNOWN = re.compile(
    r"[\u4e00-\u9fff](?:与|跟|会同|联合)(?:(?![与和跟同])[\u4e00-\u9fff]){2,12}、$"
)  # 学院与丰源酒庄、|某管委会签约
_OBJECT = re.compile(r"(?:至|到|向|赴|对|被|给|为|获|致|走进|比|据|把|将)$")  # before who is not whom a title is about
_OPENING = re.compile(
    r"[^，]{2,40}(?:开展|启动|实施|部署|推行|推进)以来$|(?:[—\-－\s“]|同时|此外|目前|近日|近期)*(?:为|为了|按照|根据|针对|围绕|随着|面对|结合|在|自|从|作为|紧扣|聚焦|依据|\d{4}年|今年|去年|截至)"
)
_TELLS_FIGURE = re.compile(  # 截至目前换表300只: more than when
    r"(?:截至|今年|去年|\d{4}年|目前|近[日期])(?:[\d年月日底末初]|以来|目前|上半年|[一二三四]季度|前)*[\u4e00-\u9fff]{2,12}\d[\d.,]*[余多万亿]*[^\d年月日时点]"
)
_FRAMED = re.compile(
    r"^(?:在|按照?|根据|据|依据|对|向|从|为|给|经|针对|围绕|随着|面对|比|较|自)(?![^，]*(?:下|中|后|时|期间|上|里|起|以来)(?:[，]|$))"
)
_BEHIND_LABEL = re.compile(r"[：:](?=[^\n]{8})|[ \u3000]{1,4}(?=[^\n]{12})")
SAY = re.compile(
    r"(?:给记者[^，。；：]{1,8}(?=[：，])|(?:指着|翻开)[^，。；：]{1,10}(?=[：，])|算[了起]?一?笔账|指出|强调|表示|要求|说|介绍|告诉|透露|坦言|认为|通报|提出|宣布|称|回忆|感慨|讲话|致辞|补充(?=[，：:]|$))"
)
_WHOLE = re.compile(r"(?:[^，。]{0,8}(?:以来|期间|年|月|日|假期)[，]?)?全([省市县区州])(?![^，。]{0,4}(?:系统|机关|部门))")
_PARISH = re.compile(  # the street or town itself, no unit of it
    r"(?:[^，。；]{0,6}(?:以来|期间|月|日|年)，?)?(?:街道|[镇乡]里)"
    r"(?=[把将已还也又先再共全就][\u4e00-\u9fff]|组织|联合|会同|统筹|投入|新[建增]|建成|开展|启动|推行|推进|推出|打造|成立|设立|累计|今年|去年|上半年|现有|受理|办结|发放|排查|走访|摸排|牵头|印发|出台|请来|拿出|安排|派出|与|和)"
)
_PLACED = ("依托", "通过", "围绕", "针对", "聚焦", "按照", "根据")
_AREA = re.compile(r"(?:新区|开发区|高新区|园区|产业园|度假区|景区|保税区|港区|垦区|林区|牧区)$")
_MEETING = re.compile(r"(?:会议|常委会|全会|办公会|常务会)$")
_DECIDES = re.compile(r"(?:研究|审议|决定|通过|听取|部署|要求|明确|强调|指出|传达)")
_BY_WHOM = re.compile(r"(?:被|获|受|经)[^，。；]{0,24}$")
_APPEARS = re.compile(rf"{SAY.pattern}|出席|主持|参加(?!工作)|部署|动员|调研|督导|检查|会见|慰问|当选|(?<![主责])任(?![务何])")
_CAME = re.compile(  # …、某公司等33家单位|到场
    r"(?:、[^，。；、]{2,12}?)*(?:等(?:[^，。；]{0,12}?(?:单位|部门|企业|机构|公司|方面|方|人))?)?(?:的?(?:有关|相关|主要)?(?:负责人|负责同志|代表|领导|人员))?"
    r"(?:\d+(?:余|多)?人)?(?:应邀|受邀|一同|共同|也|均|都|派员|全程)*(?:到场|到会|参会|参加|出席|列席|与会|参赛|观摩|旁听|见证|听会)了?"
    r"(?:本次|此次)?(?:会议|活动|仪式|座谈会?|推进会|启动会)?"
)
_BESIDE = re.compile(r"(?:并|还|也|又|则|再|另|随后)*[与同和跟]")
_IS_TOLD = re.compile(
    r"(?:会议|[局厅委府部关院]|通知|讲话|意见)(?:明确|还|同时|特别)?(?:要求|强调|指出)$"
)  # those whom a meeting addresses
_AS_EXAMPLE = re.compile(r"(?<![所可加予得足])以$")
_SITUATED = re.compile(r"(?:[他她其][^，]{0,4})?所(?:在|属|辖)的")
_DATELINE = re.compile(  # 本报某地3月5日讯: when it was written
    r"讯|电(?![话子动力网商视影信费器])|(?:对外)?(?:发布)?(?:消息|公告|通报)(?=[\s，：:]|$)"
)
_STAMP = re.compile(r"(?:时间|日期)[:：]\s*$")
_YEARLESS = re.compile(r"[自从]?(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月")
_POINT = re.compile(r"^[年月季]?(?:度)?[末底]$")
_NATIONAL = re.compile(
    r"^(?:国家|国务院|中国|中华|中央|全国|最高|公安部|共青团中央|[^省市县区州]{2,6}总[局署]$"
    r"|(?:外交|国防|教育|科技|科学技术|工信|工业和信息化|国家安全|民政|司法|财政|人社|人力资源和?社会保障|国土资源|自然资源|生态环境|环境保护|住建|住房和?城乡建设"
    r"|交通|交通运输|铁道|水利|农业|农业农村|商务|文化|文化和旅游|文旅|卫生|退役军人事务|应急管理|中宣|信息产业|建设)部(?!门|队|分|位))"
)
_STATE = re.compile(r"有|是|位于|地处|出现|遭|发生|还有|共有|位列|达|突破|增长|下降|境内|多|最|都|全部|受|持续")
_COMPARED = re.compile(r"(?:较|比|与|同|从|由|相比|相较|对比|对标)(?:去年|上年)?(?:于)?$|(?:检查|梳理|统计|收集|回顾|检索)$")
_ATTRIBUTE = re.compile(r"同期|相比|的|月饼|粽|晚会|版|款|年度(?!.*[，。])|以来(?:的|“)")
_BEHIND_QUOTES = re.compile(r"[”」]([\u4e00-\u9fff]{3,6})$")
SECTION = "agencies/section-short"
_EVERYBODY_ACTS = "discourse/everybody"
_ONCE = (MEASURED_PLACE, _EVERYBODY_ACTS)  # the sentences behind them are not about them
_PASSING = ("agencies/related-departments", "agencies/members")  # they act in their sentence only
_ECONOMY = re.compile(
    r"(?:全[省市县区州年]|地区|本地|\d{4}年|今年|预计)*(?:地区)?(?:生产总值|GDP|经济总量|城镇调查失业率|城镇登记失业率|(?:城乡|城镇|农村)?居民人均可支配收入|粮食(?:总)?产量|固定资产投资"
    r"|社会消费品零售总额|一般公共预算收入|规模以上工业增加值|外贸进出口|进出口总[额值]|居民消费价格|城镇新增就业|常住人口|城镇化率|空气质量优良)"
)
_MANNER = ("TIME", "t", "d", "ad", "c", "a")
_SIDE_BY_SIDE = re.compile(r"会同|联合|协同|携手|联手")  # also where a name follows that the tagger takes for one with it
_STANDS_BY = re.compile("(?:旁边?|附近|对面|门[前口]|隔壁|一侧|楼[上下]|院内)的")  # 某警署旁的|检验站: where it stands
_ASIDE = re.compile(r"[（(][^（）()]{1,12}[)）]起?|起(?=[将已，])")
_LASTING = ("持续", "不断", "继续", "努力", "全力", "全面")
_WENT = re.compile(r"[“「‘]$|(?:到|赴|来|前往|走进|对口[\u4e00-\u9fff]{2})$")
_FOREIGN = "places/foreign"
_UNSURE = ("places/division-county", "places/division-plain")
_NO_LEVEL = re.compile(r"市场|区域|县域|省际|省间")  # what begins with a level and is of none
_FIGURE = re.compile(r"[\u4e00-\u9fff]{1,3}(?:率|量|数|额|占比|时长)(?=[由从为达升降低高居排超是最同环列，\d])")  # 某县|办结率…
_TOOL = re.compile(
    r"(?:该|本|全[省市县区州]|[省市县区州]级?)?(?:\d{3,5}|服务|便民|政务|监管|智慧|业务)*(?:热线|平台|系统|大厅|窗口|专席|坐席|话务员|小程序)"
    r"(?![\u4e00-\u9fff]{0,4}(?:公司|集团|中心|办公?室?|局|企业|经济))"
)  # what a body works with, said without its name
_IN_ALL = ("累计", "合计", "共计", "总计")
_TOGETHER = ("一体", "同步", "合力", "全力")
_AND_OTHERS = re.compile(r"等(?:地|省|市|多地|省份|省市|地区|省区市)*|多地|各地")
_NEW_SUBJECT = re.compile(r"(?:近日|日前|今天|昨天|今日|昨日|今年|明天|\d+月\d+日|\d+日|将|已|正|还|也|于|宣布|决定|联合)")
_IN_FORCE = re.compile(r"起?(?:正式|开始)?(?:施行|实施|生效|执行|启用)")
_CUTS = re.compile(r"[，；：。！？,;:!?]")
_STOP = re.compile(r"[。！？!?；;\n]")
_OWNED = ("System", "Facility", "Initiative")
_LEADER = re.compile(r"(?:省|市|县|区|州|旗|镇|乡)(?:长|委书记|委副书记|委常委)$|(?:省|市|县|区)委常委[^，]{0,8}$")
_PUT_TO_USE = re.compile(r"(?:正式|率先|首次|全面|成功)?(?:上线|投用|启用|投入使用|落地应用|试运行|推广使用)")
_PUT_TO_USE_AT = re.compile(rf"在[^，。；]{{2,16}}?{_PUT_TO_USE.pattern}")
_WHO_MADE = re.compile(r"(?:自主|联合|牵头)?(?:研发|开发|研制|建设|打造|设计)的")
_AIMED = re.compile(r"(?:针对|[^\u4e00-\u9fff]对|[部局委办厅总]对)$")
_DONE_THERE = re.compile(
    r"(?:等[\u4e00-\u9fff\d]{0,6}?)?(?:启动|维持|提升|派出|增派|开展|实施|组织|进行|[^，。；\n]{0,14}应急响应"
    r"|[^，。；、\n]{0,16}(?:开展|进行|实施|派驻))"
)
_HAPPENS = re.compile(  # what befalls a place, or lies in it, is no deed of it
    r"等?[地省市]?(?:今[天日]|昨[天日]|\d+[月日])*(?:的|境内|[^，。；]{0,4}(?:发生|遭|出现|普降|遭遇|受灾|受困)|籍|等国|[、和与至到—-]|段|站|路|方向|往|飞"
    r"|[^，。；]{0,16}(?:受灾|失联|遇难|倒塌|伤亡|死亡|受伤)"
    r"|[\u4e00-\u9fff]{0,6}(?:港|站|口岸|机场|景区|工程|公司|集团|大学|医院|街|巷|古城|市场))"
)
_FIGURES = re.compile(
    r"(?:等?[\d一二两三四五六七八九]*[地省市]?)?(?:全[省市县区州旗])?[^，。；：“”《》]{0,16}?(?<![第、年月日一-])(?:\d|[一二三四五六七八九两几]成|百分之)"
)
_MANY = ("各地", "全国各地")
_EVERYBODY = re.compile(
    r"全国各地|各地(?![区方市级的要应须需将可务])|中央(?:和地方)?财政(?![部厅局]|预算)"
    r"|国家(?![\u4e00-\u9fff]{0,12}(?:[局部委办署院会]|集团|公司|中心)|级|队|标准|重点|[一二三]|主席|安全|公园|实验)"
)
_ASSISTS = re.compile(r"(?:密切|积极|协同|共同|主动|等[^，]{0,6})?(?:配合|协助|协办|参与)$")
_UNIT_OF = re.compile(r"(?:所属|下属|直属|下辖|辖下|所辖|属下|辖区)的?")
_GOES_ON = re.compile(
    r"该|此(?!外)|这|其(?!中|他|余|次)|上述|两[地者]|[前后]者|(?:专项)?(?:活动|行动|整治|比赛|大赛|展会|案件|涉案)"
)  # a sentence that goes on about what the one before it was about
_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]是|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)])")
_OPENED = re.compile(r"(?:在.{1,20})?(?:隆重|正式|顺利|成功|胜利)?(?:召开|举行|举办|开幕|闭幕)")
_SUBORDINATE = re.compile(r"^(?:由于|因为|随着|虽然|尽管|自从)|(?:以来|之后|之前|之际|期间)$")
_SUFFERS = re.compile(
    r"(?:的?(?:主要|分管|有关|相关)?(?:负责人|负责同志|领导|人员))?(?:因[^，。；]{2,20})?(?:先后|分别|已)?被[\u4e00-\u9fff]{0,10}?"
    r"(?:约谈|问责|通报批评|点名|处罚|罚款|责令|查封|吊销|警告|挂牌督办|整改)"
)
_LED_BY = re.compile(
    r"[^，。；]{0,12}(?:书记|主任|[局厅处市县区省镇乡院校会所站部关行]长|主席|经理|董事长)[^，。；]{2,24}"
    r"(?:带队|带领|率队|率领|任组长|挂帅)"
)
_PARTY = re.compile(r"(?:党工委|党委|党组|工委|党总支|党支部)$")
_GUIDES = re.compile("(?:党委|党工委|党组|政府|[省市县区州旗]委)$")
_BODY_NAME = re.compile(r"(?:[局站队所院厅会办关校]|公司|中心)$")
_SITE = re.compile(r"(?:景区|景点|旅游区|度假区|公园|乐园|古镇|古城|古村|商圈|市场|热线|平台|大厅|食堂|驿站)$")
_VISITED = re.compile(
    r"(?:[^，。；]{0,20}?(?:等[^，。；]{0,6}?)?)(?:分别|累计|共|日均|单日|首日|当天)*(?:接待|迎来|涌入|吸引|入园|入区|游客|客流|售[票出]|门票|营业|营收|销售|预约|过夜)"
)
_IMPRINT = re.compile(  # what may stand beside a body in the line below a title
    r"[\s（(]*(?:办公室)?(?:编印?|供稿|印发|主办)?[\s）)]*(?:(?:通讯员|作者|供稿人?)[:： ]?[^，。；：\d]{2,14})?[\s（(]*"
    r"(?:(?:20\d\d年)?第?\d+期)?[\s（(]*(?:(?:20\d\d[年.\-/])?\d{1,2}[月.\-/]\d{1,2}日?)?[\s）)]*"
)
_SIGNATURE = re.compile(r"\n[^\S\n]*([^\n，。：；]{4,40}?)\s*(?:20|19)\d\d年\d{1,2}月\d{1,2}日\s*\Z")
COLLECTIVE = re.compile(r"^(?:全[国省市县区州]|各)|(?:部门|系统|机关|各地|单位|各大队|干警|民警|公安交管|交警系统)$")


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds in one clause: who acts, where and when, the line of work spoken of, and whether it is done."""

    start: int
    end: int
    agents: tuple[Mention, ...] = ()
    place: Mention | None = None
    period: Period | None = None
    topic: Mention | None = None
    status: Status = "done"
    speakers: tuple[Mention, ...] = ()  # who says so, in a speech or meeting
    named: bool = False  # whether the clause itself names its agents
    partners: tuple[Mention, ...] = ()  # who act with the agents in this sentence (会同…, 与…共同)
    foreign: bool = False  # whether the sentence has a subject of its own that is none of the agents
    carried: bool = False  # whether the agents are those of an earlier sentence
    persons: tuple[Mention, ...] = ()  # persons that the sentence has as subject so far


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A word that stands for one body named elsewhere: 该局, 大队, 局里."""

    start: int
    end: int
    body: Mention


@dataclass(frozen=True, slots=True)
class Discourse:
    """The settings of all clauses of a report, in reading order."""

    settings: tuple[Setting, ...]
    starts: tuple[int, ...] = field(default=(), repr=False)
    owner: tuple[Mention, ...] = ()  # whose report it is, where it says so
    foreign: tuple[int, ...] = field(default=(), repr=False)  # where clauses begin whose subject is none of the agents
    answers: bool = False  # whether persons speak in turn, each for a body
    anaphora: tuple[Anaphor, ...] = ()  # the words that stand for one body (该局, 大队), in reading order
    items: tuple[int, ...] = field(default=(), repr=False)  # where a roundup turns to another piece of news

    def at(self, position: int) -> Setting:
        """Return the setting of the clause that holds the position, or of the last clause before it."""
        index = max(0, bisect_right(self.starts, position) - 1)
        return self.settings[index] if self.settings else Setting(0, 0)

    def back_from(self, position: int) -> Sequence[Setting]:
        """Return the settings of the clause that holds the position and of the three before it, nearest first."""
        index = bisect_right(self.starts, position)
        return self.settings[max(0, index - 4) : index][::-1]

    def turns(self, start: int, end: int) -> bool:
        """Return whether a clause that begins in a stretch has a subject that is none of those who act."""
        return bisect_left(self.foreign, start) < bisect_left(self.foreign, end)


def read_discourse(
    doc: Doc, document: Document, mentions: Sequence[Mention], periods: Sequence[tuple[int, int, Period]]
) -> Discourse:
    """Return the setting of every clause of a marked doc."""
    clauses = _clauses(doc, mentions)
    posts = read_posts(doc, mentions)
    first_reader = _Reader(document, mentions, periods, doc, posts)
    people = {m.span.end for m in mentions if m.type in ("Person", "Agency")}
    actors = {m.span.start for m in mentions if m.type == "Agency" and not COLLECTIVE.search(m.name)}
    statuses = read_statuses(doc, clauses, people, actors, document.date, first_reader.times(clauses))
    settings = _settings(first_reader, clauses, statuses)
    heading = (s for s in settings if not _SUBORDINATE.search(document.text[s.start : s.end]))
    named = (s for s in heading if s.named and s.agents and _may_own(s.agents[0].name))
    first = next(named, Setting(0, 0))  # read no further than that; 各县局： is who a letter is to
    lead = next((line.end for line in doc.spans["lines"] if line.label_ == "paragraph"), len(document.text))
    is_late = bool(first.agents) and first.start >= lead  # who acts first in the middle of a report is not its owner
    reader = _Reader(document, mentions, periods, doc, posts, Setting(0, 0) if is_late else first, is_late=is_late)
    read = _look_ahead(list(_settings(reader, clauses, statuses)), document.text, reader.headings)
    read = list(_without_guessed(read, document, reader)) if document.damaged else read
    foreign = tuple(setting.start for setting in read if setting.foreign)
    starts = tuple(setting.start for setting in read)
    return Discourse(
        tuple(read), starts, reader.owner, foreign, bool(reader.turns), tuple(reader.anaphora), tuple(reader.items)
    )


def _settings(reader: _Reader, clauses: list[tuple[int, int]], statuses: list[Status]) -> Iterator[Setting]:
    yield from (reader.read(start, end, status) for (start, end), status in zip(clauses, statuses, strict=True))


def _without_guessed(settings: Sequence[Setting], document: Document, reader: _Reader) -> Iterator[Setting]:
    """Yield the settings without agents where the subject of a sentence is damaged, up to who is named behind that."""
    is_unknown, last = False, 0
    for setting in settings:
        if last == 0 or _STOP.search(document.text[last : setting.start]):
            is_unknown = False
        here = [(start, end) for start, end in document.damaged if last <= start < setting.end]
        inside = any(last <= m.span.start < setting.end for m in setting.agents)
        if inside or (setting.named and not here):
            is_unknown = False
        elif any(not reader.has_verb(setting.start, max(setting.start, start)) for start, _ in here):
            is_unknown = True
        last = setting.end
        yield replace(setting, agents=(), partners=(), persons=(), carried=False) if is_unknown else setting


def _look_ahead(settings: list[Setting], text: str, headings: Sequence[tuple[int, int]]) -> list[Setting]:
    """Give clauses whose subject comes later their agents: headings, and openings such as 为推进…，某大队….

    Works from the end, so that an opening of several clauses takes the subject that they all lead to.
    """
    heading_starts = [start for start, _ in headings]
    changed = list(settings)
    for index in range(len(settings) - 2, -1, -1):
        setting, after = settings[index], changed[index + 1]
        if setting.named:
            continue
        line = bisect_right(heading_starts, setting.start) - 1
        is_heading = line >= 0 and setting.start < headings[line][1]
        gap = text[setting.end : after.start]
        words = text[setting.start : setting.end]
        opens = is_heading or (not _STOP.search(gap) and _OPENING.match(words) and not _TELLS_FIGURE.match(words))
        if opens and (after.named or after.agents != settings[index + 1].agents or is_heading):
            changed[index] = replace(setting, agents=after.agents, carried=after.carried, place=setting.place or after.place)
    return changed


def _clauses(doc: Doc, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return the clauses, joined again where a name spans several."""
    clauses: list[tuple[int, int]] = []
    spans = sorted((m.span.start, m.span.end) for m in mentions if m.type != "Agency" or m.span.end - m.span.start < 40)
    text = text_of(doc)
    cuts = [(s, e) for s, e in spans if _CUTS.search(text, s, e)]
    for clause in doc.spans["clauses"]:
        start, end = clause.start, clause.end
        if clauses and any(s < start < e for s, e in cuts):
            clauses[-1] = (clauses[-1][0], end)
        else:
            clauses.append((start, end))
    return clauses


@dataclass(frozen=True, slots=True)
class _Actor:
    """Somebody who may be the subject of a clause: a mention, or a word that stands for one (支队, 他们, 我局)."""

    start: int
    end: int
    mentions: tuple[Mention, ...]


def _may_act(mention: Mention) -> bool:
    """Return whether a mention is a body of which reports tell: not who prints or broadcasts them."""
    return mention.type == "Agency" and mention.subtype != "media" and not is_medium(mention.name)


def _may_own(body: str) -> bool:
    """Return whether a report may be a body's own: not what is only addressed (各县局), invites others or is a place to go."""
    return not (body.startswith("各") or is_host(body) or _SITE.search(body))


_WITH_UNIT = re.compile(r"(.{2,}?(?:[局站院关校]|大学|中心|公司|集团))(?:[^局站院关校心司团]{1,8}[科室队班组所])")


def _of_its_unit(unit: Mention) -> Mention:
    """Return the body whose name begins a unit's (云河边防检查站 of its 执勤二队), or the unit itself."""
    found = _WITH_UNIT.fullmatch(unit.name) if unit.name == unit.surface else None
    if not found:
        return unit
    span = Span(unit.span.document, unit.span.start, unit.span.start + found.end(1))
    return replace(unit, span=span, name=found[1], surface=found[1], rule="discourse/superior-in-name")


def _guide(bodies: Sequence[Mention]) -> bool:
    """Return whether all of these are governments or party committees, which guide the bodies of a place."""
    return all(_GUIDES.search(body.name) for body in bodies)


class _Reader:
    """The state of a reader: who was spoken of last, where and when. One object lives for one document."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        periods: Sequence[tuple[int, int, Period]],
        doc: Doc,
        posts: Sequence[Post],
        opening: Setting | None = None,
        *,
        is_late: bool = False,
    ) -> None:
        self.text = document.text
        self.document = document
        self.mentions = mentions
        self.outer = _outermost(mentions)
        self._outer, self._all = InOrder(self.outer), InOrder(mentions)
        ends = {m.span.end for m in self.outer if _may_act(m)}
        self.agencies = [m for m in self.outer if _may_act(m) and not self._is_short_form(m, ends)]
        bodies_named = [m for m in mentions if _may_act(m) and m.rule not in _PASSING]
        self.known = _outermost(bodies_named)  # in titles too
        self.words = {t.start: t for t in tags_of(doc)}
        bylines = [m.span() for m in _BYLINE.finditer(self.text)]
        self.people = [m for m in self.outer if m.type == "Person" and not any(s <= m.span.start < e for s, e in bylines)]
        self.people_of = InOrder(self.people)
        self._acting = InOrder((*self.agencies, *self.people))
        self.periods = periods
        self.place_labels = _place_labels(self.text, mentions) | self._bracketed(mentions)
        self.headings = [(line.start, line.end) for line in doc.spans["lines"] if line.label_ in ("title", "heading")]
        self.lines = {(line.start, line.end) for line in doc.spans["lines"]}
        self.verbs = sorted((t.start, t.end) for t in tags_of(doc) if t.label_ in ("v", "vd"))
        self.verb_starts = [v[0] for v in self.verbs]
        self.of_area = any(tells_of_area(document.publisher, title) for title in (document.title, *_titles(doc)))
        self.places = self._nested_places()
        self.divisions = [m for m in mentions if m.type == "Place" and level_of(m)]
        self.areas = [m for m in mentions if m.type == "Place" and m.subtype != "road" and not level_of(m)]
        self.owner = (
            () if self.of_area else self._publisher() or self._spoken(posts) or self._titled(doc) or self._below(doc)
        )  # whose report it is
        self.owner = tuple(map(whole_body, self.owner))
        titles = (document.title or "", *_titles(doc))
        self.governs = bool(self.owner) and any("政府工作报告" in t for t in titles) and _guide(self.owner)
        self.home = (
            self._opening(doc) or self._told_of_in_title(doc) or self.owner
        )  # to whom it comes back where nobody is named
        self.is_news = not self.owner and is_news(self.text)  # many actors, none of them the author
        self.is_roundup = self.is_news and any(is_roundup(title) for title in (document.title, *_titles(doc)))
        items = (s for s in doc.spans["sentences"] if self.is_roundup and opens_item(self.text, s.start, s.end))
        heads = (line.start for line in doc.spans["lines"] if self.is_roundup and line.label_ == "heading")
        self.item_heads = frozenset(heads)
        self.has_items = bool(self.item_heads) or next(islice(items, 1, None), None) is not None
        self.items: list[int] = []
        by_person: dict[Span, list[Post]] = defaultdict(list)
        for post in posts:
            by_person[post.person.span].append(post)
        above = {p.agency.span for held in by_person.values() if speaks_to_all(held) for p in held if p.agency}
        bodies = [m for m in self.known if m.span not in above and _may_own(m.name)]
        told = tuple(m for m in bodies if self._tells(m))[:1]
        others = () if is_late else tuple(bodies[:1])
        of_others = self.is_news or self.of_area
        first = opening.agents if opening else ()
        self.main = self._publisher() or (() if of_others else self.owner or first or told or others)
        if opening and not self.home and not of_others and _tells_of_itself(opening):
            self.home = first  # a report without an author comes back to whom it begins with
        self.home = self.home or (told if self.main == told else ())
        self.agents = self.main  # of the clause before
        self.theme: tuple[Mention, ...] | None = None  # whom the paragraph is about, once its first sentence is read
        self.led_at = -1  # the clause that named them
        self.opened = 0  # where the sentence began
        self.only_dated = False  # whether it has said no more than when so far
        self.leading = self.main  # named at the head of a sentence: the sentences after it are about them
        self.collective: tuple[Mention, ...] = ()  # 全省公安交警系统, 各地: whom a speech addresses
        self.speakers: tuple[Mention, ...] = ()
        self.period: Period | None = None
        self.frame: Period | None = None  # the time at the head of a sentence, which holds until another
        self.ahead: Period | None = None  # the same, of what is to come: it dates no deeds
        self.ahead_wide: Period | None = None  # the same, longer than a month, or that of a whole section of plans
        self.frame_plans = False  # whether the time at the head of a sentence was that of a plan
        self.period_plans = False  # the same of the time of the clause
        self.reported: Period | None = None  # the first of them: what the report is about
        self.dated_at = -1  # the clause that named it
        self.met: Period | None = None  # the day of the meeting told of last
        self.has_stretch = False  # whether the report is known to be of more than a day
        self.wide: Period | None = None  # the same, longer than a day
        self.clauses = 0  # of the sentence, so far
        self.topic: Mention | None = None
        self.last_end = 0
        self.partners: tuple[Mention, ...] = ()
        self.foreign = False
        self.persons: tuple[Mention, ...] = ()  # named as subjects in this sentence
        self.unnamed = True  # nobody is named in this sentence so far
        self.hosting: tuple[Mention, ...] = ()  # who acted before a clause that tells who came
        self.passing = False  # whether the partners are those of one clause only
        self.joint: tuple[Mention, ...] = ()  # who last acted together
        self.leaders: set[str] = set()  # who head a place, and no body: mayors, party secretaries
        self.spoken_of: Mention | None = None  # the person whom 他 means
        self.units: dict[str, Mention] = {}  # the body that a person belongs to
        self.posts: dict[Span, list[Post]] = defaultdict(list)  # that stand before a person
        for post in posts:
            self.posts[post.person.span].append(post)
        self.turns = read_turns(doc, mentions, posts)
        self.titles = {post.agency.span for posts in self.posts.values() for post in posts if post.agency}
        self.charges = read_charges(self.text, self.known, self.people)
        self.parish = self._find_parish()
        self.charge: Charge | None = None  # who answers for the item that is being read
        self.aside = False  # whether who is named so far in this sentence only stands in a subordinate clause
        self.here: Mention | None = None  # where the sentence is set: 在云河，…
        self.spot: Mention | None = None  # where a clause of it said that it is: 某局在石桥镇查获…，会同…
        self.is_set = False  # whether the sentence says first where it is set
        self.turn: tuple[Mention, ...] = ()  # the body of who answers, in an interview
        self.runners: dict[str, tuple[Mention, ...]] = {}  # whose a line of work or a system is
        self.tails = _tails(self.agencies)
        self._heads: dict[Mention, bool] = {}  # whether a mention is the first thing in its clause
        self._homes: dict[str, Mention | None] = {}  # the division that the report names most of a level
        self.anaphora: list[Anaphor] = []
        self.called: dict[str, tuple[int, Mention]] = {}  # whom 该局, 该院 meant last, and where
        self.near: dict[str, Mention] = {}  # the division of each level that the paragraph named last

    def read(self, start: int, end: int, status: Status) -> Setting:
        """Return the setting of the next clause and remember what carries on."""
        between = self.text[self.last_end : start]
        opens = self.last_end == 0 or bool(_STOP.search(between))
        if "\n" in between or self.last_end == 0:
            self._take_turn(start)
        if "\n" in between:
            self.speakers = ()
            if not any(0 < s < self.last_end <= e for s, e in self.headings):  # 枣庄：某局…, the head of an item
                self.near = self._labelled(start)
            if not is_long(self.frame) or is_beginning(self.frame):
                whole = whole_time(self.frame, self.reported, self.wide)
                held = self.wide or (None if is_recent(self.frame) else self.frame)
                self.frame = held if whole == self.frame else whole  # a day, a month: for their paragraph
            if is_far_behind(self.frame, self.reported):
                self.frame = self.reported  # so does what was looked back at
        self._come_back(start, between, opens)
        self._charge_with(start)
        if opens:
            self.agents, self.unnamed, self.persons = self.leading, True, ()
            self.partners = self.charge.partners if self.charge else ()
            self.here, self.spot, self.is_set, self.aside = None, None, False, False
            stop = self.text.find("。", start)
            sentence = stop if stop > 0 else len(self.text)
            self.foreign = self.is_news and not drops_subject(self.text, start, sentence, self.words)
            if self.is_roundup and self._opens_item(start, sentence):
                self.agents = self.leading = self.joint = ()  # another piece of news, or another matter of it
                self.topic = self.frame = self.wide = self.reported = None
                self.items.append(start)
        inside = list(self._outer.starting(start, end))
        ours = (m for m in inside if m.type == "Place" and not is_anothers(self.text, m))
        self.near.update({level: m for m in ours if (level := level_of(m))})
        self._remember_time(start, end, opens, status)
        named, partners = ((), ()) if self._is_charged(start, end) else self._subjects(start, end)
        leading = self.leading
        self._remember_agents(start, end, named, partners, opens, status)
        if not named and not self.charge and self.is_news and self.unnamed and not self.persons:
            self._set_scene(start, end, opens)
        if not named and not self.charge and opens and self.owner and self.owner[0].name.endswith("政府"):
            self._account(start, end)
        if not named and status == "done" and not self.charge:
            self._return(start, end, opens)
        self.only_dated = (opens or self.only_dated) and not named and self._head(start, end) >= end
        if self.is_news and self.leading != leading:
            self._turn(start, end)
        if len(both := (*self.agents, *self.partners)) > 1:
            self.joint = both
        for thing in inside if both and not self.foreign else ():
            if thing.type in _OWNED:
                self.runners.setdefault(thing.name, self.agents)
        if (days_of(self.period) or LONG) <= LONGEST_MEETING and any(m.type == "Event" for m in inside):
            self.met = self.period
        self.topic = next((m for m in reversed(inside) if m.type == "Initiative"), self.topic)
        self.last_end = end
        place = self._place(start, inside)
        period = self._coming(self.period) if status == "planned" else self._told_of(self.period)
        return Setting(
            start,
            end,
            self.agents,
            place,
            period,
            self.topic,
            status,
            self.speakers,
            bool(named) or self.charge is not None,
            self.partners,
            self.foreign and self.unnamed,
            self.unnamed,
            self.persons,
        )

    def _opens_item(self, start: int, end: int) -> bool:
        """Return whether a sentence of a roundup begins a piece of news: with a line of its own, or with a headline run on."""
        if self.text.rfind("\n", 0, start) + 1 in self.item_heads:
            return True
        return self.foreign and (not self.has_items or opens_item(self.text, start, end))

    def _come_back(self, start: int, between: str, opens: bool) -> None:
        """Come back to whose report it is where a sentence begins, unless it goes on about whom the text spoke of last."""
        line = "\n" in between or self.last_end == 0
        if line:
            self.theme = None
        elif opens and self.theme is None and self.text[self.opened] not in "“「":
            self.theme = self.leading  # of whom the first sentence of a paragraph was that is no quotation
        self.opened = start if opens else self.opened
        if self.of_area and opens:
            self.leading = ()  # each sentence of a bulletin is about the area, unless it names somebody
        elif (self.home or self.turn) and ("\n" in between or (opens and (self.governs or _NUMBERED.match(self.text, start)))):
            self.leading = self.home  # a report comes back to whose it is, one of a government with every sentence
        elif opens and self.home and self.leading and _guide(self.leading) and not _guide(self.home):
            self.leading = self.home  # 市委市政府多次调研。…: what its superiors do is said by the way
        elif opens and self.owner and self.theme == self.home and not self._goes_on(start, between):
            self.leading = self.home  # in a paragraph of its own, who is named in one sentence acts in that one only

    def _goes_on(self, start: int, between: str) -> bool:
        """Return whether a sentence is about what the one before it was about: 该大队民警…, 活动期间…, …；查处…."""
        first = self.words.get(start)
        opens = first is None or first.label_ in _MANNER or is_verbal(start, self.words)
        same = "；" in between and (opens or _SIDE_BY_SIDE.match(self.text, start) is not None)
        stop = self.text.find("。", start)
        head = skip_adverbs(self.text, start, stop if stop > 0 else len(self.text), self.words)
        return same or _GOES_ON.match(self.text, head) is not None

    def _charge_with(self, start: int) -> None:
        """Let those act who answer for the item, and nobody of it behind it."""
        charge = next((c for c in self.charges if c.start <= start < c.end), None)
        if charge is self.charge:
            return
        if charge:
            self.agents = self.leading = charge.agents
            self.partners, self.unnamed = charge.partners, True
        else:
            self.agents = self.leading = self.home or self.main
            self.partners = ()
        self.charge = charge

    def _is_charged(self, start: int, end: int) -> bool:
        """Return whether a clause of an item that somebody answers for says who does, or is no more than a name."""
        return self.charge is not None and (end > self.charge.named or not self.has_verb(start, end))

    # ---- who ---------------------------------------------------------------------------------------------------------

    def _tells(self, body: Mention) -> bool:
        """Return whether a body is where figures are from: 据市文化和旅游局统计."""
        from_it = _FROM.search(self.text, max(0, body.span.start - 4), body.span.start)
        return from_it is not None and _TOLD.match(self.text, body.span.end) is not None

    def _take_turn(self, start: int) -> None:
        """Let what is said from a line on be about the body of who answers there, until somebody else does."""
        if body := self.turns.get(start):
            self.home = self.turn = (body,)

    def _publisher(self) -> tuple[Mention, ...]:
        """Return who signed the report, else who published it."""
        if not self.of_area and (signed := self._signed()):
            return signed
        publisher = spoken_for(self.document.publisher or "")
        if publisher and not self.of_area and not is_host(publisher) and not is_medium(publisher):
            same = [m for m in self.known if m.name.endswith(publisher) or publisher.endswith(m.name)]
            if not is_body_name(publisher):
                same = [m for m in same if m.name != publisher]  # what stands behind 来源：
            if same:
                return (max(same, key=lambda m: (m.name == publisher, len(m.name), -m.span.start)),)
            if not is_body_name(publisher) and (told := self._told_of_throughout()):
                return told
            span = Span(self.document.id, 0, 0)
            return (Mention(span, "Agency", publisher, publisher, "discourse/publisher", form="implied"),)
        return ()

    def _told_of_throughout(self) -> tuple[Mention, ...]:
        """Return the body that a report comes back to most often, by name, in its units' names or as 该站."""
        named = [
            m
            for m in self.known
            if m.rule not in _PASSING and not m.rule.endswith("-short") and "\n" in self.text[: m.span.start]
        ]
        bodies = {m.name: m for m in reversed([b for m in named for b in (_of_its_unit(m), m)]) if not _guide((m,))}
        often = {name: self.text.count(name) for name in reversed(bodies) if _BODY_NAME.search(name)}
        first = max(often, key=lambda name: often[name], default="")
        back = self.text.count(f"该{first[-1:]}") + self.text.count(f"{first[-1:]}里") if first else 0
        return (bodies[first],) if first and often[first] + back > 1 else ()

    def _signed(self) -> tuple[Mention, ...]:
        """Return the body whose name stands with a date below the report."""
        found = _SIGNATURE.search(self.text, max(0, len(self.text) - 80))
        return tuple(m for m in self.known if found and m.span.start == found.start(1) and m.span.end == found.end(1))[:1]

    def _opening(self, doc: Doc) -> tuple[Mention, ...]:
        """Return the collective whose work the first sentence tells of (全市公安交管部门…), below a title without a body."""
        if not self.owner or self._titled(doc):
            return ()
        line = next((line.start for line in doc.spans["lines"] if line.label_ not in ("title", "heading")), len(self.text))
        stop = self.text.find("。", line)
        opens = ("", "\n", "\u3000", " ", "，")
        inside = (m for m in self._outer.starting(line, stop) if m.type == "Agency")
        heads = (m for m in inside if self.text[max(0, m.span.start - 1) : m.span.start] in opens)
        return tuple(m for m in heads if m.name.startswith("全") and COLLECTIVE.search(m.name))[:1]

    def _told_of_in_title(self, doc: Doc) -> tuple[Mention, ...]:
        """Return the body that a title begins with where another published the report: 某边检站：客流破万, of its 总站."""
        if not self.owner or self.owner[0].rule != "discourse/publisher":
            return ()
        titles = [line.start for line in doc.spans["lines"] if line.label_ == "title"]
        heads = (m for m in self.known if m.span.start in titles and not COLLECTIVE.search(m.name) and not _guide((m,)))
        above = self.owner[0].name[:2]  # 云河消防 of the 云河市消防救援支队 is no other body
        return tuple(m for m in heads if _BODY_NAME.search(m.name) and not m.name.startswith(above))[:1]

    def _spoken(self, posts: Sequence[Post]) -> tuple[Mention, ...]:
        """Return whose speech a report is: the body of who stands with a post below 在某会议上的讲话."""
        opening = SPEECH.search(self.text, 0, 200)
        below = [p for p in posts if opening and opening.end() <= p.start and p.end <= opening.end() + 80]
        first = (
            [p for p in below if p.person == below[0].person and "。" not in self.text[opening.end() : p.end]]
            if opening
            else []
        )
        body = body_led(first)
        return (body,) if body else ()

    def _below(self, doc: Doc) -> tuple[Mention, ...]:
        """Return the first of the bodies whose names are the line below the title, with no more than who and when beside."""
        for line in islice(doc.spans["lines"], 1, 3):
            bodies = [m for m in self.known if line.start <= m.span.start and m.span.end <= line.end]
            rest, position = "", line.start
            for body in bodies:
                rest, position = rest + self.text[position : body.span.start], body.span.end
            if bodies and _IMPRINT.fullmatch(rest + self.text[position : line.end]) and _may_own(bodies[0].name):
                return (bodies[0],)
        return ()

    def _titled(self, doc: Doc) -> tuple[Mention, ...]:
        report = _GOVERNMENT_REPORT.search(self.text, 0, 60)
        if report:
            span = Span(self.document.id, *report.span(1))
            return (Mention(span, "Agency", report[1], report[1], "discourse/government-report", "government"),)
        title = self.document.title or ""
        if title.startswith("政府工作报告"):  # 某县人民政府县长　某某, below the title
            return tuple(m for m in self.known if m.name.endswith("政府"))[:1]
        titles = [(line.start, line.end) for line in doc.spans["lines"] if line.label_ == "title"]
        named = (m for m in self.known for start, end in titles if start <= m.span.start < end)
        return tuple(m for m in named if not _OBJECT.search(self.text, 0, m.span.start))[:1]

    def _remember_agents(
        self, start: int, end: int, named: tuple[Mention, ...], partners: tuple[Mention, ...], opens: bool, status: Status
    ) -> None:
        clause = self.text[start:end]
        if self.hosting:  # …到会: who only came acts in that clause
            self.agents, self.hosting = self.hosting, ()
        if self.passing:  # 并与某校建立合作关系，…
            self.partners, self.passing = (), False
        persons = tuple(m for m in named if m.type == "Person")
        agencies = tuple(m for m in named if m.type == "Agency")
        for person in self.people_of.starting(start, end):
            if body := self._body_of(person):
                self.units.setdefault(person.name, body)
        self.persons = persons or (() if agencies else self.persons)
        self.spoken_of = persons[-1] if persons else self.spoken_of
        for person in persons:
            if _LEADER.search(self.text, start, person.span.start):
                self.leaders.add(person.name)
        unit = self.turns.get(start) or next((self.units[p.name] for p in persons if p.name in self.units), None)
        if unit and not agencies and self.unnamed and not _APPEARS.search(clause):
            self.agents = self.leading = (unit,)
            self.foreign = False
        if persons and SAY.search(clause):
            if not agencies and self.unnamed and persons[0].name in self.leaders:
                self.agents = ()  # what a mayor demands is not of the body spoken of before
            self.speakers = persons
            self._follow_speaker(start, persons[0])
        if agencies:
            if self.agents and not self.unnamed and _ASSISTS.search(clause):
                partners = (*self.partners, *agencies, *partners)  # 某局牵头，某局、某局配合，…
            elif self.agents and WITH_HEAD.match(without_time(LEAD_IN.sub("", clause))):
                partners = (*agencies, *partners)
                self.passing = bool(_BESIDE.match(LEAD_IN.sub("", clause)))
            else:
                came = not opens and self.agents and _CAME.fullmatch(self.text, agencies[-1].span.end, end)
                self.hosting = self.agents if came else ()
                self.agents = agencies
            self.partners = tuple(p for p in dict.fromkeys(partners) if p.type == "Agency" and p not in self.agents)
            told = _IS_TOLD.search(self.text, start, agencies[0].span.start) is not None
            if self.unnamed and opens and not persons and not any(COLLECTIVE.search(m.name) for m in agencies):
                self.speakers = ()  # a sentence about a body of its own is no more of the speech
            hosts = all(is_host(m.name) for m in self.agents)
            passing = all(m.rule in _PASSING for m in agencies) or (self.owner and all(m.rule == SECTION for m in agencies))
            passing = passing or bool(self.hosting) or self._is_by_the_way(start, agencies)
            if (self.unnamed or self.aside) and not (told or hosts or passing):
                self.led_at = start
                once = all(m.rule in _ONCE for m in self.agents)
                self.leading = () if once else self.agents  # a section acts in its sentence only
            self.unnamed, self.aside = False, _SUBORDINATE.search(LEAD_IN.sub("", clause)) is not None
            if any(COLLECTIVE.search(m.name) for m in agencies):
                self.collective = tuple(m for m in agencies if COLLECTIVE.search(m.name))
        elif status == "planned" and opens and self.speakers and self.collective:
            self.agents = self.collective
        elif not named and self.unnamed and self._opens_meeting(start, end):
            self.agents = self.home if self.home and not self.is_news else ()

    def _find_parish(self) -> Mention | None:
        """Return the street or town that the head of the report names, as it acts: below it is only called 街道, 镇里."""
        head = self.text.find("\n", self.text.find("\n") + 1)
        places = (*self.divisions, *self.areas)
        named = [m for m in places if m.span.end <= head and m.name.endswith(("街道", "镇", "乡")) and len(m.name) > 2]
        return as_agent(named[0]) if len({m.name for m in named}) == 1 else None

    def _is_by_the_way(self, start: int, bodies: tuple[Mention, ...]) -> bool:
        """Return whether bodies are only some of those spoken of (其中某公司…), or blamed (被约谈)."""
        some = self.text.endswith("其中", start, bodies[0].span.start)
        some = some or self.text.endswith("被", start, bodies[0].span.start)  # 某公司被某局罚款
        return some or _SUFFERS.match(self.text, bodies[-1].span.end) is not None

    def _return(self, start: int, end: int, opens: bool) -> None:
        """Return to whom a clause without an agency is about: 全市… to the body of that level, a campaign to who runs it."""
        clause = LEAD_IN.sub("", self.text[start:end])
        whole = _WHOLE.match(clause)
        if self.parish and _PARISH.match(clause):
            self.agents = self.leading = (self.parish,)  # 街道把17个社区重新划成214个网格
        elif whole and self.of_area:
            self.agents = self.leading = ()
        elif whole:
            earlier = [m for m in self.known if m.span.end <= start]
            all_of_it = [m for m in earlier if m.name.startswith(f"全{whole[1]}")]  # 全省公安机关
            own = (*self.turn, *self.agents[:1], *self.owner, *reversed(all_of_it), *self.main, *reversed(earlier))
            fitting = next((m for m in own if self._is_of_level(m, whole[1])), None)
            near = None if fitting or self.home else self.near.get(LEVEL_WORDS.get(whole[1], ""))
            if fitting and fitting not in self.agents:
                self.agents = self.leading = (fitting,)
            elif near:
                self.agents = self.leading = (as_agent(near),)
        elif self.home and not self.foreign and self.unnamed and _TOOL.match(self.text, self._head(start, end), end):
            self.agents = self.leading = self.home
        elif (opens or self.only_dated) and not self.foreign:
            begin = self._head(start, end)
            thing = next((m for m in self._outer.starting(begin - 1, begin + 1) if m.type in _OWNED), None)
            if thing and self._acts(thing.span.end, end):
                said = self.leading if self.led_at > last_of(self.text, "。！？\n", start) else ()  # 某局补充，…；某平台…
                self.agents = self.leading = said or self.runners.get(thing.name) or self.main or self.agents

    def _head(self, start: int, end: int) -> int:
        """Return where the first word of a clause stands that is no lead-in, adverb or time."""
        return skip_adverbs(self.text, start, end, self.words)

    def _account(self, start: int, end: int) -> None:
        """Return to the government whose report it is where a sentence begins with a figure of the whole economy."""
        if _ECONOMY.match(LEAD_IN.sub("", self.text[start:end])):
            self.agents = self.leading = self.owner

    def _set_scene(self, start: int, end: int, opens: bool) -> None:
        """Leave whom the text spoke of where a sentence of news goes to another place: 在云河，已建成…, 云河33万亩冬小麦…."""
        begin = skip_adverbs(self.text, start, end, self.words)
        lead = AT.match(self.text, begin, end)
        chain = self._chain_at(lead.end() if lead else begin, end) or (self._chain_before(lead.end(), end) if lead else [])
        if lead and chain and not self.has_verb(chain[-1].span.end, end):
            self.here, self.is_set = chain[-1], True
        elif self.is_set and self.here and not self._is_at_home([self.here]) and self._is_about(self.here, begin, end):
            self.agents = self.leading = (as_agent(self.here),)
            self.speakers = ()
            return
        elif lead or not opens or not chain:
            return
        homes = [home for agent in self.agents if (home := self._seat(agent.name) or self._home(agent.name))]
        if homes and not self._is_at_home(chain):
            self.agents = self.leading = ()
            self.topic = None

    def _is_about(self, place: Mention, start: int, end: int) -> bool:
        """Return whether a clause behind 在云河省 tells what the place does: it begins with its verb, or with 全省."""
        whole = _WHOLE.match(self.text, start, end)
        return level_of(place) == LEVEL_WORDS.get(whole[1]) if whole else start < end and is_verbal(start, self.words)

    def _chain_at(self, start: int, end: int) -> list[Mention]:
        """Return the divisions that stand one behind the other from a position on, the widest first: 江西|贵溪."""
        chain: list[Mention] = []
        for place in self._outer.starting(start, end):
            if place.type != "Place" or place.span.start != (chain[-1].span.end if chain else start):
                break
            chain.append(place)
        return chain

    def _chain_before(self, start: int, end: int) -> list[Mention]:
        """Return the divisions that a clause ends with which says where: 在素有茶乡之称的|云河省|贵溪县，."""
        places = [m for m in self._outer.starting(start, end) if m.type == "Place"]
        if not places or places[-1].span.end != end or self.has_verb(start, places[0].span.start):
            return []
        return self._chain_at(places[0].span.start, end)

    def _is_at_home(self, chain: Sequence[Mention]) -> bool:
        """Return whether a place is where one of the agents is at home, or lies there."""
        homes = {home.name for a in self.agents if (home := self._seat(a.name) or self._home(a.name))}
        return any(place.name == home or is_part(place.name, home) for place in chain for home in homes)

    def _is_of_level(self, agency: Mention, level: str) -> bool:
        """Return whether an agency is one of the 省, 市, 县 … level."""
        home = self.places.get(agency.name)
        its = agency.name.startswith((level, f"全{level}")) and not _NO_LEVEL.match(agency.name)
        return its or (home is not None and is_called(home, level))

    def _follow_speaker(self, start: int, speaker: Mention) -> None:
        """Let what a speaker tells be about the agency that the post names: 市交通运输局副局长某某表示."""
        own = self._body_of(speaker) or self.units.get(speaker.name)
        own = own and whole_body(own)
        below = own and any(own.name.startswith(a.name) for a in self.leading)  # its own office speaks for it
        below = below or (own and self._is_party_of_owner(own))
        if own and self.unnamed and not below:
            self.agents = self.leading = (own,)
            self.foreign = False

    def _is_party_of_owner(self, body: Mention) -> bool:
        """Return whether a body is the party committee of the one whose report it is, which speaks for it."""
        stem = _PARTY.sub("", body.name)
        home = self._seat(body.name)
        return stem != body.name and any(stem in o.name or (home and home == self._seat(o.name)) for o in self.owner)

    def _body_of(self, person: Mention) -> Mention | None:
        """Return the body that a person heads or serves by the posts before the name, else the one named right before it."""
        posts = self.posts.get(person.span, ())
        if speaks_to_all(posts):
            return None
        if body := body_led(posts):
            return body
        own = [m for m in self.agencies if 0 <= person.span.start - m.span.end <= 14]
        near = own[-1] if own and not _CUTS.search(self.text, own[-1].span.end, person.span.start) else None
        seat = near is not None and (near.name.endswith("书记处") or self.text.startswith(("常委", "委员"), near.span.end))
        return None if seat else near

    def _opens_meeting(self, start: int, end: int) -> bool:
        """Return whether the clause only says that a meeting took place, not who held it."""
        events = [m for m in self._outer.starting(start, end) if m.type == "Event"]
        return any(_OPENED.match(self.text, m.span.end, end) for m in events)

    def _subjects(self, start: int, end: int) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        """Return who stand where a clause has its subject, and who are joined to them by 会同 or 与."""
        group: list[_Actor] = []
        partners: list[_Actor] = []
        actors = self._actors(start, end)
        punishing = next((a for a in actors if self._punishes(start, a, end)), None)
        if punishing:
            return punishing.mentions, ()
        for actor in actors:
            if not group:
                if self._is_subject(start, end, actor):
                    group.append(actor)
                continue
            gap = without_time(self.text[(partners or group)[-1].end : actor.start].strip().lstrip("）)"))
            if _JOINS.match(gap):
                last = len(group) > 1 and gap in ("和", "与")  # 甲、乙和丙: the last of a list
                (partners if partners or (WITH_HEAD.search(gap) and not last) else group).append(actor)
            elif (
                not gap
                or _UNIT_OF.fullmatch(gap)
                or (actor.mentions[0].type == "Person" and len(gap) <= 14 and not _STOP.search(gap))
            ):
                group[-1] = actor  # 警方|东九龙总区交通部, 某海关所属|某海关, 市公安局副局长|某某
            else:
                break
        return _named_by(group), _named_by(partners)

    def _punishes(self, start: int, actor: _Actor, end: int) -> bool:
        """Return whether a clause tells what a body did to another: 某公司因…被某局罚款3万元."""
        return actor.mentions[0].type == "Agency" and sanctions(self.text[start : actor.start], self.text[actor.end : end])

    def _actors(self, start: int, end: int) -> list[_Actor]:
        acting = (
            m
            for m in self._acting.starting(start, end)
            if m.span.end <= end
            and m.span not in self.titles
            and not (m.type == "Person" and IN_WORDS.match(self.text, m.span.end, end))
            and not _STANDS_BY.match(self.text, m.span.end, end)
        )
        mentions = [_Actor(self._title_start(m, start), m.span.end, (m,)) for m in acting]
        taken = [(m.span.start, m.span.end) for m in self._outer.starting(start, end)]
        ends = {m.span.end for m in self._acting.over(start - 1, end) if m.type == "Agency"}
        pronouns = [
            _Actor(start + m.start(), start + m.end(), self._antecedents(m[0], start + m.start()))
            for m in (*_ANAPHOR.finditer(self.text[start:end]), *self.tails.finditer(self.text[start:end]))
            if not any(s <= start + m.start() < e for s, e in taken) and start + m.start() not in ends
        ]
        self.anaphora += (Anaphor(p.start, p.end, p.mentions[0]) for p in pronouns if self._is_sure(p))
        return sorted(
            (
                *mentions,
                *(p for p in pronouns if p.mentions),
                *self._acting_places(start, end),
                *self._meetings(start, end),
                *self._everybody(start, end, taken),
            ),
            key=lambda a: a.start,
        )

    def _is_sure(self, pronoun: _Actor) -> bool:
        """Return whether a word stands for one body that is called so: 该局 for a 局, not 他们, nor 这个大队."""
        unit = self.text[pronoun.start : pronoun.end].lstrip("该此我本").removesuffix("里")
        ours = len(pronoun.mentions) == 1 and self._is_called(pronoun.mentions[0], unit)
        return bool(unit) and ours and not self.text.endswith(("个", "家", "支", "各"), 0, pronoun.start)

    def _everybody(self, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[_Actor]:
        """Yield who stands for many or for the state at the head of a clause, before what is done: 各地|累计调拨…."""
        begin = self._head(start, end)
        found = _EVERYBODY.match(self.text, begin, end)
        if found is None or any(s < found.end() and begin < e for s, e in taken):
            return
        # what the treasury does is often a noun to the tagger
        pays = found[0].endswith("财政") and _FIGURES.match(self.text, found.end(), end)
        if not pays and not self._acts(found.end(), end):
            return
        if self.owner and (found[0] not in _MANY or self.of_area):
            bodies = self.owner  # whose report it is speaks of what the treasury pays
        else:
            span = Span(self.document.id, begin, found.end())
            bodies = (Mention(span, "Agency", found[0], found[0], _EVERYBODY_ACTS, "other"),)
        yield _Actor(begin, found.end(), bodies)

    def _is_visited(self, body: Mention) -> bool:
        """Return whether a sight only says where people went, whoever counts them: 某景区接待游客9万人次."""
        return bool(self.main and _SITE.search(body.name) and _VISITED.match(self.text, body.span.end))

    def _title_start(self, mention: Mention, start: int) -> int:
        """Return where an actor begins in a clause, with the posts before a person's name: 市教育局局长某某."""
        if self.text[mention.span.start - 1] in "、 \u3000":  # the next of a list
            return mention.span.start
        return max(start, min((post.start for post in self.posts.get(mention.span, ())), default=mention.span.start))

    def _meetings(self, start: int, end: int) -> Iterator[_Actor]:
        """Yield the meetings that decide for the body they are named after: 市政府常务会议审议通过…."""
        for event in self._outer.starting(start, end):
            if event.type == "Event" and event.span.end <= end and _MEETING.search(event.name):
                begin = event.span.start
                body = next((m for m in self._all.starting(begin, begin + 1) if m.type == "Agency"), None)
                if body and _DECIDES.match(self.text, event.span.end, end):
                    yield _Actor(event.span.start, event.span.end, (body,))

    def _acting_places(self, start: int, end: int) -> list[_Actor]:
        """Return the places that act as their governments do: 青禾启动…, 甲省、乙省等地依靠…, right before their verb."""
        places = [p for p in self._outer.starting(start, end) if p.type == "Place" and p.span.end <= end]
        places = [p for p in places if not (self.owner and p.rule == _FOREIGN)]  # with whom it trades
        places = [p for p in places if p.subtype in (None, "division") or (_AREA.search(p.name) and not self._is_visited(p))]
        if places and self._is_place_label(places[0]):  # 永州：推行…
            return [_Actor(places[0].span.start, places[0].span.end, (replace(as_agent(places[0]), rule=ACTING_PLACE),))]
        if not places or (
            LEAD_IN.sub("", self.text[start : places[0].span.start]) and not self._follows_body(start, places[0])
        ):
            return []
        listed = places[:1]
        for place in places[1:]:
            if self.text[listed[-1].span.end : place.span.start] not in ("、", "和", ""):
                break
            listed.append(place)
        behind = listed[-1].span.end
        lies_there = any(m.type == "Facility" for m in self._all.starting(behind, behind + 1))  # 在山西|大禹渡灌区
        acts = not lies_there and (self._acts(behind, end) or self._is_honoured(behind, end))
        of_state = all(level_of(p) == "province" for p in listed)  # of smaller places reports tell what a body there does
        is_measured = not acts and not lies_there and of_state and self._is_measured(behind, end)
        if not (acts or (is_measured and not self._acts_there(listed))):
            return []
        rule = ACTING_PLACE if acts else MEASURED_PLACE
        return [_Actor(p.span.start, p.span.end, (replace(as_agent(p), rule=rule),)) for p in listed]

    def _bracketed(self, mentions: Sequence[Mention]) -> frozenset[int]:
        """Return where places in brackets open their lines, and what follows leaves out who acts: 【某县】联合多部门开展…."""
        labels = [m.span for m in mentions if m.type == "Place" and self._is_in_label(m)]
        return frozenset(span.start for span in labels if self._leaves_out(span.end + 1))

    def _leaves_out(self, start: int) -> bool:
        stop = self.text.find("。", start)
        return bool(_SIDE_BY_SIDE.match(self.text, start)) or drops_subject(self.text, start, max(start, stop), self.words)

    def _is_in_label(self, place: Mention) -> bool:
        start, end = place.span.start, place.span.end
        return self.text.startswith("】", end) and self.text.endswith(("\n【", "\n\u3000\u3000【"), 0, start)

    def _is_place_label(self, place: Mention) -> bool:
        """Return whether a place opens its line as a label does, and others of the report do: what follows is its work."""
        return place.span.start in self.place_labels

    def _acts_there(self, places: Sequence[Mention]) -> bool:
        """Return whether one of those spoken of is the body of one of these places: what is told of it is the body's work."""
        bodies = [a for a in self.agents if a.rule not in AS_PLACES]
        homes = {code_of(home) for a in bodies if (home := self._seat(a.name) or self._home(a.name))}
        return any(code_of(place) in homes for place in places)

    def _is_measured(self, position: int, end: int) -> bool:
        """Return whether news tells a figure of a place that stands before it: 云河7200万亩春茶开采."""
        is_theirs = self.owner and (self.owner[0].rule == "discourse/publisher" or not _NATIONAL.match(self.owner[0].name))
        if is_theirs or self.of_area or position not in self.words or _HAPPENS.match(self.text, position, end):
            return False
        if not (self.unnamed or all(a.rule in AS_PLACES for a in self.agents)):
            return False  # 据云河海关统计，云河市…
        return _FIGURES.match(self.text, position, end) is not None

    def _follows_body(self, start: int, place: Mention) -> bool:
        """Return whether a place is the last of a list of bodies: 农业农村部和云河省."""
        at = place.span.start - 1
        bodies = (m for m in self._acting.starting(start, at) if m.type == "Agency")
        return self.text[at] in "、和与及" and any(m.span.end == at for m in bodies)

    def _is_honoured(self, position: int, end: int) -> bool:
        """Return whether an honour follows a verb of getting one: 某县|被某厅评为先进县."""
        got = _HONOURED.match(self.text, position, end)
        return got is not None and any(m.type == "Award" for m in self._all.starting(got.end(), end))

    def _acts(self, position: int, end: int) -> bool:
        """Return whether a verb of doing follows, 等地, times and adverbs aside."""
        many = _AND_OTHERS.match(self.text, position, end)
        position = many.end() if many else position
        word = self.words.get(position)
        while word is not None and word.end < end:
            aside = _ASIDE.match(self.text, word.start, end)  # 青禾今天（4月9日）起…
            follows = self.words.get(aside.end() if aside else word.end)
            lasting = word.text in _LASTING and follows is not None and follows.label_ in ("v", "vn", "vd")
            if not (aside or word.label_ in _MANNER or word.text in (*_TOGETHER, *_IN_ALL) or lasting):
                break
            word = follows
        if word is None:
            return False
        if word.text == "计划" and word.label_ == "n":  # 某市|计划|新建…
            return True
        if word.label_ == "p":  # 某县给…装上, 某县在全省率先…
            verb = next((w for w in self._words(word.end, end) if w.label_ in ("v", "vd") and len(w.text) > 1), None)
            return word.text in _PLACED or (verb is not None and not _STATE.match(verb.text))
        if word.label_ in ("vn", "n"):  # 某省|创新|“…”模式
            return alternation("triggers", "run").fullmatch(word.text) is not None and self.text[word.end] in "“「"
        return word.label_ in ("v", "vd") and not _STATE.match(word.text) and not _FIGURE.match(self.text, word.start)

    def _words(self, start: int, end: int) -> Iterator[Tag]:
        yield from (word for position in range(start, end) if (word := self.words.get(position)))

    def _is_subject(self, start: int, end: int, actor: _Actor) -> bool:
        before = _SITUATED.sub("", self.text[start : actor.start])
        after = self.text[actor.end : end]
        lead = LEAD_IN.sub("", before)
        if _UNIT_OF.fullmatch(lead):  # 所属|某海关
            lead = before = ""
        if before.endswith("由"):
            return bool(after) and not _LED_BY.match(after)  # 由党工委书记某某带队
        if before.endswith("在") and _PUT_TO_USE.match(after):  # 某队研发的系统|在该所|上线
            return True
        if lead == "在" and staff_acts(actor.mentions[0].name, self.text, actor.end):
            return True
        made = _WHO_MADE.match(after)
        if made and _PUT_TO_USE_AT.search(after, made.end()):
            return False
        if _IS_TOLD.search(before) and COLLECTIVE.search(actor.mentions[0].name):  # 会议要求各级各部门健全…
            return bool(after)
        if _AS_EXAMPLE.search(before):  # 以某校为代表的学校
            return False
        if _HAS_FIGURES.match(after) and not _OBJECT.search(before):
            return actor.mentions[0].rule not in _PASSING
        if _SOURCE.search(before) and _TOLD.match(after):
            return actor.mentions[0].rule not in _PASSING
        if WITH_HEAD.fullmatch(without_time(lead)) or WITH_OTHERS.match(without_time(lead)):
            return bool(after) and bool(self.agents)
        if _WITH_UNKNOWN.search(lead):
            return False
        if not after.strip('”"’）) 　'):
            return not lead and self.text[end : end + 1] in ("，", ",", "：", ":", "、")
        if after.startswith("的") and not after.startswith("的同时"):
            return not lead and any(m.type in _OWNED for m in self._outer.starting(actor.end + 1, actor.end + 3))
        named = actor.start - len(lead)
        heads = any(m.type == "Place" for m in self._outer.starting(named, named + 1))  # 从江县|县里…: no 从
        oblique = _OBLIQUE.search(before) and not _COUNTED_OFF.search(before)
        if oblique or (_FRAMED.match(lead) and not heads):
            return False
        if _NEW_SUBJECT.match(after) and actor.mentions[0].type == "Agency":
            return True
        return not lead or not self.has_verb(actor.start - len(lead), actor.start)

    def _opens(self, start: int) -> bool:
        return bool(_STOP.search(self.text[max(0, start - 2) : start])) or start == 0

    def has_verb(self, start: int, end: int) -> bool:
        index = bisect_right(self.verb_starts, start - 1)
        return index < len(self.verbs) and self.verbs[index][1] <= end

    def _antecedents(self, word: str, position: int) -> tuple[Mention, ...]:
        """Return whom 他们, 该大队, 支队, 我局 at a position stand for."""
        earlier = [m for m in self.known if m.span.end <= position]
        if word in ("双方", "两地"):
            return self.joint or self.agents
        if word in ("他", "她") and self.spoken_of and not SAY.search(self.text, position, position + 8):
            body = self.units.get(self.spoken_of.name)
            return (body,) if body else self.agents
        if word in ("他们", "她们", "他", "其"):
            return self.agents
        if word == "当地":
            here = (self.here,) if self.here else tuple(p for p in self.divisions if p.span.end <= position)[-1:]
            return tuple(as_agent(p) for p in here)
        if self.turn and (word == "我们" or (word[0] in "我本" and self.turn[0].name.endswith(word[1:]))):
            return self.turn
        if word == "我们":
            return self.owner or self.agents
        if word[0] in "我本" and any(m.name.endswith(word[1:]) for m in self.owner):
            return self.owner
        if _SEVERAL.fullmatch(word):
            return self.joint or self.agents
        if word in ("后者", "前者"):
            recent = [m for m in earlier if m.span.start >= position - 120]
            return (recent[-1 if word == "后者" else -2],) if len(recent) >= 2 else self.agents
        if self.tails.fullmatch(word):
            return tuple(m for m in earlier if m.name.endswith(word))[-1:] or self.agents
        if word[-1] == "里":  # 局里: whose report it is
            near = (m for m in (*self.owner, *self.agents, *self.leading, *self.main) if self._is_called(m, word[0]))
            return tuple(islice(near, 1))
        unit = word[1:] if word[0] in "该此我本" else word
        if word[0] in "该此" and unit in _DIVISIONS:
            return self._that_place(position)
        if word[0] in "我本" and unit in _DIVISIONS:
            return self._own_place(unit)
        if word in _ONE_OF_A_KIND and len({m.name for m in earlier if m.name.endswith(word)}) == 1:
            return tuple(m for m in earlier if m.name.endswith(word))[-1:]
        if word in _BARE:
            if word == "街道" and self.parish and not any(m.name.endswith(("街道", "办事处", "街道办")) for m in self.owner):
                return (self.parish,)
            own = tuple(m for m in self.owner if m.name.endswith((word, _SPELLED.get(word, word))) or word == "街道")
            vague = word in ("医院", "学校", "学院", "街道", "中心")
            main = tuple(m for m in self.main if m.name.endswith(word) and not vague)
            return own or main or tuple(m for m in self.home if m.name.endswith(word) or m.surface.endswith(word))
        begin = last_of(self.text, "，。；：\n！？,:", position) + 1
        if word[0] in "该此" and (again := self._called_again(unit, begin)):
            return self._calls(unit, again, position)
        single = (m for m in earlier if not m.name.startswith("各"))  # 该所 is none of 各派出所
        near = (m for m in single if m.span.end <= begin or m.span.end == position)  # 某院某某到该院调研
        line = self.text.rfind("\n", 0, position)  # above it, 某市公安局副局长某某 is no 该局
        ordered = sorted(near, key=lambda m: (m.span in self.titles and m.span.end <= line, -m.span.end))
        nearest = tuple(m for m in ordered if not self._gives(m))
        foremost = (*self.agents, *self.leading, *self.main)
        that = chain(filter(self._heads_clause, nearest), nearest, self._inner(position, nearest), foremost)
        for mention in that if word[0] in "该此" else (*foremost, *nearest):
            if self._is_called(mention, unit):
                return self._calls(unit, mention, position)
        topical = islice(filter(self._heads_clause, nearest), 3)
        for mention in (*topical, *foremost) if word[0] in "该此" else ():
            cut = mention.surface.find(unit, 2) + len(unit)
            spelled = mention.surface.startswith("办公", cut - 1)  # 该办 is no 办公厅
            if len(unit) < cut < len(mention.surface) and mention.name == mention.surface and not spelled:
                whole = mention.surface[:cut]  # 某检察院|第一检察部: 该院
                span = Span(mention.span.document, mention.span.start, mention.span.start + cut)
                superior = replace(mention, span=span, name=whole, surface=whole, rule="discourse/superior-in-name")
                return self._calls(unit, superior, position)
        if word[0] in "我本":
            return self.main
        return self.agents

    def _calls(self, unit: str, body: Mention, position: int) -> tuple[Mention, ...]:
        """Return the body that 该局 stands for at a position, and remember it."""
        self.called[unit] = (position, body)
        return (body,)

    def _called_again(self, unit: str, position: int) -> Mention | None:
        """Return the body that the same words stood for before, unless another has been named since that they may mean."""
        at, body = self.called.get(unit, (0, None))
        others = (m for m in self.known if at < m.span.start < position and body and m.name != body.name and not self._gives(m))
        return body if body and not any(self._is_called(m, unit) for m in others) else None

    def _gives(self, mention: Mention) -> bool:
        """Return whether a body is only the one by which something is done to another: 被某院授予…."""
        return bool(_BY_WHOM.search(self._clause_before(mention)))

    def _is_called(self, mention: Mention, unit: str) -> bool:
        """Return whether a body may be called 该局, 该院, 该校: no branch where the report is one of a 局."""
        if unit == "校":
            return mention.subtype == "school"
        if unit == "局" and mention.name.endswith("分局"):
            own = [m for m in (*self.main, *(body for _, body in self.called.values())) if m.name.endswith("局")]
            return not own or mention in own
        return mention.name.endswith(unit) or mention.surface.endswith(unit)

    def _inner(self, position: int, outer: tuple[Mention, ...]) -> Iterator[Mention]:
        """Yield the agencies before a position that are not among those given, the nearest first."""
        known = set(outer)
        yield from (m for m in reversed(self.mentions) if m.type == "Agency" and m.span.end <= position and m not in known)

    def _heads_clause(self, mention: Mention) -> bool:
        if mention not in self._heads:
            self._heads[mention] = not LEAD_IN.sub("", self._clause_before(mention))
        return self._heads[mention]

    def _clause_before(self, mention: Mention) -> str:
        begin = last_of(self.text, "，。；：\n！？,:", mention.span.start) + 1
        return self.text[begin : mention.span.start]

    def _own_place(self, level: str) -> tuple[Mention, ...]:
        """Return whom 我省, 我县 stand for: whose report it is where that is a body of the level, else the division itself."""
        if self.turn:
            return self.turn
        own = tuple(m for m in self.owner if self._is_of_level(m, level))
        home = None if own else self._home(level)
        if home is not None and self._may_be_ours(home):
            return (as_agent(home),)
        return own or tuple(m for m in self.main if self._is_of_level(m, level))

    def _may_be_ours(self, home: Mention) -> bool:
        """Return whether a division is named elsewhere than in a quotation or as where somebody went (我县到云河区…)."""
        spans = (p.span for p in self.divisions if p.name == home.name and p.rule not in _UNSURE)
        return any(not _WENT.search(self.text, max(0, s.start - 4), s.start) for s in spans)

    def _that_place(self, position: int) -> tuple[Mention, ...]:
        """Return the place that 该市, 该县 stand for, as it acts."""
        here = [p for p in self.divisions if p.span.end <= position and p.name.endswith(self.text[position + 1])]
        nearest = max((p.span.start for p in here), default=-1)
        if nearest > last_of(self.text, "。！？\n", position):
            return (as_agent(next(p for p in here if p.span.start == nearest)),)  # 某县气象局发出预警，该县…
        earlier = [p for p in self.divisions if p.span.end <= position and p in self.outer]
        return tuple(as_agent(p) for p in earlier[-1:])

    # ---- when --------------------------------------------------------------------------------------------------------

    def _remember_time(self, start: int, end: int, opens: bool, status: Status) -> None:
        """Remember the time of the clause: one that heads a sentence holds on, one inside it holds to its end."""
        if opens and self.met and is_at_meeting(self.text, start):
            self.frame = self.met
        elif opens and not goes_on(self.text, start):
            self.frame = whole_time(self.frame, self.reported, self.wide)
        if opens:
            if not goes_on_then(self.text, start):
                self.ahead = self.ahead_wide
            coming = status == "planned" and self.ahead is not None
            self.period, self.clauses = (self.ahead if coming else self.frame), 0
            self.period_plans = coming or self.frame_plans
        self.clauses += 1
        if status == "planned" and self.dated_at >= self.opened and self.period == self.frame:
            self.frame_plans = True
        own, at, until = self._own_time(start, end)
        if own is None and (behind := time_behind(self.text, end, self.periods)):
            if status == "planned":
                self.period, self.period_plans, self.dated_at = since(behind, self._planned_base()), True, start
                return
            if self.dated_at < self.opened and behind.start and not lies_ahead(behind, self.document.date):
                self.period = behind  # 由某局开发，今年3月|投运
                return
        if own is None or (self._names(at, until) and self.period and lies_within(self.period, own)):
            return  # 8月28日，2024年全市大会召开: the year of the name says less
        by_when = status == "planned" and is_unbegun(own, self.document.date or "")
        self.period, self.dated_at = since(own, self._planned_base() if by_when else self.frame), start
        self.period_plans = True  # 6月起，某局将…: a plan in the sentence that states it is for it
        if is_of_meeting(self.text, until):
            return  # nor does the day of a meeting at which something is said
        if _IN_FORCE.match(self.text, until):
            return  # when a rule takes effect dates nothing else
        inside = LEAD_IN.sub("", self.text[start:at])  # what stands before it in its clause
        heads = self.clauses == 1 and (days_of(own) == 1 or not inside)
        aside = not heads and (  # …，去年5月上线
            lies_within(own, self.frame) or (inside and is_looked_back_at(own, self.frame))
        )
        if _POINT.match(own.text) or aside or self._is_deadline(own):
            return
        if status == "planned" and lies_ahead(self.period, self.document.date):
            self.ahead = self.period
            if is_long(self.period) or is_label(self.text, end):
                self.ahead_wide = self.period
        elif self.frame is None or self.clauses <= 2 or self.unnamed:
            self.frame, self.frame_plans = self.period, status == "planned"
            if self.reported is None or not (is_stretch(self.reported) or self.has_stretch):
                self.has_stretch = is_stretch(self.frame)
                self.reported = self.frame if self.has_stretch else self.reported or self.frame
            if is_long(self.period):
                self.wide = self.period

    def _own_time(self, start: int, end: int) -> tuple[Period | None, int, int]:
        """Return the time that a clause states, and where; the day on which something was says more than the year of its
        name: 2024年全市采茶节|5月6日|在云河县开幕.
        """
        own = [(p, s, e) for s, e, p in self.periods if start <= s < end and self._dates(p, s, e, start)]
        if not own:
            return None, 0, 0
        days = (row for row in own[1:] if days_of(row[0]) == 1 and (days_of(own[0][0]) or 0) > LONG)
        return next((row for row in days if lies_within(row[0], own[0][0])), own[0])

    def times(self, clauses: Sequence[tuple[int, int]]) -> list[tuple[int, int, Period]]:
        """Return the times that say when the clause they stand in holds."""
        starts = [start for start, _ in clauses]
        of_clause = ((s, e, p, bisect_right(starts, s) - 1) for s, e, p in self.periods)
        return [(s, e, p) for s, e, p, index in of_clause if index >= 0 and self._dates(p, s, e, starts[index])]

    def _is_deadline(self, period: Period) -> bool:
        """Return whether a time only says by when something is to be reached: it holds to the end of its sentence."""
        return not period.start and (period.end or "") > (self.document.date or "9999")

    def _told_of(self, period: Period | None) -> Period | None:
        """Return when a deed was done, never after the report was written: a month of no year is then one of last year."""
        if period is None or not lies_ahead(period, self.document.date):
            return period
        if _YEARLESS.match(period.text):
            return a_year_before(period)
        return None if lies_ahead(self.wide, self.document.date) else self.wide

    def _planned_base(self) -> Period | None:
        """Return the time at whose beginning what has a deadline begins: one to come, or the year that has begun."""
        coming = self.ahead_wide or (self.frame if self.frame_plans else None)
        today = self.document.date or ""
        return coming if lies_ahead(coming, today) or is_planning_time(today) else None

    def _coming(self, period: Period | None) -> Period | None:
        """Return when a plan is for: from now on, or the year that has begun, where the time spoken of is that of deeds."""
        today = self.document.date or ""
        if period is not None and today and (is_recent(period) or is_unbegun(period, today)):
            begun = horizon(today, self.met) if not self.period_plans or not period.start or period.text == "年内" else None
            start = begun.start if begun else period.start or today
            return replace(period, start=start, end=None if is_recent(period) else period.end, is_inferred=True)
        is_over = period is None or not self.period_plans or bool(period.end and period.end < today)
        if period is not None and self.dated_at < self.opened and is_begun_lately(period, today):
            return replace(period, start=today, is_inferred=True)
        if not today or (period is not None and (not is_over or (period.start or "") > today)):
            return period
        if begun := horizon(today, self.met):
            return begun
        spoken = next((p for _, _, p in self.periods if (p.start or "").startswith(today[:4])), None)
        return spoken and Period(f"{today[:4]}-01-01", f"{today[:4]}-12-31", spoken.text, is_inferred=True)

    def _dates(self, period: Period, start: int, end: int, clause: int) -> bool:
        """Return whether a time says when the clause holds: 较2019年, 去年同期 and 2019年以来的… do not."""
        if not (period.start or period.end):
            return False
        before, after = self.text[clause:start], self.text[end : end + 4]
        if (start, end) in self.lines or self._is_of_a_name(start, end):
            return False
        if _DATELINE.match(self.text, end) or _STAMP.search(before):
            return False
        is_day = period.start == period.end and is_of_meeting(self.text, end)
        return not _COMPARED.search(before) and (is_day or not _ATTRIBUTE.match(after))

    def _is_of_a_name(self, start: int, end: int) -> bool:
        """Return whether a time belongs to a name and dates nothing: 全国五一劳动奖章, “清明祭扫”行动; 2023年清风行动 does."""
        year = self.text[start : start + 4]
        return self._names(start, end) and not (year.isdecimal() and year <= (self.document.date or "9999")[:4])

    def _names(self, start: int, end: int) -> bool:
        """Return whether a time stands in the name of something: 张国庆, “清明祭扫”行动."""
        over = (m for m in self._outer.over(start, end) if m.type != "Place")
        return any(m.span.start <= start and end <= m.span.end for m in over if m.type != "Person" or m.span.start < start)

    def _turn(self, start: int, end: int) -> None:
        """Turn to another matter, as news does with another actor: neither the topic nor a day of another month holds."""
        self.topic = None
        dated = (
            self.dated_at >= self.opened
            or is_at_meeting(self.text, self.opened)
            or any(start <= s < end for s, _, _ in self.periods)
        )
        today = (self.document.date or "")[:7]
        if not dated and self.frame and self.frame.start == self.frame.end and not (self.frame.start or "").startswith(today):
            self.period = self.frame = self.wide

    # ---- where -------------------------------------------------------------------------------------------------------

    def _place(self, start: int, inside: list[Mention]) -> Mention | None:
        located = [m for m in inside if m.type == "Place" and _LOCATIVE.search(self.text[start : m.span.start])]
        if located and is_listed(self.text, located[0], inside) and (own := self._own_area()) and level_of(own) != "province":
            return own  # 在甲镇、乙镇推行…: done where its body is, unless that is a whole province
        located = located or [m for m in inside if m.type == "Place" and self._is_aimed_at(start, m)]
        if located or (located := self._at_a_body(start, inside)):
            self.spot = narrowest(located[0], inside)
            return self.spot
        if self.here or self.spot:
            return self.here or self.spot
        for agent in self.agents:
            if agent.rule in AS_PLACES:
                return next((p for p in self.outer if p.type == "Place" and p.name == agent.name), None)
        others = (*self.agents, *self.partners, *joined(self.text, start, inside))
        beside = [(body, self._seat(body.name)) for body in others if not is_guest(body.name)]
        own = shared_place(self._working_place(self.agents), beside, self._area())
        if target := acted_on(self.text, start, inside, own):
            return target
        if self.of_area and not self.agents:
            return min(self.divisions, key=lambda m: m.span, default=None)  # whose bulletin it is
        if own or not self.agents:
            return own or (self._place_of_persons() if self.persons else None)
        return self._area() if is_guest(self.agents[0].name) else place_ahead(self.text, start, self.outer)

    def _at_a_body(self, start: int, inside: Sequence[Mention]) -> list[Mention]:
        """Return the places of the bodies that a clause is set at: 在|石桥镇中心小学|设阅览角."""
        hosts = (
            m for m in inside if m.type == "Agency" and self.text.startswith("在", m.span.start - 1) and m.span.start > start
        )
        return [seat for host in hosts if (seat := self._seat(host.name))]

    def _working_place(self, bodies: Sequence[Mention]) -> Mention | None:
        """Return where the first of some bodies that has a home acts; one without acts in the area of the report."""
        own = next((home for body in bodies if (home := self._base(body))), None)
        if own or not bodies or is_guest(bodies[0].name) or any(_NATIONAL.match(body.name) for body in bodies):
            return own
        return self._area() or next((home for body in self.partners if (home := self._base(body))), None)

    def _place_of_persons(self) -> Mention | None:
        """Return where who acts without a body works: the area of a mayor, the place of the body of another."""
        posts = (post.post.removeprefix("副") for person in self.persons for post in self.posts[person.span])
        areas = (self._home(post) for post in posts if _LEADER.search(post))
        bodies = (self._base(self.units[person.name]) for person in self.persons if person.name in self.units)
        return next((place for place in (*areas, *bodies) if place), None)

    def _area(self) -> Mention | None:
        """Return where whose report it is is at home."""
        return next((home for m in (*self.owner, *self.main) if (home := self._base(m))), None)

    def _base(self, body: Mention) -> Mention | None:
        """Return where a body is at home and acts."""
        return None if is_guest(body.name) else self._seat(body.name) or self._home(body.name)

    def _labelled(self, start: int) -> dict[str, Mention]:
        """Return the division by its level that labels the line above: 黄岩：老橘园换新颜."""
        above = self.text[: self.text.rfind("\n", 0, start) + 1].rstrip()
        begin = above.rfind("\n") + 1
        label = next(
            (p for p in self.divisions if p.span.start == begin and self.text[p.span.end : p.span.end + 1] == "："), None
        )
        level = level_of(label) if label else None
        return {level: label} if label and level else {}

    def _is_short_form(self, body: Mention, ends: Set[int]) -> bool:
        """Return whether a body only gives the short form of the one before it: 食物环境卫生署（|食环署|）."""
        start, end = body.span.start, body.span.end
        return start - 1 in ends and self.text[start - 1] == "（" and self.text[end : end + 1] == "）"

    def _own_area(self) -> Mention | None:
        """Return where the first of those who act that is no place is at home."""
        bodies = (a for a in self.agents if a.rule not in AS_PLACES)
        return next((home for a in bodies if (home := self._seat(a.name) or self._home(a.name))), None)

    def _is_aimed_at(self, start: int, place: Mention) -> bool:
        """Return whether something is done for a place, and there: 针对云河省启动…应急响应."""
        aimed = _AIMED.search(self.text, start, place.span.start)
        return aimed is not None and _DONE_THERE.match(self.text, place.span.end) is not None

    def _seat(self, agency: str) -> Mention | None:
        """Return the place that the name of an agency holds."""
        place = self.places.get(agency) or next((p for p in self.divisions if agency.startswith(p.name)), None)
        place = place or next((p for p in self.areas if is_named_after(agency, p.name)), None)
        if place:
            self.places[agency] = place
        return place

    def _home(self, agency: str) -> Mention | None:
        """Return the division that 全省, 全市, 市公安局, 县委 mean in this report: the one it names most of that level."""
        level = None if _NO_LEVEL.match(agency) else LEVEL_WORDS.get(agency.removeprefix("全")[:1])
        if agency.startswith("自治区") or (agency.startswith(("区", "全区")) and self._is_of_region()):
            level = "province"
        if level is None:
            return self._small_home(agency)
        called = agency.removeprefix("全")[:1]
        owners = (seat for a in self.owner if (seat := self.places.get(a.name)) and is_called(seat, called))
        near = self.near.get(level)
        if own := next(owners, near if near and self._is_ours(near) and is_named_so(near, called) else None):
            return own
        if called not in self._homes:
            ours = [p for p in self.divisions if self._is_ours(p)]
            so = [p for p in ours if is_named_so(p, called)]
            named = [p for p in so if level_of(p) == level] or so or [p for p in ours if level_of(p) == level]
            names = Counter(code_of(p) for p in named)
            self._homes[called] = max(named, key=lambda p: (names[code_of(p)], -p.span.start), default=None)
        return self._homes[called]

    def _small_home(self, agency: str) -> Mention | None:
        """Return the town, street or village that 街道, 镇里 or 村委会 mean: that of the report, else the one named last."""
        small = re.match(r"街道|镇|乡|苏木|村|社区|新区|园区|管委会", agency)
        if small is None:
            unit = re.match(_UNITS, agency)
            return next((self.places[a.name] for a in self.owner if a.name in self.places), None) if unit else None
        ends = "区" if small[0] == "管委会" else small[0]
        within = [p for p in self.areas if p.name.endswith(ends) and len(p.name) > len(ends)]
        whole = [p for p in within if self.parish and p.name == self.parish.name]
        near = [p for p in within if p.span.start < self.last_end and "\n" not in self.text[p.span.start : self.last_end]]
        only = within if len({p.name for p in within}) == 1 else []
        return next(iter((*whole, *near[-1:], *only[-1:])), None)

    def _is_ours(self, division: Mention) -> bool:
        """Return whether a division may be meant by 省, 市, 县 in this report: whose report it is lies in it, or around it."""
        seat = next((seat for a in self.owner if (seat := self.places.get(a.name)) and level_of(seat)), None)
        names = (division.name, seat.name) if seat else ("", "")
        return seat is None or code_of(seat) == code_of(division) or is_part(*names) or is_part(*reversed(names))

    def _is_of_region(self) -> bool:
        """Return whether 区 means an autonomous region in this report: it names one, and no district."""
        levels = {p.name: found[0] for p in self.divisions if (found := divisions_by_name().get(p.name))}
        districts = any(name.endswith("区") and division.level != "province" for name, division in levels.items())
        return not districts and any(division.name.endswith("自治区") for division in levels.values())

    def _nested_places(self) -> dict[str, Mention]:
        """Return the narrowest place inside the name of each agency."""
        places: dict[str, Mention] = {}
        inner = [m for m in self.mentions if m.type == "Place"]
        for agency in self.known:
            nested = [p for p in inner if agency.span.start <= p.span.start and p.span.end <= agency.span.end]
            if nested:
                places.setdefault(agency.name, max(nested, key=lambda p: p.span))
        return places


def _tells_of_itself(opening: Setting) -> bool:
    """Return whether the first clause with an agency tells what it does: neither a place nor who speaks for it."""
    spoken = opening.persons or opening.speakers
    names = all(opening.start <= m.span.start < opening.end for m in opening.agents)  # not by 我们
    bodies = all(m.rule not in AS_PLACES and not COLLECTIVE.search(m.name) for m in opening.agents)
    return names and bodies and not spoken


def _tails(agencies: Sequence[Mention]) -> re.Pattern[str]:
    """Return a pattern of what names say behind a quotation: 护林队 of “绿丝带”护林队 stands for it later on."""
    found = {tail[1] for m in agencies if (tail := _BEHIND_QUOTES.search(m.surface))}
    words = "|".join(sorted(found, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<![\u4e00-\u9fff”」])(?:{words})(?![\u4e00-\u9fff]{{0,2}}[长员])" if words else r"(?!)")


def _place_labels(text: str, mentions: Sequence[Mention]) -> frozenset[int]:
    """Return where places open their lines as labels, if two or more do (长沙：…, 永州：…)."""
    starts = {
        m.span.start
        for m in mentions
        if m.type == "Place" and text[: m.span.start].endswith("\n") and _BEHIND_LABEL.match(text, m.span.end)
    }
    return frozenset(starts) if len(starts) > 1 else frozenset()


def _titles(doc: Doc) -> list[str]:
    return [line.text for line in doc.spans["lines"] if line.label_ == "title"]


def _named_by(actors: list[_Actor]) -> tuple[Mention, ...]:
    return tuple(dict.fromkeys(m for actor in actors for m in actor.mentions))


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that lie in no other, in reading order."""
    outer: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not outer or mention.span.start >= outer[-1].span.end:
            outer.append(mention)
    return outer
