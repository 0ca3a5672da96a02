"""Who did what: an activity for every named thing that a report says somebody ran, held, built, used, issued or received.

The reading starts from the thing. Its class and the verb that governs it give the predicate; whom the clause itself ties to it
(某局的…, 由某局…, 提请某局印发…), else the discourse, gives the agents; place, time and status are those of the clause.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from kg.extract.attendance import Attendance, is_only_named_beside, read_attendance
from kg.extract.beside import WITH_HEAD, without_time
from kg.extract.campaigns import short_name_in
from kg.extract.discourse import COLLECTIVE, SAY, SECTION, SPEECH, Discourse, Setting
from kg.extract.lexica import alternation
from kg.extract.nlp import tags_of
from kg.extract.order import InOrder, last_of, whole_words
from kg.extract.partners import read_partners
from kg.extract.parts import read_parts, read_uses
from kg.extract.people import Post, read_posts
from kg.extract.skeletons import Skeleton, read_skeletons
from kg.extract.spots import where_named
from kg.extract.statements import Statement, read_statements
from kg.extract.subjects import IN_WORDS, LEAD_IN
from kg.extract.together import Companions, read_companions, say_together
from kg.extract.told_of import is_only_told_of, is_only_weighed, is_out_already
from kg.records import Activity, Document, EntityType, Evidence, Mention, Predicate, Span

LONGEST_QUOTE = 60  # characters
_BY = re.compile(r"(?:被|获|由|经|受)(?:了)?$")
_ASKED = re.compile(r"(?:提请|报请|商请|推动|督促|指导|协助|促成|协调|推荐|支持|帮助|由)$")
_DIRECTS = re.compile(r"(?:组织|部署|发动|统筹|带领|动员|调度)(?:了|指导)?$")
_DOES = re.compile(
    r"等?(?:[一二三四五六七八九十\d]*[家个]?(?:部门|单位))?(?:现场|集中|联合|共同|同步|分别|分批|积极|全面|深入|扎实|统一|广泛|常态化)*"
    r"(?:开展|启动|实施|推进|推行|掀起)"
)
_OWNED = re.compile(
    r"^(?:的|(?:联合|共同)?(?:主办|承办|协办|举办|组织|发起)的|(?:首创|原创|创作|撰写|采写|编写|拍摄|录制|摄制|制作|探索|推出|开展|打造|创新|创建|自主研发|研发|开发|推行|实施|建设)的)?[“「‘]?$"
)
_ADOPTS = re.compile(  # 推广|某支队“三联”工作法
    r"(?:推广|推行|复制|落实|贯彻|执行|实施|参与|承接|承担|响应|配合|引入|引进|借鉴|运用|试行)(?:了|好|实施|运用|推广)?$"
)
_BASIS = re.compile(r"(?:按照|根据|依据|依照|对照|违反|遵循|符合|学习|宣传|宣讲|解读|以)[^，。]{0,8}$")
_NO_SUBJECT = re.compile(r"的|，|、|境内|城区|上|内|地区|范围")
_PASSED = re.compile(
    r"[^，。；]{0,24}?(?:印发|发布|出台|公布|施行|颁布|实施|通过|下发|签署|出版|修订(?!草案)|制定|拟[定订]|起草|编[制写印]|上线|推出|发放|报送|试行|亮相|面世|问世|获批|生效)"
)
_IN_MAKING = re.compile(  # 《…》正在征求意见
    r"(?:（[^（）]{1,12}）)?(?:目前|现|仍|还|正|已|处于|完成|进入|启动)*(?:在)?(?:公开|广泛|面向社会|第[一二三四]轮)*"
    r"(?:征求[^，。；]{0,8}意见|起草|调研|论证|修改完善|送审|拟稿|成稿|形成[^，。；]{0,4}(?:初稿|征求意见稿|送审稿))(?![^，。；]*(?:印发|发布|出台|施行|实施))"
)
_LIST = re.compile(r"^(?:、|和|与|及|以及|[“”])+$")
_TOGETHER = re.compile(r"(?:会同|联合|对接|联同|协同|携手|联手|牵手|联袂|联系|协调|配合|邀请|商)$")
_PAIRED = re.compile(r"[与和同跟]$")
_FOUNDS = re.compile(r"(?:成立|组建|设立|组成)(?:了|起)?(?:以[^，。；]{2,24}(?:为|任)[^，。；]{0,4}组长的)?[^，。；、的]{0,8}$")
_TASK_FORCE = re.compile(r"(?:领导小组|工作组|小组|专班|指挥部|小分队|分队|突击队|服务队|[\u4e00-\u9fff”]队|团队)$")
_THAT_BODY_OF = re.compile(r"[该本](局|院|校|厅|关|公司|支队|大队|行|所|委|集团)$")
_OTHERS_USE = re.compile(  # 企业通过“单一窗口”申报: no body's use of it
    r"(?:企业|群众|市民|村民|居民|旅客|乘客|游客|用户|家长|[学考]生|毕业生|研究生|患者|农户|农民|农民工|经营主体|经营者|司机|商户|消费者|公众|人们|员工|职工|网友|劳动者|投资者"
    r"|(?:纳税|缴费|参保|参加|申请|申报|当事|驾驶|求职|持卡|投保|借款|代表|法定代表|权利|委托)人|(?:金融|投资|医疗|服务|中介|医药)机构|(?:科研|技术|务工|从业|求职|参保|就业|失业)人员)"
    r"(?:们|只需|只要|可以|可|能|均|即可|还|也|在家|足不出户|便捷|随时|直接)*(?:通过|利用|登录|使用|借助|依托|关注|打开|运用)(?:[^，。；]{0,12}|[^，。；]*、[“「]?)$"
)
_USED_THERE = re.compile(  # behind the system
    r"[^，。；]{0,12}?(?:应用|使用(?!者)|启用|接入|试用|引入|引进|用上|用起)|[^，。；]{0,30}?(?:打通|对接|贯通|连通|联通)"
)
_WHOLE_COUNTRY = re.compile(r"(?:全国|我国|全省|全球|国内)[^，。；]{0,6}，[^，。；]*$")  # 而在全国，|某工程加速推进
_LIKENED = re.compile(
    r"(?:成为|成了|堪称|称为|称作|誉为|变成|当成|比作)(?:了)?(?:[^，。；]{0,30}的)?[“‘「]?$"
)  # 成为推动发展的|“双引擎”
_BY_PERSONS = ("ran", "attended", "received")  # what persons do in their own name
_LISTED_AS = re.compile(r"(?:入选|获评|获批|列入|入围|被列为|被列入|被确定为|成为|获得|荣获|创成|跻身)[^，。；]*$")
_SUCH_UNIT = re.compile(r"[”」]?[\u4e00-\u9fff]{0,6}(?:单位|名单|城市|学校|高校|地区|县|区|市|案例|称号|奖|企业|基地|园区)")
_COUNTS = re.compile(  # 专项整治|去年查办案件3件
    r"(?:[今去上本前下][^，。；]{1,4}?|\d{4}年|\d{1,2}月(?:份|以来)?)?(?:累计|共|已|先后|总共)*(?:查[办处获扣缴]|走访|检查|破获|排查|抽检|培训|抓获|整改|立案|侦办|审结|执结|挽回|追回|清理)[^，。；]{0,14}\d"
)
_CARRIED_ON = re.compile(  # 城乡供水一体化工程|全力推进
    r"[”」]?(?:（[^（）]{1,12}）)?(?:工作|建设|任务|活动)?(?:正在|已经?|也|正|均|得到|得以|扎实|有序|稳步|深入|全面|全力|强力|大力|持续|不断|加快|加速|顺利|有力|有效|高效|如期|圆满|纵深|蓬勃|同步|逐步|基本|实质性|积极)+"
    r"(?:推进|推动|开展|实施|落实|深化|推行|展开|铺开|完成|收官|见效|落地|健全|完善|启动|进行|推开|建立|形成|运行|加强|提速)"
    r"|[”」]?(?:工作|建设|任务)?取得[^，。；]{0,8}(?:成效|进展|成果|突破|胜利|实效)"
)
_UNDER_WAY = re.compile(
    r"[”」]?(?:工作|活动|行动)?(?:中|期间|开展以来|启动以来|实施以来|部署以来|推行以来|以来|自[^，。]{2,12}(?:以来|起))[，：]?$"
)
_ATTRIBUTE = re.compile(
    r"(?:(?![在对向以把将与和同由从为被让给按经有等了着过说看听查学让使])[\u4e00-\u9fff]){2,8}的?"
)  # 外来物种|“清源”行动
_GOES_ON = re.compile(r"[”」]?(?:（[^（）]{1,12}）)?(?!的|为|是|[，。；、]|和|与|及|以来|中|期间|精神|等)")
_WHEN = re.compile(r"(?:\d{4}年|[今去]年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬|初|底|末)?(?:[上下]午)?")
_TAKES_PLACE = re.compile(  # 座谈会|8月29日在海拉尔召开
    r"[”」]?(?:于?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[上下]午)?)?(?:在[^，。；]{2,16}?)?(?:隆重|顺利|成功|如期)?(?:召开|举行|举办)(?!的|前|后|时)"
)
_IS_WORK = re.compile("(?:行动|整治|攻坚战?|大会战|工程|计划|试点|改革|活动|机制|模式)$")
_GETS = re.compile(
    r"[”」]?(?:案例|项目|做法|经验)?(?:成功|先后|连续|再次|首次)*(?:获|荣|被|入选|当选|喜获|斩获)"
)  # 某模式|获评…
_AGAIN = re.compile(
    r"\s*(?:该|此次|这一|本次)?(?P<head>学习教育|主题教育|专项行动|行动|专项整治|整治|攻坚|改革|试点|工程|活动|计划)"
    r"(?:工作)?(?:开展|启动|实施|部署|推行|推进)以来"
)
_BUILDING = re.compile(
    r"(?:建设|改造|扩建|迁建|新建|升级|加固|修缮)?(?:工程|项目|建设)$"
)  # a hospital's new wing: of it, not by it
_WITH_OTHERS = re.compile(  # its subject left out: 并与|某局探索…
    r"(?:并|还|又|也|再|已|先后|[今去前]年|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|起|底|初)*[与同跟]"
)
_WITH_US = re.compile(r"(?:[与和同跟]|会同|联合|协同|携手)(?:[我本该此][局厅委院处所队校站中]|他们|双方)")
_GUEST = re.compile(r"[^，。；]{0,10}(?:代表|委员|记者|专家|学者|人士|负责人|代表团|嘉宾)")
_TOGETHER_AFTER = re.compile(r"[^，。]{0,14}(?:联合|共同|合作|合办|协作|签订|签署|共享|联动|共建|对接|联勤|配合|联手|建立)")
_JOINTLY = re.compile(
    r"(?:联合|共同|合作|携手)(?:印发|发布|下发|出台|开展|举办|主办|召开|部署|制定|发起|启动|研发|组织|推出|签署|发文)"
)
_ATTEND = re.compile(r"出席|参加|参会|主持|讲话|致辞|到会|到场|列席|作交流发言|发言|会上|会议上|宣布|参与|宣读")
_HELD = re.compile(r"召开|举行|举办|开幕|启动")
_MEETING = re.compile(r"会议|大会|现场会|活动|仪式|会上|讲话|致辞|主持|发言")
_AT_IT = re.compile(r"[”」]?上[，,]\s*")
_VENUE = re.compile(r"(?:在|于|赴|到|来到|前往)$")
_LOOKED_TO = re.compile(r"(?:提请|提交|提出|拟向|向|迎接|筹备|筹备好|开好|办好|欢迎[^，。；]{0,8}(?:参加|出席)|召开)[“]?$")
_REPORTED = re.compile(r"作(?:了|的)?(?:关于|[^，。；]{0,8}(?:说明|报告|汇报)$)")  # at a session: 某某作了说明
_BODY = re.compile(r"(?:人大|政协|委员会|常委会|总工会|妇联|工商联)$")  # 全国人大常委会 is no collective
_TELLS_OF = re.compile(r"(?:公报|报告|白皮书|蓝皮书|年鉴|指数|纪实|读本)(?:（[^（）]*）)?$")
_TERM = re.compile(r"(?:第?[一二三四五六七八九十\d]+届)?")  # 十四届|全国人大常委会第二次会议
_SESSION = re.compile(r"会议$|全会$|大会$")
_GAVE = re.compile(
    r"(?:介绍|交流)了?[^，]{0,6}(?:经验|做法)|[作做]了?[^，]{0,8}(?:交流|发言|介绍)|(?:交流|典型|表态|大会)发言|宣布[^，]{0,4}开幕"
)
_CHAIRED = re.compile(r"(?:出席|主持)(?:了)?(?:本次|此次|这次)?(?:会议|大会|并讲话|活动|仪式)")
_SPOKE = re.compile(r"安排部署|通报|汇报|传达|解读|讲话|发言|宣读|介绍|部署")
_AT_THE_ONLY = re.compile(
    r"[\u4e00-\u9fff](?:在会上|于会[中上])(?:介绍|表示|通报|强调|指出|说|作|发言|宣布|透露|给出|提出|报告|讲|谈|回应|坦言|晒出|算|亮出)"
)  # of a report with one meeting
_PASSED_ON = re.compile(r"(?:传达|学习|贯彻|落实|领会|按照|根据)了?[^，。；]{0,8}$")  # 会议传达学习了某某的讲话
_SPOKE_THERE = re.compile(r"[\u4e00-\u9fff](?:和[\u4e00-\u9fff]{2,20})?[作做]了(?:经验|典型|大会|交流)?(?:交流|发言)(?:发言)?$")
_SPEAKS = re.compile(r"(?:到会)?(?:讲话|致辞|发言)$")  # 副厅长某某讲话, the whole clause
_OPEN = re.compile(r"[“”（(].*$")
_THE_MEETING = re.compile(r"(?:出席|主持|参加|列席)(?:了)?(?:本次|此次|这次)?(?:会议|大会|活动|仪式|现场会|开幕式)")
_AT_SUCH = re.compile(
    r"(?:在|于)?(?:本次|此次|这次|当[天日]的?)?(?P<head>[\u4e00-\u9fff]{0,4}[会坛式动])[上中][，,]\s*"
)  # 发布会上，
_ON_THE_PLATFORM = re.compile(r"主席台[^，。；]{0,4}就[坐座]|就[坐座]的?(?:还?有)")
_ASKED_HERE = re.compile(r"(?:请来|请到|邀请到?|请出)了?")  # 今天请来了某局局长某某
_REPORT = re.compile(r"作出?了?[^，。；]{0,6}(?:部署|安排|点评|总结)|简介|通报|汇报|介绍|传达|宣读|致辞|发言|颁发")
_INVITE = re.compile(r"邀请|邀集|召集|组织(?=.*(?:参加|参与))")
_COME = re.compile(
    r"(?!(?:组织|召集|邀请|召开|举行|举办))(?:等[^，。；]{0,8})?[^，、。；]{0,16}?"
    r"(?:参加|参与|出席|发言|到会|到场|作了?介绍|参赛|列席|参会|与会|观摩|交流$|(?:相关|有关)?(?:负责人|负责同志)(?:在会上)?(?:介绍|表示|通报)|交流(?:了)?(?:经验|做法)|介绍(?:了)?经验|(?<!工)(?<!操)作(?:经验|工作|典型|专题)?(?:交流|介绍|报告))"
)
_PRESS_MEETING = re.compile(r"(?:发布会|吹风会|通气会|见面会|说明会)$")
_TELLS = re.compile(r"(?:负责人|负责同志|[^，。；]{2,4})(?:在会上)?(?:介绍|表示|通报|回答|说明|透露|指出|强调)")
_COMING_ARE = re.compile(r"[”」]?的(?:单位|嘉宾|代表|领导|人员)?(?:有|包括|还有|是)")
_CAME = re.compile(
    r"(?:参加|出席|列席|参会|到会|到场|与会|主持|致辞|致开幕[词辞]|见证|观摩|[作做致][^，。；]{0,10}(?:发言|报告|讲话|点评|致辞|交流|介绍|讲座)|(?:出席|参加|到会|到场)并[^，。；]{2,10}|(?:共同|一起|一同|现场)(?:为[^，。；]{2,16})?(?:揭牌|揭幕|剪彩|推杆|培土|见证))了?$"
)
_OPENS_AWARD = re.compile(  # no other subject stands before the verb of receiving
    LEAD_IN.pattern.removesuffix("+")
    + r"*(?:[^，。；“”]{2,40}”[^，。；“”]{0,14}?)?[^，。；]{0,6}?(?:先后|连续|多次|年|首次|再次|曾|也|还|并|均|都|分别|成功)*"
    r"(?:被|获|荣|喜|斩|摘|捧|夺|立|赢|入选|受|经|拿|评|创建|创成|跻身)"
)
_ORDER = re.compile(r"(?:的)?(?:统一|总体|相关|有关|工作|安排|具体)*(?:部署|安排|组织)")
_ON_ORDER = re.compile(r"(?:按照|根据|依据|按|在|和|、|与|及)[^，]*$")
_THIS_WORK = re.compile(r"(?:该|此次|本次|这次|这一)(?:专项|集中|统一)?(?P<head>行动|活动|整治|工程|改革|检查|攻坚)")
_OCCASION = re.compile(r"[”’」]?(?:工作|活动)?为(?:契机|背景|遵循|指导|指引|根本|动力)")
_OF_GUESTS = re.compile(r"[”’」]?的(?!有|还?有|包括)")
_GUESTS_OF = re.compile(r"(?:参加|出席|列席)[“‘「]?$")
_MODEL_OF_OTHERS = re.compile(r"(?:学习|借鉴|学习运用|学习借鉴|对标)(?:好|了)?[“‘「]?$")  # 学习运用“百村工程”经验
_SPIRIT = re.compile(r"[”》]?(?:的)?(?:精神|以来|部署|报告|决策|决定|重要讲话|要求)")  # 党的二十大精神 is attended by nobody
_AUTHORED = re.compile(
    r"(?:首创|原创|创作|撰写|采写|编写|编著|编撰|拍摄|录制|摄制|制作|刊发|推送|拟定)的(?:专题片|微电影|短视频|文章|报告)?$"
)
_ITS_SPIRIT = re.compile(r"[”》]?(?:[、和及与以][^，。；]{2,40}?)?(?:的)?(?:精神|工作部署|部署要求|决策部署)")
_HEADS = re.compile(r"(?:常务)?副?([队所院校站镇乡村科处])(?:长|主任)$")  # whose body no other can be
_LEADS = re.compile(r"(?:常务)?副?(总队|支队|大队|中队|分局|局|厅|所|院|校|处|科|站|署|关|馆|台|社|行|矿|村|镇|乡|队|检察)长$")
_ITS_BODY = re.compile(  # 社区|书记, 校党委|副书记: the kind of body named before
    r"(?<![\u4e00-\u9fff])(社区|学校|校|学院|医院|支行|分行|合作社|协会|商会|村|街道|车间|矿|厂|馆|站)(?:党委|党总支|党支部|支部)?$"
)
_SCHOOLS = ("大学", "学校", "中学", "小学")
_COMPANIES = ("企业", "公司", "该企业", "该公司", "该集团")
_THAT_BODY = re.compile(r"(?:[该本][局厅院庭所站校队委办中心处科社村县市区]|(?:该|(?<![\u4e00-\u9fff]))(?:企业|公司|集团))$")
_OF_GOVERNMENT = re.compile(r"(?:常务)?副?([省市县区州旗镇乡])长")
_OF_UNNAMED = re.compile(r"(?:自治区|常务|执行)(?:副)?主席$")  # of a government, of a presidium
_GOVERNS = re.compile(r"政府|指挥部|领导小组|办公厅")
_NAMES = ("LOC", "ORG")
_UNIT = re.compile(
    r"(?:司|科|处|庭|室|部|局|所|队|国|党|院|会|公司|集团|中心|站|厂|校|医院|学院|合作社|联社|商行|银行|酒店|林场|农场)$"
)
_TRADES = ("教师", "驾驶员", "司机", "职工", "志愿者", "学生", "工人", "村民", "居民", "店主", "车主")
_OF_STATE = re.compile(r"国家|国务|总统|总理|首相|国王|总书记|王储|委员长")
_EACH = re.compile(r"分别|各自")
_REPORTER = re.compile(r"记者|通讯员|编辑|主播|主持人")
_STOP = re.compile(r"[。！？；\n]")
_ONLY_GUIDES = re.compile(r"等?(?:联合)?(?:指导|监制|授权|主管)[、，]")
_DEMANDED = re.compile(  # 要求各地加快建设…: the others are to do it
    r"(?:要求|督促|敦促|号召|鼓励|引导|支持|推动|指导|部署|组织)(?:和[\u4e00-\u9fff]{2})?(?:各地|各级|各[省市县区]|各有关|有关|相关|有条件|地方|基层|企业|高校|社会)[^，。；]*$"
)
_HOSTED = re.compile(r"由.{2,60}(?:主办|承办|举办|召开|组织)(?!的)")
_IN_IT = re.compile(r"(?:^|[，、])[^，。；]{0,30}(?:在|经|上传至?|录入|纳入|接入|推送[到至])$")
_PUT_THERE = re.compile(r"(?<![现存正还已])在[“「]?$")  # 在|某平台|上线某服务
_DONE_IN_IT = re.compile(  # 在某交易平台|成交210亩
    r"[”」]?(?:系统|平台)?(?:上|中|内)?(?:统一|集中|同步|公开|全程|累计|共)*(?:发出|推送|发送|下发|公示|公开|公布|成交|挂牌|竞价|拍卖|交易|发布|办理|备案|填报|录入|登记|推送|流转|采集)"
)
_INTO = re.compile(r"(?:录入|接入|并入|汇入|导入|接进|引入|用上|接通|归集到|推送[到至]|上传[到至])了?[“‘]?$")  # 数据并入|某平台
_MADE_INTO = re.compile(r"[把将][^。；]{2,40}[为成]")
_THE_SYSTEM = re.compile(r"^(?:[该此这]?(?:平台|系统|小程序|模型|数据库|App|APP))")
_MADE = re.compile(r"研发|开发|建成|搭建|建设|上线|推出|打造|承建")

Reader = Callable[["_Clause", Mention], Iterator[Activity]]


def read_activities(doc: Doc, document: Document, mentions: Sequence[Mention], discourse: Discourse) -> tuple[Activity, ...]:
    """Return the activities of a report, in reading order."""
    by_place = InOrder(mentions)
    seats = {m.span: m for m in mentions if m.type == "Place"}
    clauses = {
        s.start: _Clause(document, s, by_place.starting(s.start, s.end), discourse.owner, seats) for s in discourse.settings
    }
    companions = tuple(read_companions(doc, mentions))
    for pair in companions:
        if pair.left is None and (clause := clauses.get(discourse.at(pair.right.span.start).start)):
            clause.joined.append(pair.right)
    said = tuple(_said(document, discourse))
    skeletons = tuple(read_skeletons(document.text, (*mentions, *said)))
    meant = {word.span: anaphor.body for word, anaphor in zip(said, discourse.anaphora, strict=True)}
    statements = [_with_meant(s, meant) for s in read_statements(skeletons) if not _is_shared_out(s, document.text)]
    stated = {(s.object.span, s.predicate) for s in statements if not s.is_more}
    givers: dict[Span, set[str]] = defaultdict(set)
    for s in statements:
        if s.predicate == "awardedBy":
            givers[s.subject.span].add(s.object.name)
    stated |= {(span, "awardedBy") for span in givers}
    found: list[Activity] = [_outright(statement, discourse, document) for statement in statements]
    for mention in _things(mentions):
        clause = clauses.get(discourse.at(mention.span.start).start)
        for fact in READERS[mention.type](clause, mention) if clause is not None else ():
            gives = fact.predicate == "received" and any(taker.name in givers[mention.span] for taker in fact.agents)
            if (mention.span, fact.predicate) not in stated and not gives:
                found.append(fact)
    found += _own_titles(mentions, discourse, document)
    found += _orders(list(clauses.values()), [m for m in mentions if m.type == "Initiative"])
    found += _meetings_attended(list(clauses.values()), mentions)
    found += _guests(read_attendance(skeletons, document.text), clauses, discourse, meant)
    found += _speech(document, mentions, clauses)
    found += _meetings_held(list(clauses.values()))
    found += _under_way_again(list(clauses.values()), mentions)
    found += _campaigns_again(list(clauses.values()), mentions)
    found += _founded(list(clauses.values()))
    found += _sections_of(document, clauses, mentions)
    found += _systems_again(list(clauses.values()), mentions)
    paired = {s.object.span for s in statements if s.predicate == "cooperatedWith"}
    for clause in clauses.values():
        found += (a for a in _cooperations(clause) if a.object.span not in paired)
    found += (a for a in _companions(companions, clauses, discourse) if a.object.span not in paired)
    found += (a for a in _joined(skeletons, clauses, discourse, meant) if a.object.span not in paired)
    members = {s.subject.span for s in statements if s.predicate == "memberOf" and s.rule != "statements/heads-group"}
    found += _stated(doc, mentions, discourse, document, members)
    return _without_repeats(found)


def _said(document: Document, discourse: Discourse) -> Iterator[Mention]:
    """Yield the words that stand for a body as if they were its name: 该局, 大队, 局里."""
    for anaphor in discourse.anaphora:
        span = Span(document.id, anaphor.start, anaphor.end)
        yield replace(anaphor.body, span=span, surface=document.text[anaphor.start : anaphor.end], form="short")


def _with_meant(statement: Statement, meant: Mapping[Span, Mention]) -> Statement:
    """Return a statement about the bodies that its words stand for."""
    subject, thing = (meant.get(m.span, m) for m in (statement.subject, statement.object))
    return replace(statement, subject=subject, object=thing)


def _is_shared_out(statement: Statement, text: str) -> bool:
    """Return whether several do several things each on its own (甲、乙分别印发…): the whole clause says who did which."""
    return bool(_EACH.search(text, statement.subject.span.end, statement.object.span.start))


def _things(mentions: Sequence[Mention]) -> Iterator[Mention]:
    documents = [m.span for m in mentions if m.type == "Document"]
    for mention in mentions:
        inside = any(s.start <= mention.span.start and mention.span.end <= s.end and s != mention.span for s in documents)
        if mention.type in READERS and not inside:
            yield mention


def _without_repeats(found: list[Activity]) -> tuple[Activity, ...]:
    """Return the activities in order; what somebody does already is not listed as a plan as well (深化 what runs)."""
    done: dict[tuple[Predicate, str], set[str]] = defaultdict(set)
    for a in found:
        if a.status == "done":
            done[a.predicate, a.object.name].update(agent.name for agent in a.agents)

    kept = [
        a
        for a in found
        for doers in [done.get((a.predicate, a.object.name), ())]
        if a.status == "done" or not all(_is_one_of(agent.name, doers) for agent in a.agents)
    ]
    return tuple(
        sorted(dict.fromkeys(kept), key=lambda a: (a.evidence.span, a.predicate, a.object.span, [m.span for m in a.agents]))
    )


def _is_one_of(name: str, names: Iterable[str]) -> bool:
    """Return whether a body is one of some, its place named or not: 云河市财政局, 市财政局."""
    return any(name.endswith(other) or other.endswith(name) for other in names)


_AHEAD = re.compile(r"[，；][^。\n]*[在于向为给]$")


def _place(predicate: Predicate, setting: Setting, text: str) -> Mention | None:
    """Return where a clause is set; a rule is issued in none of the places that its sentence names behind it."""
    held = setting.place
    is_ahead = held and held.span.start >= setting.end and _AHEAD.search(text, setting.end, held.span.start)
    return None if predicate == "issued" and is_ahead else held


class _Clause:
    """A clause with its setting, its text before and after a mention, and the agencies in it."""

    def __init__(
        self,
        document: Document,
        setting: Setting,
        mentions: Sequence[Mention],
        owner: tuple[Mention, ...],
        seats: Mapping[Span, Mention],
    ) -> None:
        self.document, self.setting, self.owner, self.seats = document, setting, owner, seats
        self.start, self.end = setting.start, setting.end
        self.text = document.text
        inside = [m for m in mentions if setting.start <= m.span.start and m.span.end <= setting.end]
        self.actors = [m for m in inside if m.type in ("Agency", "Person")]
        self.agencies = [m for m in inside if m.type == "Agency"]
        self.inside = inside
        self.joined: list[Mention] = []  # with whom a subject that is left out acts: 5月起与某银行试推…

    def before(self, mention: Mention) -> str:
        return self.text[self.start : mention.span.start]

    def after(self, mention: Mention) -> str:
        return self.text[mention.span.end : self.end]

    def rest(self, mention: Mention) -> str:
        """Return what follows a mention in its sentence, not only in its clause."""
        end = _STOP.search(self.text, self.end)
        return self.text[mention.span.end : end.end() if end else len(self.text)]

    def sentence(self, mention: Mention) -> str:
        """Return what stands before a mention in its sentence, not only in its clause."""
        return self.text[last_of(self.text, "。；\n", mention.span.start) + 1 : mention.span.start]

    def between(self, left: Mention, right: Mention) -> str:
        return self.text[left.span.end : right.span.start]

    def verb(self, mention: Mention, *labels: str, before_only: bool = False) -> str | None:
        """Return the label whose verb stands nearest before the mention, else the first with a verb after it."""
        best: tuple[int, int, str] | None = None
        for label in labels:
            for match in alternation("triggers", label).finditer(self.before(mention)):
                if best is None or (match.end(), -match.start()) > best[:2]:  # of 启用 and 用 the longer one
                    best = (match.end(), -match.start(), label)
        if best or before_only:
            return best[2] if best else None
        return next((label for label in labels if alternation("triggers", label).search(self.after(mention))), None)

    def owners(self, thing: Mention) -> tuple[Mention, ...]:
        """Return the agencies that the clause itself ties to a thing."""
        beside = [m.surface for m in self.inside if m.type == thing.type == "Document" and m.span.end <= thing.span.start]
        for agency in reversed([a for a in self.agencies if a.span.end <= thing.span.start]):
            if _OWNED.match(_without(self.between(agency, thing), beside)):
                return _last_group(self, tuple(a for a in self.agencies if a.span.end <= agency.span.end))
            if _ASKED.search(self.before(agency)) and alternation("triggers", "run").match(self.between(agency, thing)):
                return (agency,)
            if _ASKED.search(self.before(agency)) and alternation("triggers", "issue").match(self.between(agency, thing)):
                return (agency,)
        return ()

    def named_in(self, thing: Mention) -> tuple[Mention, ...]:
        """Return the agency that the thing's own name begins with: 公安部“放管服”改革, 县交安委会议."""
        return tuple(
            a for a in self.agencies if _lies_in(a, thing) and _TERM.fullmatch(self.text, thing.span.start, a.span.start)
        )[:1]

    def doers(self, thing: Mention) -> tuple[Mention, ...]:
        """Return the persons that the clause itself has as subjects, when they do and do not only speak or attend."""
        people = tuple(p for p in self.setting.persons if self.start <= p.span.start and p.span.end <= thing.span.start)
        only_speak = _ATTEND.search(self.before(thing)) or SAY.search(self.before(thing))
        return () if only_speak else people

    def agents(self, thing: Mention, predicate: Predicate) -> tuple[Mention, ...]:
        doers = self.doers(thing)
        if predicate == "held":
            doers = ()  # 局长某某主持召开…: his body holds it
        elif doers and predicate not in _BY_PERSONS:
            return self.owners(thing)  # a person who visits a hall has not built it
        owners = self.owners(thing)
        found = owners or doers or self.share(thing) or (*self.setting.agents, *self.setting.partners)
        if predicate == "ran" and owners and _ADOPTS.search(self.before(owners[0])):
            found = (*(a for a in self.setting.agents if a not in owners), *owners)
        found = found or (self.setting.persons if predicate == "ran" and not self.setting.foreign else ())  # of whom it tells
        if found and found[: len(self.setting.agents)] == self.setting.agents:
            found = (*found, *(m for m in self.joined if m not in found and m.span.end <= thing.span.start))
        found = (*found, *(a for a in self.directed(thing) if predicate == "ran" and a not in found))
        return tuple(
            a for a in found if a.span != thing.span and a.name != thing.name and not _ONLY_GUIDES.match(self.text, a.span.end)
        )

    def share(self, thing: Mention) -> tuple[Mention, ...]:
        """Return whose a thing is where as many bodies do as many things each on its own: 甲、乙分别印发《…》《…》."""
        several = _EACH.search(self.before(thing))
        things = [m for m in self.inside if m.type == thing.type and several and m.span.start >= self.start + several.end()]
        agents = self.setting.agents
        if len(agents) < 2 or len(things) != len(agents) or thing not in things:
            return ()
        return (agents[things.index(thing)],)

    def directed(self, thing: Mention) -> tuple[Mention, ...]:
        """Return whom somebody has a thing done by: 某局组织|县医院、某卫生院|现场开展…."""
        group = _last_group(self, tuple(a for a in self.agencies if a.span.end <= thing.span.start))
        if not group or not _DIRECTS.search(self.before(group[0])) or not _DOES.match(self.between(group[-1], thing)):
            return ()
        return group

    def partners_spoken_of(self) -> list[Mention]:
        """Return the partners that the clause itself does not name: 某局与我局联合会商."""
        words = self.text[self.start : self.end]
        return [p for p in self.setting.partners if p not in self.agencies] if _WITH_US.search(words) else []

    def is_demanded(self) -> bool:
        """Return whether a speaker demands it of others: the agents are the agencies addressed, and the speaker as well."""
        setting = self.setting
        addressed = not setting.named or any(COLLECTIVE.search(a.name) for a in setting.agents)
        return setting.status == "planned" and bool(setting.speakers) and addressed

    def is_of_place(self, thing: Mention) -> bool:
        """Return whether a place is the subject, and no agency: 望月县率先建成…."""
        end = self.start
        for place in (m for m in self.inside if m.type == "Place" and m.span.end <= thing.span.start):
            if LEAD_IN.sub("", self.text[end : place.span.start]):
                break
            end = place.span.end
        return end > self.start and not self.setting.named and not _NO_SUBJECT.match(self.text, end)

    def fact(
        self, agents: tuple[Mention, ...], predicate: Predicate, thing: Mention, rule: str, *, widen: Mention | None = None
    ) -> Activity:
        setting = self.setting
        return Activity(
            agents=agents,
            predicate=predicate,
            object=thing,
            evidence=Evidence(
                _words(self.document.id, self.document.text, self.start, self.end, widen or thing), f"activities/{rule}"
            ),
            status=setting.status,
            place=self.place(predicate, thing),
            period=setting.period,
        )

    def place(self, predicate: Predicate, thing: Mention) -> Mention | None:
        """Return where something was done to a thing: where its name says, or where its clause is set."""
        named = where_named(self.text, thing, self.inside, self.setting) if predicate in ("ran", "built") else None
        return named or _place(predicate, self.setting, self.text)

    def facts(self, predicate: Predicate, thing: Mention, rule: str) -> Iterator[Activity]:
        if predicate != "ran" and (self.setting.foreign or self.is_of_place(thing)) and not self.owners(thing):
            return  # 《…》日前发布, 我国出台《…》: the sentence has a subject, and it is not whom the one before spoke of
        agents = self.agents(thing, predicate)
        if len(agents) > 1 and all(a.rule == "discourse/acting-place" for a in agents):
            for agent in agents:  # 湖南、河南等地借助…: each where it is
                place = self.seats.get(agent.span, self.setting.place)
                yield replace(self.fact((agent,), predicate, thing, rule), place=place)
        elif agents:
            yield self.fact(agents, predicate, thing, rule)
        speakers = tuple(s for s in self.setting.speakers if predicate in _BY_PERSONS or s.type == "Agency")
        if speakers and self.is_demanded() and not self.owners(thing):
            yield self.fact(speakers, predicate, thing, f"{rule}-speaker")

    def is_of_others(self, thing: Mention) -> bool:
        """Return whether a thing is the subject of its clause, and who was spoken of before need not have made it."""
        heads = not LEAD_IN.sub("", self.before(thing))
        return heads and self.setting.carried and not any(a in self.owner for a in self.setting.agents)


