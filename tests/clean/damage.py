"""Damages of many kinds, done to a clean text: what a repair must undo exactly.

Each kind takes a text and a random generator and gives the damaged text; what it puts in is drawn from lists, of which those
named HELD are looked at only as figures: nobody writes a rule after reading what is in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.clean.byte_damage import toned

Damage = Callable[[str, Random], str]

# Lines of sites and apps around and between paragraphs, and pieces inside them, not the words of the rules
LINES = [
    "打开某某新闻客户端 提升3倍流畅度",
    "点击下载“东山通”APP，掌握更多本地资讯",
    "扫描下方二维码，关注东山发布",
    "分享到：微博 微信 QQ好友 QQ空间",
    "您当前的位置：首页 > 政务公开 > 部门动态",
    "责任编辑：周小川 校对：林一",
    "编辑：王小明　审核：李大为",
    "（来源：东山融媒）",
    "本文来源：东山县融媒体中心",
    "返回顶部",
    "相关链接",
    "【字体：大 中 小】 打印本页 关闭窗口",
    "浏览次数：1203次",
    "版权声明：本网站所载内容未经授权不得转载",
    "特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。",
    "推荐阅读：",
    "举报/反馈",
    "▲ 民警在路口执勤（通讯员供图）",
    "广告 点击查看详情",
]
HELD = [
    "点击上方“蓝字”关注我们吧",
    "下载东山号客户端，看更多精彩内容",
    "【微信扫码，把本文分享到朋友圈】",
    "首页 | 新闻中心 | 通知公告 | 详细内容",
    "（责编：何其、白宇）",
    "主办：东山县人民政府办公室 网站标识码：3500000000",
    "[ 打印 ] [ 关闭 ] [ 收藏 ]",
    "文章来源：东山县应急管理局 作者：张三 阅读：320 次",
    "上一篇：东山县召开防汛会议　下一篇：没有了",
    "猜你喜欢",
    "长按图片识别二维码加入读者群",
    "赞助商链接",
    "在看、点赞、转发，让更多人知道",
    "本文为作者原创，未经授权不得转载",
    "图源：东山县林业局",
    "来源 | 东山日报  编辑 | 小林  校对 | 小陈",
    "展开剩余70%",
    "继续滑动看下一个",
    "轻触阅读原文",
    "声明：转载此文是出于传递更多信息之目的，若有来源标注错误请与本网联系。",
]
PIECES = [
    "（广告）",
    "【点击进入专题】",
    "（责任编辑：周小川）",
    "[详细]",
    "（点击观看视频）",
    "更多内容请关注“东山发布”微信公众号。",
    "【我要纠错】",
]
HELD_PIECES = [
    "【广告】",
    "（视频链接）",
    "（编辑 何其）",
    ">>>点击查看原文",
    "（图片来源：东山网）",
    "下载东山号APP看更多精彩资讯。",
    "（长按二维码关注）",
    "[查看全文]",
]


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that are not blank."""
    return [line for line in text.split("\n") if line.strip()]


def read_as(written: str, read: str, errors: str = "replace") -> Damage:
    """Return the damage of reading a text in another encoding than it was written in."""
    return lambda text, _: text.encode(written, "ignore").decode(read, errors)


