"""What was decoded by the wrong encoding is put back, and text that was not is left alone."""

from __future__ import annotations

import re
import time

import pytest

from kg.clean import clean_text
from kg.clean.align import align
from kg.clean.mojibake import UNKNOWN, restore_encoding
from tests.clean.byte_damage import outcome

REPORT = (
    "东山县开展夏季整治\n东山县公安局交警大队组织开展夏季集中夜查行动，三天查处酒驾12起，群众满意度达98.5%。\n"
    "下一步，大队将继续“严查严管”，确保辖区道路交通安全形势平稳。\n"
)
TAIWAN = "東山縣警察局加強取締酒後駕車，三天查獲12件。\n"


def sloppy(data: bytes) -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


@pytest.mark.parametrize(
    ("mangled", "meant"),
    [
        (REPORT.encode().decode("latin-1"), REPORT),
        (sloppy(REPORT.encode()), REPORT),
        (REPORT.encode("gbk").decode("latin-1"), REPORT),
        (sloppy(REPORT.encode("gb18030")), REPORT),
        (TAIWAN.encode("big5").decode("latin-1"), TAIWAN),
        (TAIWAN.encode("big5").decode("gb18030"), TAIWAN),
        (sloppy(sloppy(REPORT.encode()).encode()), REPORT),
        (REPORT.encode("gbk").decode("latin-1").encode().decode("gb18030"), REPORT),
        (REPORT.replace("严查严管", sloppy("严查严管".encode())), REPORT),
        (REPORT.replace("群众满意度", "群众满意度".encode("gbk").decode("latin-1")), REPORT),
    ],
)
def test_a_text_decoded_by_the_wrong_encoding_is_put_back(mangled: str, meant: str) -> None:
    after, repairs = restore_encoding(align(mangled))

    assert after.text == meant
    assert {repair.step for repair in repairs} == {"mojibake"}


def test_what_is_lost_for_good_is_marked_and_the_rest_is_put_back() -> None:
    mangled = REPORT.encode().decode("gb18030", "replace")

    text = restore_encoding(align(mangled))[0].text

    assert len(text) == len(REPORT)
    assert all(ch in (meant, UNKNOWN) for ch, meant in zip(text, REPORT, strict=True))
    assert text.count(UNKNOWN) <= 4
    assert "组织开展夏季集中夜查行动" in text


def pairs_read(data: bytes, encoding: str, mark: str, *, swallowing: bool = False) -> str:
    """Return what a reader makes of bytes that takes two of them for a character, or for one mark where they are none."""
    found: list[str] = []
    while data:
        width = 1 if data[0] < 0x80 else 2
        try:
            found.append(data[:width].decode(encoding))
        except UnicodeDecodeError:
            found.append(mark)
            width = 2 if swallowing or data[1:2] >= b"\x80" else 1
        data = data[width:]
    return "".join(found)


@pytest.mark.parametrize(
    ("mangled", "most"),
    [
        (REPORT.encode().decode("gbk", "replace"), 0.06),
        (REPORT.encode().decode("gbk", "ignore"), 0.06),
        (REPORT.encode().decode("gb18030", "ignore"), 0.04),
        (pairs_read(REPORT.encode(), "gbk", "\ufffd"), 0.08),
        (pairs_read(REPORT.encode(), "gbk", ""), 0.08),
        (REPORT.encode().decode("cp1252", "replace"), 0.03),
        (REPORT.encode().decode("cp1252", "ignore"), 0.03),
        (sloppy(REPORT.encode()).replace("\xad", "").replace("\xa0", " "), 0.01),
        (REPORT.encode("gbk").decode("big5hkscs", "replace"), 0.03),
        (REPORT.encode("gbk").decode("cp949", "replace"), 0.03),
        (REPORT.encode().decode("gb18030", "replace").encode().decode("gb18030", "replace"), 0.08),
    ],
)
def test_of_what_was_lost_nothing_is_put_back_wrong(mangled: str, most: float) -> None:
    text = restore_encoding(align(mangled))[0].text

    assert re.fullmatch(re.escape(text).replace(UNKNOWN, "."), REPORT)
    assert text.count(UNKNOWN) <= most * len(REPORT)


def test_pairs_of_bytes_that_vanished_are_put_back() -> None:
    mangled = pairs_read("中国的国企和全国的社区".encode(), "gbk", "")

    assert mangled.startswith("涓浗")
    assert restore_encoding(align(mangled))[0].text == "中国的国企和全国的社区"