# ---- one reader for each class of things -------------------------------------------------------------------------------


def _initiative(clause: _Clause, thing: Mention) -> Iterator[Activity]:
    governed = clause.verb(thing, "run", before_only=True) and (not clause.setting.foreign or clause.doers(thing))
    honoured = any(m.type == "Award" and m.span.start >= thing.span.end for m in clause.inside)
    if _LISTED_AS.search(clause.before(thing)) and (honoured or _SUCH_UNIT.match(clause.after(thing))):
        return  # 入选“双高”建设单位: an honour
    if is_only_told_of(clause.before(thing), clause.rest(thing), clause.sentence(thing)) or _LIKENED.search(
        clause.before(thing)
    ):
        return
    if _MODEL_OF_OTHERS.search(clause.before(thing)) and clause.after(thing).lstrip("”’」的").startswith("经验"):
        return
    lead = LEAD_IN.sub("", clause.before(thing))
    shows = any(sign.match(clause.after(thing)) for sign in (_UNDER_WAY, _COUNTS, _CARRIED_ON))
    shows = shows and _WHOLE_COUNTRY.search(clause.sentence(thing)) is None
    if clause.setting.carried and not clause.setting.foreign and not lead and shows:
        yield from clause.facts("ran", thing, "initiative-under-way")
    elif clause.setting.carried and not clause.setting.foreign and honoured and not lead and _GETS.match(clause.after(thing)):
        yield from clause.facts("ran", thing, "initiative-honoured")
    elif clause.setting.carried and not clause.setting.foreign and _is_topic(clause, thing, lead):
        yield from clause.facts("ran", thing, "initiative-topic")
    elif not _OCCASION.match(clause.after(thing)) and (governed or not clause.setting.carried or clause.owners(thing)):
        yield from clause.facts("ran", thing, "initiative-in-clause")
    for agency in () if _BUILDING.search(thing.name) else clause.named_in(thing):
        yield clause.fact((agency,), "ran", thing, "initiative-of-agency")


