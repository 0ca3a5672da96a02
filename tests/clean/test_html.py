"""Pages as sites, portals and accounts make them: the text that a person sees, in its order, and when it was posted."""

from __future__ import annotations

from email.message import EmailMessage
from time import process_time

import pytest

from kg.clean import clean_report
from kg.clean.formats import reports_in
from kg.clean.header import Header
from kg.clean.html import read_html
from kg.clean.read import RawText
from kg.records import Document

FIRST = "今年以来，东山县水利局围绕农村供水保障，组织实施“清渠润田”行动，整治渠道38.6公里，惠及群众4.3万人。"
SECOND = "县水利局与县乡村振兴局建立联合督查机制，对32个村的供水管网开展巡查，整改问题65个，整改率达98.5%。"
TITLE = "县水利局扎实推进农村供水保障"


def read(page: str | bytes) -> Document:
    (raw,) = reports_in(page if isinstance(page, bytes) else page.encode(), "a.html")
    assert isinstance(raw, RawText)
    return clean_report(raw, raw.about)[0]


def page(inside: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{inside}</body></html>'


def test_a_page_of_an_account_is_read_with_the_day_that_its_script_says() -> None:
    body = (
        '<div class="rich_media"><h1 class="rich_media_title" id="activity-name">\n 让放心水流进千家万户\n</h1>'
        '<div id="meta_content"><span>原创</span><span><a id="js_name">东山水利</a><div style="display:none;">'
        '<label>微信号</label><span>dsslj</span></div></span><em id="publish_time"></em></div>'
        '<div id="js_content" style="visibility: hidden;"><section><p>点击<span>蓝字</span>关注我们</p>'
        f"<p>{FIRST}</p></section>"
        f"<p>{SECOND}</p><section><p>END</p></section><p>来源：东山县水利局</p><p>编辑：小林</p><p>往期推荐</p></div></div>"
        "<p>微信扫一扫，使用小程序</p><p>轻点两下取消赞</p>"
    )
    document = read(
        page(body, '<meta property="og:title" content="让放心水流进千家万户"><script>var ct = "1709721000";</script>')
    )

    assert document.text == f"让放心水流进千家万户\n{FIRST}\n{SECOND}\n"
    assert (document.date, document.publisher) == ("2024-03-06", "东山县水利局")


@pytest.mark.parametrize(
    "said",
    [
        '<script type="application/ld+json">{"@id": "https://example.org/1", "pubDate": "2024-03-06T10:21:33"}</script>',
        "<script>var createTime = '2024-03-06 18:30';</script>",
        '<meta itemprop="datePublished" content="2024-03-06">',
        '<meta name="publishdate" content="2024/3/6">',
    ],
)
def test_the_head_of_a_page_may_say_when_it_was_posted_in_many_ways(said: str) -> None:
    assert read(page(f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>", said)).date == "2024-03-06"


def layout(encoding: str) -> bytes:
    """Return a page laid out by tables, in a form, as old portals are."""
    menu = "<table><tr><td><a href=1>首页</a></td><td><a href=2>走进东山</a></td></tr></table>"
    data = "<table border=1><tr><td>项目</td><td>完成数</td></tr><tr><td>改造水厂</td><td>7座</td></tr></table>"
    text = (
        f"<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'><title>{TITLE}_部门动态_东山县人民政府"
        f"</title></head><body><form id=aspnetForm><table><tr><td>{menu}</td></tr>"
        "<tr><td><table><tr><td>热点</td></tr></table></td>"
        f"<td><table><tr><td align=center><font size=5><b>{TITLE}</b></font></td></tr>"
        "<tr><td>发布时间：2024-03-06&nbsp; 来源：东山县水利局 &nbsp;点击数：<script>w()</script> 次 "
        "【字号：<a>大</a> <a>中</a> <a>小</a>】</td></tr>"
        f"<tr><td class=TRS_Editor><style>P{{}}</style>&nbsp;&nbsp;{FIRST}<br><br>{data}<P>{SECOND}"
        "<P align=right>东山县水利局</td></tr>"
        "<tr><td>上一篇：<a>没有了</a></td></tr></table></td></tr></table></form></body></html>"
    )
    return text.encode(encoding)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_page_laid_out_by_tables_is_read_and_so_are_its_tables(encoding: str) -> None:
    document = read(layout(encoding))

    lines = document.text.split("\n")
    assert [line.strip() for line in lines[:5]] == [TITLE, FIRST, "项目\t完成数", "改造水厂\t7座", SECOND]
    assert (document.title, document.date, document.publisher) == (TITLE, "2024-03-06", "东山县水利局")


def test_fields_in_the_cells_of_a_table_are_read() -> None:
    fields = (
        "<table><tr><td><b>索引号：</b></td><td>0084/2024-12</td><td>发布机构：</td><td>东山县水利局</td></tr>"
        "<tr><td>成文日期：</td><td>2024-01-10</td><td>发布日期：</td><td>2024-01-12</td></tr></table>"
    )
    shared = "<div>来源：<span>县水利局</span> <span>分享到：</span><a></a></div>"
    document = read(page(f"{fields}<div><h2>{TITLE}</h2>{shared}<div><p>{FIRST}</p><p>{SECOND}</p></div></div>"))

    assert document.text == f"{TITLE}\n{FIRST}\n{SECOND}\n"
    assert (document.date, document.publisher) == ("2024-01-12", "东山县水利局")


def test_what_a_page_does_not_show_is_not_read() -> None:
    hidden = (
        '<p style="color:red; display : none">隐藏的文字，不要读，真的不要读，读了就错。</p><p hidden>也不要读，真的不要。</p>'
    )

    assert "不要读" not in read(page(f"<h1>{TITLE}</h1><p>{FIRST}</p>{hidden}<p>{SECOND}</p>")).text


def test_what_only_a_script_would_show_is_read() -> None:
    assert FIRST in read(page(f'<h1>{TITLE}</h1><div style="display:none"><p>{FIRST}</p><p>{SECOND}</p></div>')).text


def test_a_page_of_links_gets_a_line() -> None:
    links = "".join(
        f'<li><a href="{i}">县水利局开展第{i}次供水巡查，整改问题</a><span>2024-03-0{i}</span></li>' for i in range(9)
    )

    (problem,) = reports_in(page(f"<ul>{links}</ul>").encode(), "a.html")

    assert str(problem) == "a.html: a page of links to other pages: no report is in it"


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        (f"{TITLE}_部门动态_东山县人民政府", TITLE),
        (f"{TITLE} - 东山县水利局", TITLE),
        ("东山县2022-2023年供水工作情况", "东山县2022-2023年供水工作情况"),
        ("供水保障：一个县的做法 — 从“有水喝”到“喝好水”", "供水保障：一个县的做法 — 从“有水喝”到“喝好水”"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title: str, plain: str) -> None:
    _, about = read_html(page(f"<p>{FIRST}</p><p>{SECOND}</p>", f"<title>{title}</title>"))

    assert about.title == plain


def test_where_a_page_was_saved_from_is_its_address() -> None:
    saved = "<!-- saved from url=(0028)https://example.org/2024/a.html -->\n" + page(f"<p>{FIRST}</p>")

    assert read_html(saved)[1] == Header(None, None, None, "https://example.org/2024/a.html")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_saved_in_one_file_with_its_pictures_is_read(encoding: str) -> None:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://example.org/a.html"
    html = page(f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>")
    message.add_related(html.encode(encoding), "text", "html", cte="quoted-printable")
    message.add_related(b"\x89PNG\r\n", "image", "png")

    document = read(message.as_bytes())

    assert document.text == f"{TITLE}\n{FIRST}\n{SECOND}\n"
    assert document.url == "https://example.org/a.html"


SHORT = ["县水务局通报", "检查水厂126家。", "补助资金450万元。", "处罚23家。", "达标率98.5%。"]


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        ("<div><h3>其中</h3>山区3.4万户。</div>", ["其中", "山区3.4万户。"]),
        ("<div><h3>其中</h3>山区3.4万户</div>", ["其中", "山区3.4万户"]),
        ("<details><summary>明细</summary>山区3.4万户。</details>", ["明细", "山区3.4万户。"]),
        ("<table><tr><td>东乡</td><td>12户</td></tr><tr><td>西乡</td><td>9户</td></tr></table>", ["东乡\t12户", "西乡\t9户"]),
    ],
)
@pytest.mark.parametrize("around", ["article", "main", "div"])
@pytest.mark.parametrize("stop", ["。", ""])
def test_short_lines_before_a_block_are_text(block: str, lines: list[str], around: str, stop: str) -> None:
    short = [line.replace("。", stop) for line in SHORT]
    inside = f"<h1>{short[0]}</h1>" + "".join(f"<p>{line}</p>" for line in short[1:]) + block

    text, _ = read_html(page(f"<nav>首页</nav><{around}>{inside}</{around}><footer>版权所有</footer>"))

    assert text.splitlines() == [*short, *lines]


def test_the_article_is_read_whole_when_most_of_it_is_outside_its_one_long_sentence() -> None:
    short = [line.rstrip("。") for line in SHORT] + ["建成泵站5座", "更换管网8.7公里", "培训管水员64人"]
    inside = f"<h1>{short[0]}</h1>" + "".join(f"<p>{line}</p>" for line in short[1:])

    text, _ = read_html(page(f"<article>{inside}<div><h3>其中</h3>{FIRST}</div></article><div>技术支持</div>"))

    assert text.splitlines() == [*short, "其中", FIRST]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("蓄水5.6×10<sup>4</sup>m<sup>3</sup>", "蓄水5.6×10⁴m³"),
        ("误差10<sup>-4</sup>，面积12 km<sup>2</sup>。", "误差10⁻⁴，面积12 km²。"),
        ("整治渠道<sup>1</sup>38公里。<sup>[<a href='#n2'>2</a>]</sup>", "整治渠道38公里。"),
        ("<sup>1</sup>含支渠", "1含支渠"),
        ("4<sup>th</sup> 水厂", "4th 水厂"),
    ],
)
def test_digits_above_the_line_stay_there_and_marks_of_footnotes_go(said: str, line: str) -> None:
    assert line in read_html(page(f"<p>{FIRST}</p><p>{said}</p><p>{SECOND}</p>"))[0].splitlines()


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_what_is_struck_out_is_no_text(tag: str) -> None:
    said = f"<p>{FIRST}</p><p>补助<{tag}>300</{tag}><ins>450</ins>万元</p><{tag}><p>旧文。</p></{tag}><p>{SECOND}</p>"

    assert read_html(page(said))[0].splitlines() == [FIRST, "补助450万元", SECOND]