def test_a_digit_that_the_reader_swallowed_is_not_silently_missing() -> None:
    mangled = pairs_read(REPORT.encode(), "gb18030", "?", swallowing=True)

    assert "椹?2" in mangled
    assert f"{UNKNOWN}2起" in restore_encoding(align(mangled))[0].text


def test_a_date_of_which_a_character_was_lost_is_read() -> None:
    text = "活动于6月19日开幕，到2025年8月底结束。"

    assert restore_encoding(align(text.encode().decode("gbk", "replace")))[0].text.find("6月19日开幕") >= 0


@pytest.mark.parametrize("form", ["&#{};", "&#x{:x};"])
def test_entities_of_what_was_mangled_are_read_first(form: str) -> None:
    mangled = "".join(form.format(ord(ch)) if ch > "\x7f" else ch for ch in REPORT.encode("gbk").decode("latin-1"))

    assert clean_text(mangled).text == clean_text(REPORT).text


def test_only_what_is_mangled_is_put_back() -> None:
    title, *lines = REPORT.splitlines()
    mangled = "\n".join([title, lines[0].encode().decode("gbk", "replace"), f"{lines[1]}隧道追尾事故在劝导站劝导后下降。"])

    after, repairs = restore_encoding(align(mangled))

    assert after.text.startswith(f"{title}\n东山县公安局交警大队组织开展夏季集中夜查行动")
    assert after.text.endswith("隧道追尾事故在劝导站劝导后下降。")
    assert all(len(title) < repair.start and repair.end <= mangled.rindex("\n") for repair in repairs)


def test_the_time_that_restoring_takes_grows_with_the_text() -> None:
    def seconds(times: int) -> float:
        mangled = (REPORT * times).replace("\n", "").encode().decode("gbk", "replace")
        start = time.process_time()
        restore_encoding(align(mangled))
        return time.process_time() - start

    seconds(1)
    assert seconds(80) < 8 * seconds(20) + 1


def test_each_character_leads_back_to_the_bytes_it_was_made_of() -> None:
    mangled = sloppy(REPORT.encode())

    document = clean_text(mangled)

    at = document.text.index("查处酒驾")
    start, end = document.to_raw(at, at + 4)
    assert mangled[start:end] == sloppy("查处酒驾".encode())


def test_numbers_are_never_guessed() -> None:
    mangled = "第八届东山县安全生产现场会在第六中学召开，".encode().decode("gbk", "replace") + "会议由县应急管理局主持。"

    text = restore_encoding(align(mangled))[0].text

    assert set(text) & set("一二三四五七九") == set()


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        TAIWAN,
        "他在饕餮纹饰前驻足，尴尬地解释“蜘蛛”“徘徊”“琵琶”三词的读音。",
        "François Müller 与 Zoë Brontë 出席，café 里的 naïve 画作拍出 100 €。",
        "气温 25℃±2℃，面积 3×5 米，占比 ½……“——”",
        "カタカナとひらがな、한국어 표기도 있다。",
        "Привет, мир: 俄罗斯代表团致辞。",
        "",
    ],
)
def test_what_was_decoded_rightly_is_left_alone(text: str) -> None:
    assert restore_encoding(align(text)) == (align(text), [])


def test_replacement_characters_read_as_chinese_are_unknown() -> None:
    text = restore_encoding(align("大队查处锟斤拷锟斤拷12起。"))[0].text

    assert text == f"大队查处{UNKNOWN * 4}12起。"


@pytest.mark.parametrize("encoding", ["cp932", "cp950", "big5hkscs", "cp949"])
def test_of_several_pairs_that_are_read_as_one_character_the_likeliest_was_it(encoding: str) -> None:
    """Readers of Japanese and Taiwan read some characters from more than one pair of bytes: 国家 is 鬼犚 by the other one."""
    text = REPORT.replace("\n", "") + "国家和地区的跨国公司要求坚持稳中求进，情况良好，加强现代产业建设，发布公告。"
    after = restore_encoding(align(text.encode("gbk").decode(encoding, "replace") + "\n"))[0].text[:-1]

    assert outcome(after, text) != "wrong"
    assert after.count(UNKNOWN) < 0.03 * len(text)


def test_what_is_out_of_step_after_a_loss_is_marked() -> None:
    text = REPORT.replace("\n", "") * 3
    mangled = text.encode("gbk").decode("big5hkscs", "ignore") + "\n"
    after = restore_encoding(align(mangled))[0].text

    assert not re.search("[\ue000-\uf8ff]", after)
    assert after.count(UNKNOWN) < 0.1 * len(text)