def _is_topic(clause: _Clause, thing: Mention, lead: str) -> bool:
    """Return whether a line of work in quotation marks, or one that is a campaign or works by its name, is what its clause
    tells of: “清流”行动|下月挂牌, 河湖清理专项行动|收尾.
    """
    quoted = thing.surface[0] in "“「" or lead in ("“", "「") or _IS_WORK.search(thing.name) is not None
    own = {a.name for a in clause.setting.agents} & {owner.name for owner in clause.owner}  # news turns
    heads = not lead.strip("“「") or (thing.surface[0] in "“「" and _ATTRIBUTE.fullmatch(lead) is not None)
    return bool(own) and quoted and heads and _GOES_ON.match(clause.after(thing)) is not None


def _system(clause: _Clause, thing: Mention) -> Iterator[Activity]:
    label = clause.verb(thing, "build", "enable", "use")
    if label is None and clause.verb(thing, "break", before_only=True):
        label = "build"  # ground is broken for what stands behind the verb only
    into = _INTO.search(clause.before(thing)) or (label == "build" and _PUT_THERE.search(clause.before(thing)))
    if into:
        label = "use"
    if label == "enable":
        label = "build" if thing.type == "Facility" else "use"
    done_there = label is None and _IN_IT.search(clause.before(thing)) and _DONE_IN_IT.match(clause.after(thing))
    if done_there:
        label = "use"
    governs = clause.verb(thing, "use", before_only=True) is not None
    shows = into or done_there or _USED_THERE.match(clause.after(thing)) is not None
    if label == "use" and not governs and (clause.is_of_others(thing) or not shows):
        return  # 某平台接入…: what a system does is no use by whom the text spoke of before
    if _DEMANDED.search(clause.before(thing)) and not clause.owners(thing):
        return
    if thing.type == "Facility" and clause.is_of_others(thing) and not clause.owners(thing):
        return
    if label == "build":
        yield from clause.facts("built", thing, "system-built")
    elif label == "use" and thing.rule != "systems/site" and not _OTHERS_USE.search(clause.before(thing)):
        yield from clause.facts("used", thing, "system-used")
    elif clause.owners(thing):
        yield from clause.facts("built" if thing.type == "Facility" else "used", thing, "system-owned")