LONG = "".join(f"<p>{FIRST}第{number}批工程已经开工。</p>" for number in "一二三四五六")


@pytest.mark.parametrize(
    "inside",
    [
        f"<article><h1>{TITLE}</h1><p>巡查渠道126条。</p><p>投资450万元</p><div>{LONG}</div></article>",
        f"<div><h1>{TITLE}</h1><div class=lead><p>巡查渠道126条。</p><p>投资450万元</p></div><div>{LONG}</div></div>",
        f"<div><h1>{TITLE}</h1><ul><li>巡查渠道126条。</li><li>投资450万元</li></ul><div>{LONG}</div></div>",
        f"<div><h1>{TITLE}</h1>巡查渠道126条。<br>投资450万元<br><div class=body>{LONG}</div></div>",
    ],
)
def test_short_lines_between_the_title_and_a_much_longer_block_are_text(inside: str) -> None:
    menu = "<ul><li>政务公开</li><li>办事服务</li></ul>"
    lines = read(page(f"{menu}{inside}<div class=footer>主办：东山县水利局</div>", f"<title>{TITLE}</title>")).text.split("\n")

    assert lines[:3] == [TITLE, "巡查渠道126条。", "投资450万元"]
    assert len(lines) == 10
    assert "政务公开" not in lines