def test_what_was_mangled_twice_with_losses_is_put_back_as_far_as_it_is_known() -> None:
    text = "央视网记者从东山县数据局获悉：现代化产业开放区今日启用，农机、医保、教育等36个部门的数据已经接入。\n"
    once = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    after = restore_encoding(align(once.encode().decode("gb18030", "replace")))[0].text

    assert outcome(after, text) != "wrong"
    assert after.count(UNKNOWN) < 0.5 * len(text)


def test_a_question_mark_for_a_byte_leaves_what_stands_behind_it_known() -> None:
    mangled = REPORT.encode().decode("gbk", "replace").replace(UNKNOWN, "?")

    text = restore_encoding(align(mangled))[0].text

    assert len(text) == len(REPORT)
    assert all(ch in (meant, UNKNOWN) for ch, meant in zip(text, REPORT, strict=True))


@pytest.mark.parametrize("errors", ["replace", "ignore"])
def test_one_mangled_sentence_in_a_long_paragraph_is_put_back_and_its_neighbours_stay(errors: str) -> None:
    _, body, last = REPORT.strip().split("\n")
    mangled = body.encode().decode("gbk", errors)

    text = restore_encoding(align(last * 4 + mangled + last * 4))[0].text

    assert text.startswith(last * 4)
    assert text.endswith(last[1:] + last * 3)
    between = text[len(last) * 4 : -len(last) * 4]
    assert 0 <= between.count(UNKNOWN) <= 4
    assert {ch for ch in between if ch not in body} <= {UNKNOWN}


def test_marks_of_big5_whose_first_byte_gbk_lacks_are_put_back() -> None:
    meant = TAIWAN.strip() + "警察局表示，將持續在重要路口設置路檢點，並向居民、店家及駕駛人宣導交通安全，共同維護道路秩序。\n"

    text = restore_encoding(align(meant.encode("big5").decode("gbk", "replace")))[0].text

    known = [run for run in re.split(f"{UNKNOWN}+", text) if run]
    assert all(run in meant for run in known)
    assert sum(map(len, known)) >= 0.8 * len(meant)


@pytest.mark.parametrize("errors", ["replace", "ignore"])
def test_an_indent_whose_bytes_were_lost_is_one(errors: str) -> None:
    report = "\n".join(["东山县开展夏季整治", *(f"\u3000\u3000{line}" for line in REPORT.strip().split("\n")[1:]), ""])

    text = clean_text(report.encode().decode("gbk", errors)).text

    assert "銆" not in text
    assert "\n" + UNKNOWN not in text.replace("\u3000", "")


def test_a_lost_digit_is_no_mark() -> None:
    wide = REPORT.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}).replace("12起", "２０２０起")

    text = restore_encoding(align(wide.replace("１２起", "２０２０起").encode().decode("cp1252", "replace")))[0].text

    assert f"２{UNKNOWN}２{UNKNOWN}起" in text


@pytest.mark.parametrize("errors", ["sloppy", "replace", "ignore"])
def test_signs_alone_that_were_read_a_byte_at_a_time_are_put_back(errors: str) -> None:
    """What Word files leave in pages: the text is right, its quotation marks and dashes are â€œ and â€”."""
    text = "东山县推进“净滩”行动——首月清理岸线12公里·出动船只30艘…\n\u00a0\u00a0“清单”逐项销号。\n"
    damaged = "".join(bytewise(ch.encode(), errors) if ch in "“”—·…\u00a0" else ch for ch in text)

    assert "â€" in damaged
    assert clean_text(damaged).text == text.replace("\u00a0", " ")


def bytewise(data: bytes, errors: str) -> str:
    return sloppy(data) if errors == "sloppy" else data.decode("cp1252", errors)


def test_a_title_of_names_alone_is_put_back() -> None:
    title = "安岭镇：“茶棚夜话”话出邻里和顺"
    text = "镇里召开推进会，部署下半年重点任务，受理事项12件。\n"

    assert clean_text(f"{title.encode().decode('latin-1')}\n{text}").text == f"{title}\n{text}"


@pytest.mark.parametrize("text", ["“Café—Zoë”牌咖啡进驻园区，销量增长12%。", "气温±5°，误差Â级，“è”为法文字母。"])
def test_letters_of_other_languages_stay(text: str) -> None:
    assert clean_text(text).text == text