def _document(clause: _Clause, thing: Mention) -> Iterator[Activity]:
    authored = _AUTHORED.search(clause.before(thing)) is not None and bool(clause.owners(thing))
    issued = clause.verb(thing, "issue", before_only=True) or _PASSED.match(clause.after(thing)) or authored
    in_making = clause.setting.carried and _IN_MAKING.match(clause.after(thing)) is not None
    if _BASIS.search(clause.before(thing)) or not (issued or in_making):
        return
    if is_only_weighed(clause.before(thing), clause.rest(thing), thing.name):
        return
    warned = is_out_already(thing.name, clause.before(thing))  # what is forecast beside it is to come
    for fact in clause.facts("issued", thing, "document-issued"):
        yield replace(fact, status="planned") if in_making else replace(fact, status="done") if warned else fact
    told_of = _TELLS_OF.search(thing.name)  # a bulletin tells of what was done, and sets nothing going
    for plan in (m for m in clause.inside if m.type == "Initiative" and _lies_in(m, thing) and not told_of):
        yield from clause.facts("ran", plan, "document-of-initiative")


_HOSTS = re.compile(r"(?:办好?|合办|联办|开)(?:了|出)?$")  # 在云河|办|启动仪式


def _event(clause: _Clause, thing: Mention) -> Iterator[Activity]:
    before = alternation("triggers", "hold").search(clause.before(thing)) or _HOSTS.search(clause.before(thing))
    after = alternation("triggers", "hold").match(clause.after(thing))
    by_nobody = clause.setting.carried and clause.setting.persons and not any(a in clause.owner for a in clause.setting.agents)
    if clause.after(thing).startswith("上") and by_nobody and not clause.named_in(thing):
        return  # 在…召开的推进会上, 某某要求…: who called it is not said
    holders = tuple(a for a in clause.named_in(thing) if not COLLECTIVE.search(a.name) or _BODY.search(a.name))
    if (before or (after and clause.setting.named)) and not holders:
        yield from clause.facts("held", thing, "event-held")
    elif not holders and _is_own_event(clause, thing):
        yield from clause.facts("held", thing, "event-of-publisher")
    for agency in () if _ITS_SPIRIT.match(clause.text, thing.span.end) else holders:  # 落实市委全会精神: nobody holds it there
        yield clause.fact((agency,), "held", thing, "event-of-agency")