def test_sentences_behind_the_main_block_are_text_until_what_follows_a_text_on_a_page() -> None:
    inside = f"<div><h1>{TITLE}</h1><section>{LONG}</section><section><h2>二、问题</h2><p>管护力量不足。</p></section>"
    behind = "<p>网友评论：说得好。</p><p>支持。</p></div>"

    assert read(page(inside + behind)).text.endswith("第六批工程已经开工。\n二、问题\n管护力量不足。\n")


def test_what_a_page_names_an_advert_is_no_text() -> None:
    advert = '<div class="ad">夏季空调大促，立减300元。</div>'
    inside = f"<div><h1>{TITLE}</h1><p>{FIRST}</p>{advert}<p>{SECOND}</p></div>"

    assert read(page(inside)).text == f"{TITLE}\n{FIRST}\n{SECOND}\n"


def test_a_text_stays_whatever_the_element_around_it_is_called() -> None:
    assert read(page(f'<div class="nav-content share"><h1>{TITLE}</h1><p>{FIRST}</p></div>')).text == f"{TITLE}\n{FIRST}\n"


@pytest.mark.parametrize(
    ("listed", "shown"),
    [
        ("<ol><li>巡查渠道126条；</li><li><p>整改问题65个。</p></li></ol>", ["1. 巡查渠道126条；", "2. 整改问题65个。"]),
        ('<ol start="3" type="A"><li>巡查渠道；<li value=5>整改问题。</ol>', ["C. 巡查渠道；", "E. 整改问题。"]),
        ("<ol><li>1. 巡查渠道；</li><li>（二）整改问题。</li></ol>", ["1. 巡查渠道；", "（二）整改问题。"]),
        ("<ol><li>巡查<ul><li>渠道；</li></ul></li><li>整改问题。</li></ol>", ["1. 巡查", "渠道；", "2. 整改问题。"]),
        ('<ol style="list-style: none"><li>巡查渠道；</li></ol>', ["巡查渠道；"]),
    ],
)
def test_a_numbered_list_has_its_numbers(listed: str, shown: list[str]) -> None:
    main, _ = read_html(page(f"<h1>{TITLE}</h1><p>{FIRST}</p>{listed}<p>{SECOND}</p>"))

    assert main.split("\n")[2:-2] == shown


