"""Bodies that no table knows, by how their names are formed; sites that are built, visited or act; who leads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def of_type(extraction: Extraction, kind: str) -> list[str]:
    return list(dict.fromkeys(m.name for m in extraction.mentions if m.type == kind))


def triples(extraction: Extraction, *predicates: str) -> set[tuple[str, str, str]]:
    return {(g.name, a.predicate, a.object.name) for a in extraction.activities if a.predicate in predicates for g in a.agents}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("海宁市税务局联合人民银行海宁支行推出“银税互动”贷款。", ["海宁市税务局", "人民银行海宁支行"]),
        ("西九龙总区联同入境事务处、劳工处展开行动。", ["西九龙总区", "入境事务处", "劳工处"]),
        ("康巴什区人民法院诉讼服务中心与区司法局建立机制。", ["康巴什区人民法院诉讼服务中心", "区司法局"]),
        ("贵州高速公路集团有限公司兰海高速遵义营运中心设置服务点。", ["贵州高速公路集团有限公司兰海高速遵义营运中心"]),
        ("福建省龙岩市长汀县濯田镇综合执法队拆除违建12处。", ["福建省龙岩市长汀县濯田镇综合执法队"]),
        ("山西省太原市杏花岭区消防救援大队三桥特勤站救出2人。", ["山西省太原市杏花岭区消防救援大队三桥特勤站"]),
        ("黄埔海关所属老港海关、沙田海关推行“船边直提”模式。", ["黄埔海关", "老港海关", "沙田海关"]),
        ("国家金融监管总局湖南监管局、长沙市金融办联合发布报告。", ["国家金融监管总局湖南监管局", "长沙市金融办"]),
        ("各县（市、区）水利局要加强值守。", ["各县（市、区）水利局"]),
        ("苏州市消费者权益保护委员会与苏州广播电视总台合办节目。", ["苏州市消费者权益保护委员会", "苏州广播电视总台"]),
        ("全市基层卫生院和乡镇卫生院普遍受益。", []),
        ("兰考县治水办会同县经普办召开会议。", ["兰考县治水办", "县经普办"]),
        ("市老旧小区改造办、市治欠办负责落实。", ["市老旧小区改造办", "市治欠办"]),
        ("市民政局婚事新办、丧事简办，县税务局现场办、马上办，好事办好。", ["市民政局", "县税务局"]),
        ("近日，省林科院、县农技中心到村里指导。", ["省林科院", "县农技中心"]),
        ("近日，开发区管委会印发方案，新区党工委提出要求。", ["开发区管委会", "新区党工委"]),
        ("县委组织部召开会议，市委组织部署落实工作。", ["县委组织部", "市委"]),
        ("文旅部、国办印发通知，交通部门落实。", ["文旅部", "国办", "交通部门"]),
    ],
)
def test_a_body_is_read_by_how_its_name_is_formed(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Agency") == names


@pytest.mark.parametrize(
    ("text", "agencies", "facilities"),
    [
        ("阜阳汽车西站增开班车30班。", ["阜阳汽车西站"], []),
        ("旅客在阜阳汽车西站换乘。", [], ["阜阳汽车西站"]),
        ("合肥滨湖国际会展中心举办大会。", ["合肥滨湖国际会展中心"], []),
        ("大会在合肥滨湖国际会展中心举行。", [], ["合肥滨湖国际会展中心"]),
    ],
)
def test_a_site_is_a_body_only_where_it_acts(read: Reader, text: str, agencies: list[str], facilities: list[str]) -> None:
    extraction = read(text)

    assert (of_type(extraction, "Agency"), of_type(extraction, "Facility")) == (agencies, facilities)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市中心医院东院区建成投用，新增床位800张。", ["市中心医院东院区"]),
        ("沅水三桥建成通车。县一中新校区、县人民医院住院综合楼竣工。", ["沅水三桥", "县一中新校区", "县人民医院住院综合楼"]),
        ("市水务集团建成第三水厂，日供水能力20万吨。", ["第三水厂"]),
        ("青石岭隧道项目获省发改委批复，总投资3亿元。", ["青石岭隧道"]),
        ("城南污水处理厂主体工程已完工，北郊殡仪馆通过竣工验收。", ["城南污水处理厂", "北郊殡仪馆"]),
        ("截至6月底，大青山风电场累计完成投资2亿元。", ["大青山风电场"]),
        ("记者在滨江大道跨江大桥建设现场看到，工人正在施工。", ["滨江大道跨江大桥"]),
        ("水库蓄水前要清库，全市医院项目不少，各泵站完工验收。", []),
        ("该关在口岸设立查验中心2个，改造中转站12座。", []),
        ("某航站楼启用“易安检”服务。电视台推出“消费会客厅”节目。", []),
    ],
)
def test_a_facility_is_one_in_particular_that_is_built(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Facility") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("位于常州市武进国家高新区。", "武进国家高新区"),
        ("赤水丹霞旅游区举行活动。", "赤水丹霞旅游区"),
        ("活动在凤冈县茶海之心景区举行。", "茶海之心景区"),
        ("曹妃甸港区吞吐量达1.2亿吨。", "曹妃甸港区"),
    ],
)
def test_an_area_carries_its_whole_name(read: Reader, text: str, names: str) -> None:
    assert names in of_type(read(text), "Place")


def test_a_name_within_a_name_is_no_division(read: Reader) -> None:
    places = of_type(read("莲都区天宁小学、平湖市税务局独山港税务所获评先进。"), "Place")

    assert places == ["莲都区", "平湖市"]


@pytest.mark.parametrize(
    ("text", "memberships"),
    [
        ("四通镇时庄村党支部书记时建国带头。", {("时建国", "四通镇时庄村党支部")}),
        ("嘉兴市税务局党委委员、总经济师吴建明表示支持。", {("吴建明", "嘉兴市税务局")}),
        ("薛家湾人民法庭创新工作法。该庭庭长贺俊霞当选代表。", {("贺俊霞", "薛家湾人民法庭")}),
        ("市税务局辅导嘉兴麒盛科技股份有限公司。企业财务总监王晓峰说好。", {("王晓峰", "嘉兴麒盛科技股份有限公司")}),
        ("芜湖市市长徐志出席，无为市人民政府承办。", set()),
        ("泸溪县人民政府县长　向恒林", {("向恒林", "泸溪县人民政府")}),
        ("泸溪县人民检察院报告。全县检察机关办案90件。检察长向恒林说，明年再办。", {("向恒林", "泸溪县人民检察院")}),
    ],
)
def test_a_post_belongs_to_the_body_that_it_can_be_of(read: Reader, text: str, memberships: set[tuple[str, str]]) -> None:
    found = {(person, body) for person, _, body in triples(read(text), "memberOf")}

    assert found == memberships


@pytest.mark.parametrize(
    ("text", "leader", "others"),
    [
        ("市水利局牵头，市气象局、市应急管理局配合，建立会商机制。", "市水利局", {"市气象局", "市应急管理局"}),
        ("云河市农业局简报\n云河市农业局发布消息。市气象局与我局联合会商4次。", "市气象局", {"云河市农业局"}),
        ("我局会同市应急管理局开展演练。", "云河市水利局", {"市应急管理局"}),
    ],
)
def test_who_leads_works_with_those_who_assist(read: Reader, text: str, leader: str, others: set[str]) -> None:
    extraction = read(text, None, "云河市水利局") if text.startswith("我局") else read(text)

    assert triples(extraction, "cooperatedWith") == {(leader, "cooperatedWith", other) for other in others}


def test_the_units_of_a_body_act_and_not_the_body(read: Reader) -> None:
    ran = triples(read("黄埔海关所属老港海关、沙田海关推行“船边直提”模式。"), "ran")

    assert {agent for agent, _, _ in ran} == {"老港海关", "沙田海关"}


def test_persons_neither_hold_nor_build(read: Reader) -> None:
    extraction = read("副市长陈洪在9月20日召开的全市医改推进会上要求，要建成远程影像诊断中心。")

    assert triples(extraction, "held", "built") == set()
    assert triples(extraction, "attended") == {("陈洪", "attended", "全市医改推进会")}


def test_a_line_of_work_under_way_is_its_reporters(read: Reader) -> None:
    extraction = read("“护苗”行动开展以来，全市立案12起。", None, "云河市市场监督管理局")

    assert triples(extraction, "ran") == {("云河市市场监督管理局", "ran", "护苗行动")}


def test_parts_that_a_number_sums_up_are_each_a_line_of_work(read: Reader) -> None:
    extraction = read("市中院开展“暖企”专项行动：该行动包括“春雷”清欠、“夏风”解封两个子行动。")

    assert triples(extraction, "partOf") == {
        ("春雷清欠", "partOf", "暖企专项行动"),
        ("夏风解封", "partOf", "暖企专项行动"),
    }


@pytest.mark.parametrize("text", ["丽水学院入选浙江省“双高”建设单位。", "纳税人通过“单一窗口”申报退税。"])
def test_neither_an_honour_nor_the_use_of_others_is_work_of_a_body(read: Reader, text: str) -> None:
    assert triples(read(f"丽水市税务局办税便利。{text}"), "ran", "used") == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("于洪区劳动人事争议仲裁院推行新办法。", ["于洪区劳动人事争议仲裁院"]),
        ("西安博物院与碑林区文化和旅游体育局启动活动。", ["西安博物院", "碑林区文化和旅游体育局"]),
        (
            "国网宁德供电公司霞浦县供电公司三沙供电所抢修线路。",
            ["国网宁德供电公司霞浦县供电公司", "国网宁德供电公司霞浦县供电公司三沙供电所"],
        ),
        ("广西壮族自治区第四强制隔离戒毒所回访12人。", ["广西壮族自治区第四强制隔离戒毒所"]),
        ("兖州工务段曲阜东线路车间更换钢轨。", ["兖州工务段曲阜东线路车间"]),
        ("各区县市场监管局要落实责任。", ["各区县市场监管局"]),
        ("该州推行“公司+合作社+农户”模式。", []),
        ("杭州市检察院联合上城区检察院、拱墅区检察院开展监督。", ["杭州市检察院", "上城区检察院", "拱墅区检察院"]),
    ],
)
def test_a_long_name_is_read_to_its_ends(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Agency") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全市12348热线接听咨询8.9万个，12301平台受理投诉53件。", ["12348热线", "12301平台"]),
        ("园区局开发的“苏安码”覆盖1.8万家。", ["苏安码"]),
        ("市税务局依托征纳互动平台推送政策82万户次。", ["征纳互动平台"]),
        ("该局依托合作平台推送政策，较传统热线提高21%。", []),
    ],
)
def test_a_system_is_one_in_particular(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "System") == names


def test_whoever_speaks_at_a_meeting_attended_it(read: Reader) -> None:
    text = (
        "10月14日，丽江市秋冬季疫情防控和森林防灭火工作会议召开。市长郑艺出席会议并讲话，副市长和丽贵主持会议，"
        "市林草局局长李志强安排部署森林防灭火工作。会上，市气象局、市教育局作交流发言。"
    )

    attended = triples(read(text, "2021-10-15"), "attended")

    assert {who for who, _, _ in attended} == {"郑艺", "和丽贵", "李志强", "市气象局", "市教育局"}
    assert {what for _, _, what in attended} == {"丽江市秋冬季疫情防控和森林防灭火工作会议"}


def test_what_a_mayor_demands_is_not_of_the_body_spoken_of_before(read: Reader) -> None:
    text = "市卫生健康委主任杨丽通报情况。市长郑艺主持会议。郑艺要求，要开展“打通生命通道”集中攻坚。"

    ran = triples(read(text), "ran")

    assert {who for who, _, _ in ran} <= {"郑艺"}


@pytest.mark.parametrize(
    ("text", "honours"),
    [
        ("王丽被授予“全国窗口单位练兵明星”。", {"全国窗口单位练兵明星"}),
        ("于洪区仲裁院被人力资源和社会保障部评为“金牌调解组织”。", {"金牌调解组织"}),
        ("台风“卡努”影响期间，抢修线路12条。", set()),
    ],
)
def test_a_quotation_right_behind_a_verb_of_honouring_is_an_honour(read: Reader, text: str, honours: set[str]) -> None:
    extraction = read(text)

    assert set(of_type(extraction, "Award")) == honours
    assert of_type(extraction, "Initiative") == []


def test_signatories_that_a_number_sums_up_work_together(read: Reader) -> None:
    together = triples(read("杭州市税务局、杭州海关、杭州市商务局三部门签署备忘录。"), "cooperatedWith")

    assert {frozenset((left, right)) for left, _, right in together} == {
        frozenset(("杭州市税务局", "杭州海关")),
        frozenset(("杭州市税务局", "杭州市商务局")),
        frozenset(("杭州海关", "杭州市商务局")),
    }


def test_places_that_act_each_act_where_they_are(read: Reader) -> None:
    extraction = read("安徽、河南等地依托省级水利云平台，实施河道清障制度。")

    where = {
        (g.name, a.place.name) for a in extraction.activities for g in a.agents if a.predicate in ("ran", "used") and a.place
    }

    assert where == {("安徽", "安徽"), ("河南", "河南")}


def test_what_is_done_for_a_place_is_done_there(read: Reader) -> None:
    extraction = read("水利部针对江西省启动旱情会商联动机制。")

    assert [a.place.name for a in extraction.activities if a.predicate == "ran" and a.place] == ["江西省"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("济南市卫健委组织济南口腔医院、和康医院开展义诊。", ["济南市卫健委", "济南口腔医院", "和康医院"]),
        ("济南市卫健委、济南口腔医院和安康医院开展义诊。", ["济南市卫健委", "济南口腔医院", "安康医院"]),
        ("济南市中心医院骨科、眼科等专家坐诊。", ["济南市中心医院"]),
        ("国家税务总局收入规划核算司司长王志远介绍情况。", ["国家税务总局收入规划核算司"]),
        ("民政部养老服务司印发通知。", ["民政部养老服务司"]),
        ("济南市水务局政府信息公开年报发布。", ["济南市水务局"]),
    ],
)
def test_wards_and_departments_end_the_name_of_their_body(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Agency") == names


def test_delegations_are_bodies_with_heads(read: Reader) -> None:
    text = "市委书记、市人大常委会主任、济南代表团团长张晓春，市长、济南代表团副团长周建军出席大会。"
    found = triples(read(f"省十四届人大二次会议开幕\n{text}", "2024-01-26"), "memberOf")

    assert {("张晓春", "memberOf", "济南代表团"), ("周建军", "memberOf", "济南代表团")} <= found
    assert ("张晓春", "memberOf", "市人大常委会") in found


@pytest.mark.parametrize("post", ["自治区主席", "大会主席团常务主席、执行主席", "执行主席"])
def test_who_heads_a_body_that_is_not_named_is_of_no_other(read: Reader, post: str) -> None:
    extraction = read(f"市委书记张晓春出席大会。会议由{post}李志强主持。", "2024-01-26")

    assert not {found for found in triples(extraction, "memberOf") if found[0] == "李志强" and found[2] == "市委"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("省教育厅学生处处长王海介绍了情况。", ["省教育厅", "省教育厅学生处"]),
        ("云河市人民法院立案庭副庭长李明讲解案例。", ["云河市人民法院", "云河市人民法院立案庭"]),
        ("运维检修部副主任张三带队巡线。", ["运维检修部"]),
        ("执勤二队、执勤四队分别查处违法12起、8起。", ["执勤二队", "执勤四队"]),
        ("市城管执法局成立专班盯办。", ["市城管执法局"]),
        ("会同孚玉派出所抓获3人。", ["孚玉派出所"]),
        ("行动由食药环侦大队牵头，会同县渔政监督大队分四路蹲守。", ["食药环侦大队", "县渔政监督大队"]),
    ],
)
def test_offices_and_the_bodies_they_belong_to_are_named_apart(read: Reader, text: str, names: list[str]) -> None:
    found = [m.name for m in read(text).mentions if m.type == "Agency"]

    assert found == names


def test_a_police_unit_alone_does_not_make_its_bureau_a_body_of_the_report(read: Reader) -> None:
    found = [m.name for m in read("云河市公安局交警支队查处违法12起。").mentions if m.type == "Agency"]

    assert found == ["云河市公安局交警支队"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("据高德地图统计，拥堵指数高出12%。", ["高德地图"]),
        ("携程平台上酒店订单增长3倍。", ["携程"]),
        ("鸿昇新材完成自动化改造。", ["鸿昇新材"]),
        ("古田新闻网讯（记者 余春梅）", ["古田新闻网"]),
        (
            "国家综合性消防救援队伍来了416人，陆军第93集团军某旅送来5口锅。",
            ["国家综合性消防救援队伍", "陆军第93集团军某旅"],
        ),
        ("国家应急管理部将云河市列入名单。", ["国家应急管理部"]),
        ("同县行政审批局推行新办法。", ["县行政审批局"]),
        ("该局委托黄石市计量检定测试所检定。", ["黄石市计量检定测试所"]),
    ],
)
def test_bodies_without_a_body_s_word_are_known_by_what_stands_around(read: Reader, text: str, names: list[str]) -> None:
    assert [m.name for m in read(text).mentions if m.type == "Agency"] == names


@pytest.mark.parametrize(
    "text", ["高新科技的作用凸显。", "大数据显示，客流增长。", "群众所需就是工作方向。", "新能源汽车保有量增长。"]
)
def test_what_only_sounds_like_a_brand_is_no_body(read: Reader, text: str) -> None:
    assert [m.name for m in read(text).mentions if m.type == "Agency"] == []


@pytest.mark.parametrize("text", ["普惠性幼儿园开展消防演练。", "定点医院完成结算300笔。"])
def test_a_class_of_schools_or_hospitals_is_no_body(read: Reader, text: str) -> None:
    assert [m.name for m in read(text).mentions if m.type == "Agency"] == []


def test_a_school_with_a_name_of_its_own_stays_one(read: Reader) -> None:
    assert [m.name for m in read("云河市青松小学开展防溺水演练。").mentions if m.type == "Agency"] == ["云河市青松小学"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云天焦化停产检修15天。", ["云天焦化"]),
        ("瑞丰食品投产速冻水饺线2条。", ["瑞丰食品"]),
        ("恒达制衣招收返乡工人120名。", ["恒达制衣"]),
        ("引进天合纺织、宏图家具两家企业。", ["天合纺织", "宏图家具"]),
        ("鑫源焦化、远大铸造等企业完成除尘改造。", ["鑫源焦化", "远大铸造"]),
        ("宏远化工因偷排被县生态环境局罚款20万元。", ["宏远化工", "县生态环境局"]),
        ("由宏图建工承建的泵站完工。", ["宏图建工"]),
        ("丰泽乳业联合县畜牧站推广青贮玉米。", ["丰泽乳业", "县畜牧站"]),
    ],
)
def test_a_firm_is_known_by_its_name_and_its_industry_where_it_acts_or_is_dealt_with(
    read: Reader, text: str, names: list[str]
) -> None:
    assert [m.name for m in read(text).mentions if m.type == "Agency"] == names


@pytest.mark.parametrize(
    "text",
    [
        "发展现代物流，绿色食品销售额达3亿元。",
        "推动化工、纺织、食品等企业升级，支持生物医药、绿色食品企业上市。",
        "新能源汽车出口37万辆，铅酸电池回收率提高。",
        "传统酒业完成技改3项，远洋渔业实现产量3万吨。",
    ],
)
def test_a_kind_of_industry_is_no_firm(read: Reader, text: str) -> None:
    assert [m.name for m in read(text).mentions if m.type == "Agency"] == []


@pytest.mark.parametrize(
    "name", ["全国畜牧总站", "中国动物疫病预防控制中心", "全国水产技术推广总站", "中国物流与采购联合会", "国家乳业技术创新中心"]
)
def test_a_body_of_the_whole_country_is_called_after_its_line_of_work(read: Reader, name: str) -> None:
    assert name in of_type(read(f"2024年，{name}开展专项检查行动，检查企业120家。"), "Agency")


def test_what_leads_the_country_is_no_body(read: Reader) -> None:
    text = "全市建成全国领先的数据中心，国家级示范中心达12个，中国最大的物流中心投用。"

    assert not [name for name in of_type(read(text), "Agency") if name.startswith(("全国", "国家", "中国"))]


def test_a_procuratorate_is_called_by_its_level_in_a_report_of_procuratorates(read: Reader) -> None:
    found = read("湖南省人民检察院召开会议。省院第八检察部开展巡查。去年9月，省院与湖北省检察院签订《协作意见》。")

    assert ("省院", "cooperatedWith", "湖北省检察院") in triples(found, "cooperatedWith")
    assert "省院第八检察部" in of_type(found, "Agency")
    assert "省院" not in of_type(read("省院士联合会来访。县院子里停满车。"), "Agency")