def _is_own_event(clause: _Clause, thing: Mention) -> bool:
    """Return whether a report of a body tells of a meeting as its subject: 座谈会在某地召开, 总结会|8月29日召开."""
    own = {a.name for a in clause.setting.agents} & {owner.name for owner in clause.owner}
    heads = not _WHEN.sub("", LEAD_IN.sub("", clause.before(thing)))
    return bool(own) and clause.setting.carried and heads and _TAKES_PLACE.match(clause.after(thing)) is not None


def _award(clause: _Clause, thing: Mention) -> Iterator[Activity]:
    actors = [m for m in clause.actors if m.span.end <= thing.span.start]
    givers = tuple(m for m in actors if m.type == "Agency" and _BY.search(clause.before(m)))
    giving = re.search(r"(?:授予|颁发|评定|命名|表彰|记)", clause.before(thing))
    takers = tuple(m for m in actors if m not in givers and not clause.after(m).startswith("的"))
    passive = giving is not None and clause.before(thing)[: giving.start()].endswith("被")  # 某中心主任某某被授予…
    if giving and not givers and len(takers) >= 2 and not passive:
        givers, takers = takers[:1], takers[1:]
    elif (
        giving
        and giving[0] != "记"
        and not givers
        and takers
        and clause.before(thing)[: giving.start()].endswith(takers[-1].surface)
    ):
        givers, takers = takers[-1:], ()  # 某部|授予…: who receives it is not named
    carried = clause.setting.persons or clause.setting.agents
    takers = _last_group(clause, takers) or (carried if _OPENS_AWARD.match(clause.before(thing)) else ())
    takers = tuple(m for m in takers if m not in givers)
    if takers:
        yield clause.fact(takers, "received", thing, "award-received")
    for giver in givers:
        yield clause.fact((thing,), "awardedBy", giver, "award-by", widen=thing)


def _without(text: str, names: Sequence[str]) -> str:
    """Return the words before the last of a list without the others: 某院首创的|《甲》|《乙》."""
    for name in names:
        text = text.replace(name, "")
    return text.rstrip("、和") if names else text