def sloppy(data: bytes) -> str:
    """Return bytes as browsers read them in cp1252: what it does not define as control characters."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


def passage(damage: Damage) -> Damage:
    """Return the damage done to one paragraph only."""

    def done(text: str, random: Random) -> str:
        lines = text.split("\n")
        at = random.choice([i for i, line in enumerate(lines) if len(line) > 30])
        lines[at] = damage(lines[at], random)
        return "\n".join(lines)

    return done


def scan(text: str, random: Random) -> str:
    """Make letters and strokes of some digits and signs in numbers that units follow."""

    def misread(match: re.Match[str]) -> str:
        digits = list(match.group())
        at = random.choice([i for i, ch in enumerate(digits) if ch in "01"] or [-1])
        if at >= 0:
            digits[at] = random.choice({"0": "OOo", "1": "lI"}[digits[at]])
        return "".join(digits)

    text = re.sub(r"(?<![A-Za-z0-9.\-])[0-9]{2,6}(?=(?:年|月|日|起|件|人|辆|户|家|万元|亿元|%))", misread, text)
    return re.sub(r"(?<=[0-9])\.(?=[0-9]{1,2}(?:%|万|亿))", lambda _: random.choice(".。·"), text)


def wrapped(width: int, between: str = "\n", indent: str = "　　") -> Damage:
    """Return the damage of breaking lines at a width in characters, paragraphs indented."""

    def done(text: str, _: Random) -> str:
        title, *rest = paragraphs(text)
        lines = [title]
        for paragraph in rest:
            whole = indent + paragraph
            lines += [whole[i : i + width] for i in range(0, len(whole), width)]
        return between.join(lines) + "\n"

    return done


def paged(width: int, height: int, number: str, head: str = "") -> Damage:
    """Return the damage of pages: lines broken at a width, after each page its number, on each its running head."""

    def done(text: str, random: Random) -> str:
        lines = wrapped(width)(text, random).split("\n")
        pages = [lines[i : i + height] for i in range(0, len(lines), height)]
        out: list[str] = []
        for page, some in enumerate(pages, 1):
            out += (
                ([head] if head and page > 1 else []) + some + ([number.format(page, len(pages))] if page < len(pages) else [])
            )
        return "\n".join(out) + "\n"

    return done


def with_lines(lines: list[str]) -> Damage:
    """Return the damage of lines put between the paragraphs."""

    def done(text: str, random: Random) -> str:
        out = paragraphs(text)
        for line in random.sample(lines, 4):
            out.insert(random.randrange(2, len(out) + 1), line)
        return "\n".join(out) + "\n"

    return done


def with_pieces(pieces: list[str]) -> Damage:
    """Return the damage of pieces put between the sentences."""

    def done(text: str, random: Random) -> str:
        ends = [match.end() for match in re.finditer("。", text)]
        for piece, at in zip(random.sample(pieces, 3), sorted(random.sample(ends, 3), reverse=True), strict=True):
            text = text[:at] + piece + text[at:]
        return text

    return done


def wide(text: str, _: Random) -> str:
    """Write letters and digits full-width."""
    return re.sub("[0-9A-Za-z%]", lambda match: chr(ord(match.group()) + 0xFEE0), text)


def titled_again(text: str, random: Random) -> str:
    """Say the title again: with the name of the site above, and as the caption of a picture inside."""
    title, *rest = paragraphs(text)
    rest.insert(random.randrange(1, len(rest)), title)
    return "\n".join([f"{title}_东山县人民政府网", title, *rest]) + "\n"


def escaped(written: str, characters: str = "[^\0-\x7f]") -> Damage:
    """Return the damage of writing characters by their code."""
    return lambda text, _: re.sub(characters, lambda match: written.format(ord(match.group())), text)


def tagged(text: str, _: Random) -> str:
    """Leave the tags of a page in the text."""
    title, *rest = paragraphs(text)
    return "\n".join([title, *(f'<p style="text-indent: 2em"><span>{line}</span></p>' for line in rest)]) + "\n"


def read_aloud(form: str) -> Damage:
    """Return the damage of putting behind each character how it is read."""
    return lambda text, _: "".join(ch + form.format(toned()[ch]) if ch in toned() else ch for ch in text)


def hidden(text: str, random: Random) -> str:
    """Put characters that nobody sees between others, and other line ends."""
    signs = "\u200b\u00ad\ufeff\u2060\u034f\u3164\U000e0041"
    return "".join(ch + random.choice(signs) if random.random() < 0.05 and ch != "\n" else ch for ch in text).replace(
        "\n", "\r\n"
    )


KINDS: dict[str, Damage] = {
    "utf-8 as latin-1": read_as("utf-8", "latin-1"),
    "utf-8 as cp1252": lambda text, _: sloppy(text.encode()),
    "utf-8 as gb18030": read_as("utf-8", "gb18030"),
    "utf-8 as gbk": read_as("utf-8", "gbk"),
    "gb18030 as latin-1": read_as("gb18030", "latin-1"),
    "gb18030 as cp1252": lambda text, _: sloppy(text.encode("gb18030")),
    "utf-8 as cp1252, twice": lambda text, _: sloppy(sloppy(text.encode()).encode()),
    "a paragraph of utf-8 as gb18030": passage(read_as("utf-8", "gb18030")),
    "a paragraph of utf-8 as latin-1": passage(read_as("utf-8", "latin-1")),
    "a paragraph of gb18030 as latin-1": passage(read_as("gb18030", "latin-1")),
    "scanned digits": scan,
    "full width": wide,
    **{f"wrapped at {width}": wrapped(width) for width in (10, 14, 17, 20, 25, 28, 33, 38, 40, 45, 60, 80)},
    "wrapped, no indent": wrapped(30, indent=""),
    "wrapped, blank lines between": wrapped(32, "\n\n"),
    "pages numbered — 3 —": paged(28, 9, "— {0} —"),
    "pages numbered - 3 -": paged(35, 12, "- {0} -"),
    "pages numbered 第3页 共7页": paged(30, 7, "第{0}页 共{1}页"),
    "pages numbered 3": paged(33, 8, "{0}"),
    "pages with a running head": paged(31, 10, "{0}", "东山年鉴·二〇二三"),
    "pages with a running head alone": paged(31, 11, "东山县水利局工作总结汇编"),
    "lines between paragraphs": with_lines(LINES),
    "lines between paragraphs, held": with_lines(HELD),
    "pieces between sentences": with_pieces(PIECES),
    "pieces between sentences, held": with_pieces(HELD_PIECES),
    "title again": titled_again,
    **{
        f"pages numbered {number}": paged(32, 9, number)
        for number in (
            "{0}/{1}",
            "·{0}·",
            "({0})",
            "Page {0} of {1}",
            "页码：{0}",
            "【第{0}页】",
            "<<< {0} >>>",
            "=== 第{0}页 ===",
        )
    },
    "readings": read_aloud("({})"),
    "readings, full-width": read_aloud("（{}）"),
    "readings without brackets": read_aloud("{}"),
    "written by codes": escaped("&#{};"),
    "written by codes of a program": escaped("\\u{:04x}"),
    "tags left": tagged,
    "hidden characters": hidden,
}