def test_when_and_by_whom_a_page_was_posted_is_no_text() -> None:
    posted = "<div><span>原创</span><span>小林</span><a>东山水利</a><em>2024-03-06 18:05</em><em>发表于山东</em></div>"
    inside = f"<div><h1>{TITLE}</h1>{posted}<div><p>{FIRST}</p><p>{SECOND}</p></div></div>"

    assert read(page(inside)).text == f"{TITLE}\n{FIRST}\n{SECOND}\n"


def test_what_a_style_sheet_hides_is_no_text() -> None:
    shown = "今年以来，东山县组织开展食品安全专项检查，共检查经营户120家，发现问题35个。"
    page = f"""<html><head><style>
        /* .text {{display: none}} */ @media print {{ .text {{display: none}} }}
        .trap, p#ad {{color: red; display: none}} .menu .text {{display: none}}
        .later {{display: none}} .later {{display: block}}
    </style><title>东山县开展检查</title></head><body><h1>东山县开展检查</h1>
    <p class="text">{shown}</p><p class="big trap">暗藏内容，共查处9999起。</p><p id="ad">另一处，共查处8888起。</p>
    <p class="later">下一步，将继续检查，确保安全。</p></body></html>"""

    text, _ = read_html(page)

    assert text == f"东山县开展检查\n{shown}\n下一步，将继续检查，确保安全。\n"


def test_a_text_that_a_script_shows_later_is_read_though_a_style_sheet_hides_it() -> None:
    shown = "今年以来，东山县组织开展食品安全专项检查，共检查经营户120家，发现问题35个。"

    text, _ = read_html(f"<html><style>#main{{display:none}}</style><body><div id=main><p>{shown}</p></div></body></html>")

    assert text == f"{shown}\n"


def test_an_element_called_title_is_one_where_nothing_else_is() -> None:
    body = "今年以来，东山县组织开展食品安全专项检查，共检查经营户120家，发现问题35个。"
    fields = "<span>索引号：DS12</span><span>发布机构：东山县公安局</span><span>发文日期：</span><span>2023-03-05</span>"
    page = f"""<html><body><div class=info>{fields}</div>
    <p class="arti-title">东山县开展食品安全检查</p><div><p>{body}</p><p>{body[::-1]}</p></div></body></html>"""

    text, about = read_html(page)

    assert about.title == "东山县开展食品安全检查"
    assert text.startswith("东山县开展食品安全检查\n")
    assert "索引号：DS12 发布机构：东山县公安局 发文日期：2023-03-05" in text


@pytest.mark.parametrize(
    "sheet",
    [
        ".more{display:none}",
        ".more{display:none} #x .more{display:block}",
        ".more{display:none} @media screen{.more{display:block}}",
    ],
)
def test_the_rest_of_a_text_that_opens_on_a_click_is_read(sheet: str) -> None:
    first = "今年以来，东山县组织开展食品安全专项检查，共检查经营户120家，发现问题35个。"
    rest = "".join(f"<p>第{n}轮检查经营户{n}00家，责令整改{n}2家，立案查处{n}起。</p>" for n in range(2, 5))

    body = f'<h1>东山县开展检查</h1><p>{first}</p><div class="more">{rest}</div>'

    text, _ = read_html(f'<html><style>{sheet}</style><body id="x">{body}</body></html>')

    assert all(f"第{n}轮" in text for n in range(2, 5))


def test_names_of_elements_that_are_long_take_no_time() -> None:
    name = "_" * 100_000
    start = process_time()

    read_html(f'<html><body><div class="{name}"><p>东山县开展检查，发现问题35个。</p></div></body></html>')

    assert process_time() - start < 5