def _lies_in(inner: Mention, outer: Mention) -> bool:
    return inner is not outer and outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def _last_group(clause: _Clause, actors: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the last actors that one list holds: 甲、乙和丙."""
    group: tuple[Mention, ...] = actors[-1:]
    for actor in reversed(actors[:-1]):
        if not _LIST.match(clause.between(actor, group[0])):
            break
        group = (actor, *group)
    return group


READERS: Mapping[EntityType, Reader] = {
    "Initiative": _initiative,
    "System": _system,
    "Facility": _system,
    "Document": _document,
    "Event": _event,
    "Award": _award,
}


_STANDING = ("memberOf", "subOrganizationOf")


def _outright(statement: Statement, discourse: Discourse, document: Document) -> Activity:
    """Return what a sentence says outright, with the setting of the clause that says it."""
    last = max(statement.subject.span.start, statement.object.span.start)
    setting = discourse.at(statement.object.span.start if statement.is_more else last)
    told = "发布会" if statement.rule == "statements/held-there" else statement.object.name
    over = is_out_already(told, document.text[statement.start : statement.end])
    stands = statement.predicate in _STANDING or (statement.predicate == "locatedIn" and statement.subject.type != "Event")
    return Activity(
        (statement.subject,),
        statement.predicate,
        statement.object,
        Evidence(Span(document.id, statement.start, min(statement.end, statement.start + 3 * LONGEST_QUOTE)), statement.rule),
        "done" if stands or over else "planned" if statement.is_coming else setting.status,
        None if stands or statement.predicate == "locatedIn" else _place(statement.predicate, setting, document.text),
        None if stands else setting.period,
        statement.post,
    )


# ---- facts that do not start from a thing in the clause ----------------------------------------------------------------


def _meant(again: re.Match[str], lines: Sequence[Mention]) -> list[Mention]:
    """Return the line of work, named before, that 此次行动 means."""
    return [m for m in lines if m.span.end <= again.start() and again["head"] in m.name][-1:]


def _orders(clauses: list[_Clause], lines: Sequence[Mention]) -> Iterator[Activity]:
    """Yield who had it done: 按照某局统一部署，…开展某行动 (the line of work that the sentence names, or 此次行动)."""
    for index, clause in enumerate(clauses):
        orderers = [a for a in clause.agencies if _ORDER.match(clause.after(a)) and _ON_ORDER.search(clause.before(a))]
        for later in clauses[index : index + 4] if orderers else ():
            if _STOP.search(clause.text[clause.start : later.start]):
                break
            things = [m for m in later.inside if m.type == "Initiative"]
            again = _THIS_WORK.match(clause.text, clause.start, clause.end) if not things and later is clause else None
            things = things or (_meant(again, lines) if again else [])
            for thing in things:
                yield later.fact(tuple(orderers), "ran", thing, "initiative-on-order")
            if things:
                break


def _founded(clauses: list[_Clause]) -> Iterator[Activity]:
    """Yield whose the teams and task forces are that a body founds: 某局成立…领导小组, 某大队组建…小分队."""
    for clause in clauses:
        setting = clause.setting
        founders = [] if setting.foreign else [a for a in setting.agents if a.type == "Agency"]
        for body in clause.agencies if len(founders) == 1 else ():
            founds = _FOUNDS.search(clause.before(body))
            if founds and body.name != founders[0].name and _TASK_FORCE.search(body.name) and "联合" not in founds[0]:
                fact = clause.fact((body,), "subOrganizationOf", founders[0], "founded", widen=body)
                yield replace(fact, status="done", place=None, period=None)


def _sections_of(document: Document, clauses: Mapping[int, _Clause], mentions: Sequence[Mention]) -> Iterator[Activity]:
    """Yield what sections a body named before has: 该局|情报中心."""
    bodies = [m for m in mentions if m.type == "Agency"]
    for clause in clauses.values():
        for section in (m for m in clause.agencies if m.rule == SECTION):
            that = _THAT_BODY_OF.search(document.text, max(0, section.span.start - 4), section.span.start)
            above = [m for m in bodies if that and m.span.end <= that.start() and m.name.endswith(that[1])]
            most = max(above, key=lambda m: ([a.name for a in above].count(m.name), m.span.start), default=None)
            for body in [most] if most else ():
                fact = clause.fact((section,), "subOrganizationOf", body, "section-of", widen=section)
                yield replace(fact, status="done", place=None, period=None)


def _own_titles(mentions: Sequence[Mention], discourse: Discourse, document: Document) -> Iterator[Activity]:
    """Yield who issued the report itself, where its title names it: the body before 关于, else whose report it is."""
    for title in (m for m in mentions if m.rule == "titles/own-title"):
        before = tuple(m for m in mentions if m.type == "Agency" and m.span.end == title.span.start)
        if issuers := before or tuple(discourse.owner[:1]):
            evidence = Evidence(Span(document.id, title.span.start, title.span.end), "activities/own-title")
            yield Activity(issuers, "issued", title, evidence)


def _meetings_attended(clauses: list[_Clause], mentions: Sequence[Mention]) -> Iterator[Activity]:
    """Yield who attended: named in the clause of a meeting, or where 出席会议, 主持, 讲话 speak of the last one."""
    coming = {m.span for c in clauses if c.setting.status == "planned" for m in c.inside if m.type == "Event"}
    events = [m for m in mentions if m.type == "Event"]
    over = {m.name for m in events if m.span not in coming}
    ahead = {m.name for m in events} - over if over else set()
    for index, clause in enumerate(clauses):
        event = _meeting_of(clause, events, ahead) or _conference_of(clause, events)
        if event is None:
            continue
        text = clause.text[clause.start : clause.end]
        if event in clause.inside and _GUESTS_OF.search(clause.before(event)) and _OF_GUESTS.match(clause.after(event)):
            continue  # 看望参加大会的委员: who came is not who is named
        people = [*_named_before(clauses, index), *(m for m in clause.actors if m.type == "Person")]
        asked = _INVITE.search(text)
        guests = [m for m in clause.agencies if asked and m.span.start >= clause.start + asked.end()]
        listed = _COMING_ARE.match(clause.after(event)) if event in clause.inside else None
        among = [m for m in clause.agencies if listed and m.span.start >= event.span.end + listed.end()]
        for actor in people or guests or among or _coming(clause):
            told_of = _PASSED_ON.search(clause.before(actor))
            quoted = IN_WORDS.match(clause.after(actor)) and not _SPEAKS.match(clause.after(actor))
            beside = is_only_named_beside(clause.text, actor, event, clause.actors, whole=event in clause.inside)
            if not (_lies_in(actor, event) or quoted or told_of or beside):
                fact = clause.fact((actor,), "attended", event, "event-attended", widen=actor)
                at_it = _AT_IT.fullmatch(clause.text, event.span.end, clause.start)
                yield replace(fact, status="done") if at_it else fact  # what is demanded there is a plan, coming is not


def _guests(
    found: Iterable[Attendance], clauses: Mapping[int, _Clause], discourse: Discourse, meant: Mapping[Span, Mention]
) -> Iterator[Activity]:
    """Yield who was at the meeting of which a paragraph tells; who will be is a plan, as the meeting is."""
    seen: set[tuple[Span, str]] = set()
    for guest in found:
        said, meeting = discourse.at(guest.actor.span.start), discourse.at(guest.event.span.start)
        clause, key = clauses.get(said.start), (guest.actor.span, guest.event.name)
        if clause is not None and key not in seen and (meeting.status == "done" or guest.is_sure):
            seen.add(key)
            actor = meant.get(guest.actor.span, guest.actor)
            fact = clause.fact((actor,), "attended", guest.event, guest.rule, widen=guest.actor)
            yield replace(fact, status=said.status if meeting.status == "planned" else "done")


def _speech(document: Document, mentions: Sequence[Mention], clauses: Mapping[int, _Clause]) -> Iterator[Activity]:
    """Yield who spoke at the meeting that a report is a speech at: ——在某会议上的报告, and a person below."""
    opening = SPEECH.search(document.text, 0, 200)
    if opening is None:
        return
    event = next((m for m in mentions if m.type == "Event" and opening.start() < m.span.start < opening.end()), None)
    person = next((m for m in mentions if m.type == "Person" and 0 <= m.span.start - opening.end() <= 60), None)
    clause = next((c for c in clauses.values() if event and event in c.inside), None)
    if clause and event and person and "。" not in document.text[opening.end() : person.span.start]:
        evidence = Evidence(Span(document.id, event.span.start, person.span.end), "activities/spoke-at")
        yield replace(clause.fact((person,), "attended", event, "spoke-at"), evidence=evidence, status="done")


def _conference_of(clause: _Clause, events: list[Mention]) -> Mention | None:
    """Return the press conference at which a clause says that somebody told something: …负责人介绍, 副局长某某表示."""
    text = clause.text[clause.start : clause.end]
    earlier = [e for e in events if e.span.end <= clause.end and clause.start - e.span.end < 120]
    near = earlier[-1:] if _TELLS.search(text) else []
    return next((e for e in near if _PRESS_MEETING.search(e.name) and "\n" not in clause.text[e.span.end : clause.start]), None)


def _named_before(clauses: list[_Clause], index: int) -> list[Mention]:
    """Return the persons that the clauses right before only name, as subjects of what this one says: 书记某某，市长某某出席."""
    people: list[Mention] = []
    for before, clause in zip(reversed(clauses[:index]), reversed(clauses[: index + 1]), strict=False):
        last = next((m for m in reversed(before.actors) if m.span.end == before.end), None)
        joined = before.text[before.end : clause.start].strip() in ("，", "、")
        if last is None or last.type != "Person" or not joined or SAY.search(before.text, before.start, before.end):
            break
        people = [m for m in before.actors if m.type == "Person"] + people
    return people


def _coming(clause: _Clause) -> list[Mention]:
    """Return the agencies that a clause says came: 甲、乙等单位代表参加, 甲组队参加, 甲、乙作交流发言."""
    coming: list[Mention] = []
    for agency in reversed(clause.agencies):
        if any(_lies_in(agency, other) for other in clause.inside):
            continue
        if _VENUE.search(clause.before(agency)):
            continue
        if _COME.match(clause.after(agency)) or (coming and _LIST.match(clause.between(agency, coming[0]))):
            coming.insert(0, agency)
    return coming


def _meetings_held(clauses: list[_Clause]) -> Iterator[Activity]:
    """Yield who held the meeting of the clause before: …决赛在钟楼区举行，由某局、某局联合主办."""
    for before, clause in pairwise(clauses):
        event = next((m for m in before.inside if m.type == "Event"), None)
        text = clause.text[clause.start : clause.end]
        if event and clause.setting.agents and _HOSTED.match(text) and not any(m.type == "Event" for m in clause.inside):
            yield clause.fact(clause.setting.agents, "held", event, "event-hosted", widen=clause.setting.agents[0])


def _meeting_of(clause: _Clause, events: list[Mention], ahead: Set[str]) -> Mention | None:
    """Return the meeting that a clause says somebody attended: none that is still to come, where another took place."""
    text = clause.text[clause.start : clause.end]
    events = [e for e in events if not _SPIRIT.match(clause.text, e.span.end)]
    own = next((m for m in clause.inside if m in events), None)
    before = [e for e in events if e.span.end <= clause.start]
    earlier = [e for e in before if clause.start - e.span.end < 200]
    earlier = [e for e in earlier if e.name not in ahead]
    earlier = [e for e in earlier if not _LOOKED_TO.search(clause.text, max(0, e.span.start - 12), e.span.start)] or earlier
    opened = [e for e in earlier if _HELD.search(clause.text[max(0, e.span.start - 20) : e.span.end + 20])]
    last = (opened or earlier)[-1] if earlier else None
    if own is None and earlier and _AT_IT.fullmatch(clause.text, earlier[-1].span.end, clause.start):
        return earlier[-1] if SAY.search(text) or _REPORT.search(text) else None
    if own is None and (such := _AT_SUCH.search(clause.text, max(0, clause.start - 14), clause.start)):
        named = [e for e in earlier if e.name.endswith(such["head"])]
        if named and such.end() == clause.start and (SAY.search(text) or _REPORT.search(text)):
            return named[-1]
    persons = any(m.type == "Person" for m in clause.inside)
    if own is None and before and persons and _ON_THE_PLATFORM.search(text):
        return _most_told_of(before)
    if own is None and before and persons and _ASKED_HERE.search(text) and _PRESS_MEETING.search(_OPEN.sub("", before[0].name)):
        return before[0]
    reported = _REPORTED.search(text)
    if (
        reported
        and not own
        and any(m.type == "Person" and m.span.end <= clause.start + reported.start() for m in clause.inside)
    ):
        sessions = [e for e in before if e.name not in ahead and _SESSION.search(e.name)]
        if sessions:
            return _most_told_of(sessions)
    if _THE_MEETING.search(text):
        return last or own or next((e for e in reversed(events) if 0 <= clause.start - e.span.end < 600), None)
    if own is None and len({e.name for e in before}) == 1 and (_AT_THE_ONLY.search(text) or _SPOKE_THERE.search(text)):
        return before[-1]
    if own is None and last and _CAME.search(text) and "\n" not in clause.text[last.span.end : clause.start]:
        return last
    if own and _ATTEND.search(text):
        return own
    if own is None and last and _GAVE.search(text) and "\n" not in clause.text[last.span.end : clause.start]:
        return last
    sentence = last_of(clause.text, "。；\n", clause.start) + 1
    if last and persons and _CHAIRED.search(clause.text, sentence, clause.start) and _SPOKE.search(text):
        return last  # 市长某某主持会议，某局局长某某安排部署…工作
    same_sentence = last is not None and not _STOP.search(clause.text[last.span.end : clause.start])
    if last and (_MEETING.search(text) or same_sentence) and (_ATTEND.search(text) or (same_sentence and _REPORT.search(text))):
        return last
    return None


def _most_told_of(sessions: list[Mention]) -> Mention:
    """Return the session that a report is about: the one that its title names, and its first sentence again."""
    names = [e.name for e in sessions]
    return max(sessions, key=lambda e: (names.count(e.name) > 1, -e.span.start))


def _systems_again(clauses: list[_Clause], mentions: Sequence[Mention]) -> Iterator[Activity]:
    """Yield who made 平台 or 该系统, when the clause does not name it again."""
    systems = [m for m in mentions if m.type == "System"]
    for clause in clauses:
        text = clause.text[clause.start : clause.end]
        earlier = [m for m in systems if m.span.end <= clause.start and clause.start - m.span.end < 150]
        if not earlier or not clause.setting.agents:
            continue
        gap = clause.text[earlier[-1].span.end : clause.start]
        goes_on = text.startswith("由") and not gap.strip("。；，：\n \u3000")  # “云脑”平台。|由某公司承建
        if (goes_on or (_THE_SYSTEM.match(text) and "由" in text)) and _MADE.search(text):
            yield clause.fact(clause.setting.agents, "built", earlier[-1], "system-again", widen=clause.setting.agents[0])


def _under_way_again(clauses: list[_Clause], mentions: Sequence[Mention]) -> Iterator[Activity]:
    """Yield who runs what a sentence begins with, when it does not say its name again: 行动开展以来，某局查处…."""
    initiatives = [m for m in mentions if m.type == "Initiative"]
    for clause in clauses:
        again = _AGAIN.match(clause.text, clause.start, clause.end)
        setting = clause.setting
        if again is None or again.end() < clause.end or setting.carried or setting.foreign or not setting.agents:
            continue
        meant = [m for m in initiatives if m.span.end <= clause.start and m.name.endswith(again["head"])]
        if meant:
            yield clause.fact(setting.agents, "ran", meant[-1], "initiative-under-way-again", widen=setting.agents[0])


def _campaigns_again(clauses: list[_Clause], mentions: Sequence[Mention]) -> Iterator[Activity]:
    """Yield who carries on a campaign that the clause calls by its short name: 某局扎实开展|学习教育."""
    initiatives = [m for m in mentions if m.type == "Initiative"]
    for clause in clauses:
        head = short_name_in(clause.text, clause.start, clause.end)
        setting = clause.setting
        if head is None or setting.foreign or not setting.agents or any(m.type == "Initiative" for m in clause.inside):
            continue
        meant = [m for m in initiatives if m.span.end <= clause.start and m.name.endswith(head) and len(m.name) > len(head) + 2]
        if meant:
            yield clause.fact(setting.agents, "ran", meant[0], "campaign-again", widen=setting.agents[0])


def _leads(clause: _Clause) -> tuple[Mention, ...]:
    """Return who acts in a clause: whose report it is where one begins with whom it acts with, and several acted before.

    各所派出干警；与某会合设窗口: not each of them.
    """
    agents = clause.setting.agents
    is_left_out = all(agent.span.end <= clause.start for agent in agents)
    begins = WITH_HEAD.match(without_time(clause.text[clause.start : clause.end]))
    several = len({agent.name for agent in agents}) > 1 or any(COLLECTIVE.search(agent.name) for agent in agents)
    return clause.owner if begins and is_left_out and several and clause.owner else agents


def _cooperations(clause: _Clause) -> Iterator[Activity]:
    """Yield who worked together: A会同B, A与B联合…, A联系B、C."""
    others: list[Mention] = []
    for agency in clause.agencies:
        before = clause.before(agency)
        listed = others and _LIST.match(clause.between(others[-1], agency))
        left = next((a for a in clause.agencies if a.span.end == agency.span.start - 1), None)
        paired = (
            left in (None, *clause.setting.agents) and _PAIRED.search(before) and _TOGETHER_AFTER.match(clause.after(agency))
        )
        asked = _TOGETHER.search(before)
        if listed or paired or (asked and not (asked[0] == "邀请" and _GUEST.match(clause.after(agency)))):
            others.append(agency)
    named = [p for p in clause.setting.partners if p in clause.agencies]
    sentence = last_of(clause.text, "。；\n", clause.start) + 1
    moved = named and _MADE_INTO.search(clause.text, sentence, named[0].span.start)  # 把某所列为试点，与…: the 所 does
    said = named and say_together(clause.text, named[-1].span.end, clause.end)
    beside = [] if moved else [p for p in named if said or _WITH_OTHERS.fullmatch(clause.before(p))]
    others += [p for p in beside if p not in others]
    others += clause.partners_spoken_of()
    leads = tuple(a for a in _leads(clause) if a not in others)
    jointly = others or _JOINTLY.search(clause.text, clause.start, clause.end)
    for lead in leads:
        for other in others:
            if lead.name != other.name:
                yield clause.fact((lead,), "cooperatedWith", other, "cooperated")
    for index, lead in enumerate(leads if jointly else ()):  # 甲、乙会同丙, 甲、乙联合印发
        for second in leads[index + 1 :]:
            if lead.name != second.name and lead.span.start >= clause.start:
                yield clause.fact((lead,), "cooperatedWith", second, "cooperated-jointly")


def _companions(pairs: Iterable[Companions], clauses: Mapping[int, _Clause], discourse: Discourse) -> Iterator[Activity]:
    """Yield who did one thing as the subject of one sentence: 县教育局、县水利局调来送水车."""
    for pair in pairs:
        clause = clauses.get(discourse.at((pair.left or pair.right).span.start).start)
        if clause is None:
            continue
        for left in (pair.left,) if pair.left else _leads(clause):
            if left.type == "Agency" and left.name != pair.right.name:
                yield clause.fact((left,), "cooperatedWith", pair.right, "cooperated-side-by-side", widen=pair.right)


def _joined(
    skeletons: Sequence[Skeleton], clauses: Mapping[int, _Clause], discourse: Discourse, meant: Mapping[Span, Mention]
) -> Iterator[Activity]:
    """Yield who joined in what another did: …，市红十字会派人配合: with who acts in the clause, or in the one before it."""
    for partners in read_partners(skeletons):
        clause = clauses.get(discourse.at(partners.bodies[0].span.start).start)
        names = {body.name for body in partners.bodies}
        if clause is None:
            continue
        acting = (a for setting in discourse.back_from(clause.start) for a in setting.agents if a.type == "Agency")
        leads = [a for a in acting if a.name not in names]
        for body in partners.bodies if leads else ():
            yield clause.fact(tuple(leads[:1]), "cooperatedWith", meant.get(body.span, body), "joined-in", widen=body)


def _stated(
    doc: Doc, mentions: Sequence[Mention], discourse: Discourse, document: Document, members: Set[Span]
) -> Iterator[Activity]:
    """Yield posts of people, parts of wholes, and what is used in an initiative, as the names' own grammar reads them.

    Whose a post is that no body stands before is left alone where the sentence says of whom the person is a member.
    """
    posts = read_posts(doc, tuple(mentions))
    bodies = {tag.end for tag in tags_of(doc) if tag.label_ in _NAMES or _UNIT.search(tag.text)} if posts else set()
    for post in posts:
        if post.agency is None and post.person.span in members:
            continue
        acting = () if _REPORTER.search(post.post) else _holders(document.text, post, bodies, mentions, discourse)
        agencies = (
            _wholes(post.agency, mentions) if post.agency else tuple(a for a in acting if a.rule != "discourse/acting-place")
        )
        for agency in agencies:
            evidence = Evidence(Span(document.id, post.start, post.end), post.rule)
            yield Activity((post.person,), "memberOf", agency, evidence, post=post.post)
    for part in read_parts(doc, tuple(mentions)):
        yield _link(part.part, "partOf", part.whole, part.start, part.end, part.rule, discourse, document)
    for use in read_uses(doc, tuple(mentions)):
        yield _link(use.thing, "usedIn", use.initiative, use.start, use.end, use.rule, discourse, document)


_COMMITTEE_OF_IT = re.compile(r"([校院行社馆厂矿])(?:党委|党组|团委)")


def _wholes(agency: Mention, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the body of a post, of a committee called by its body's kind alone (校党委) the body of that kind named before."""
    kind = _COMMITTEE_OF_IT.fullmatch(agency.name)
    earlier = [m for m in mentions if m.type == "Agency" and m.span.end <= agency.span.start]
    return (_last_of_kind(kind[1], earlier) if kind else ()) or (agency,)


def _last_of_kind(kind: str, earlier: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the body named last that is of a kind: the last 社区 for 社区, a university before its colleges for 校."""
    wanted = (_SCHOOLS, ("学院",)) if kind in ("校", "学校") else ((kind,),)
    found = ([m for m in earlier if m.name.endswith(signs)][-1:] for signs in wanted)
    return next((tuple(last) for last in found if last), ())


def _holders(text: str, post: Post, bodies: Set[int], mentions: Sequence[Mention], discourse: Discourse) -> tuple[Mention, ...]:
    """Return of whom a post is that no agency stands before: the unit named (该公司总监), a government, or who acts."""
    earlier = [m for m in mentions if m.type == "Agency" and m.span.end <= post.start]
    if that := _THAT_BODY.search(text, 0, post.start):  # 该庭|庭长, 企业|财务总监
        company = that[0] in _COMPANIES
        outer = [m for m in reversed(earlier) if not any(_lies_in(m, other) for other in mentions if other.type == "Award")]
        fitting = (m for m in outer if (m.subtype == "company" if company else m.name.endswith(that[0][1:])))
        return tuple(m for m in [next(fitting, None)] if m)
    if (kind := _ITS_BODY.search(text, max(0, post.start - 8), post.start)) and not post.agency:
        return _last_of_kind(kind[1], earlier)
    if level := _OF_GOVERNMENT.fullmatch(post.post):
        place = next((m for m in mentions if m.type == "Place" and m.span.end in (post.start, post.start + 1)), None)
        if place is not None and not any(m.name.startswith(place.name) for m in mentions if m.type == "Agency"):
            return ()  # 云河市市长, and no government of 云河 is named
        name = place.name.removesuffix(level[1]) if place else ""
        seat = re.compile(rf"{re.escape(name)}.*{level[1]}(?:人民)?政府$")
        acting = [m for m in discourse.at(post.start).agents if _GOVERNS.search(m.name)]
        return tuple([*(m for m in mentions if m.type == "Agency" and seat.search(m.name)), *acting][:1])
    if _OF_UNNAMED.search(text[max(0, post.start - 6) : post.start] + post.post):
        return ()
    if post.start in bodies:  # a word that names a body, or a country, ends there
        before = (text[start : post.start] for start in range(max(0, post.start - 10), post.start - 1))
        named = (m for unit in before for m in reversed(earlier) if m.name.endswith(unit) or m.surface.endswith(unit))
        return tuple(m for m in [next(named, None)] if m)
    if _OF_STATE.match(post.post) or post.post in _TRADES:
        return ()
    led = _led_by(post, mentions, discourse)
    if led or post.rule == "people/post-behind":
        return led
    doers = discourse.at(post.start).agents[:1]
    head = _HEADS.match(post.post)
    fits = "校学园" if head and head[1] == "校" else head[1] if head else ""
    return tuple(m for m in doers if not fits or any(sign in m.name[-4:] for sign in fits))


def _led_by(post: Post, mentions: Sequence[Mention], discourse: Discourse) -> tuple[Mention, ...]:
    """Return the last agency before a post that the post can lead: a 支队 for 支队长, an 院 for 院长.

    It is whose report it is where neither acts (局长某某 in a report of a 局 that named a 分局 before).
    """
    unit = _LEADS.match(post.post)
    sign = "检察院" if unit and unit[1] == "检察" else unit[1] if unit else ""
    earlier = [m for m in mentions if m.type == "Agency" and m.span.end <= post.start]
    last = tuple(m for m in earlier if sign and m.name.endswith(sign))[-1:]
    own = tuple(m for m in discourse.owner if sign and m.name.endswith(sign))
    return own if own and last and last[0] not in discourse.at(post.start).agents else last


_SERVES_LATER = ("uses/by-document", "uses/relied-on")


def _link(
    left: Mention,
    predicate: Predicate,
    right: Mention,
    start: int,
    end: int,
    rule: str,
    discourse: Discourse,
    document: Document,
) -> Activity:
    setting = discourse.at(left.span.start)
    evidence = Evidence(Span(document.id, start, min(end, start + 3 * LONGEST_QUOTE)), rule)
    served = discourse.at(right.span.start) if rule in _SERVES_LATER else setting  # 根据《…》，将实施某工程
    return Activity((left,), predicate, right, evidence, served.status, setting.place, setting.period)


def _words(document: str, text: str, start: int, end: int, thing: Mention) -> Span:
    """Return the clause around the thing, or as much of it as a quote may hold."""
    start, end = min(start, thing.span.start), max(end, thing.span.end)
    if end - start > LONGEST_QUOTE:
        start = max(
            start, whole_words(text, max(0, min(thing.span.start, thing.span.end - LONGEST_QUOTE) - 20), thing.span.start)
        )
        end = max(thing.span.end, min(end, start + LONGEST_QUOTE))
    return Span(document, start, end)
