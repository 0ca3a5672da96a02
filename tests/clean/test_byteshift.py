"""Characters read one byte off are put back for certain, or marked as unknown: never silently wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.clean import clean_text
from kg.clean.align import align
from kg.clean.byteshift import UNKNOWN, restore_bytes
from kg.clean.normalize import simplify
from tests.clean.byte_damage import ANNOTATED, Kind, Place, outcome, places, restored, toned, torn

NAMED = ANNOTATED + "慰問民警?lòu)珪詬辜覍?,了解生活情況"  # a name could be any


def shifted(text: str, at: int, reading: str) -> str:
    """Return what a lenient reader makes of a text whose characters `at` and the next were torn apart by a reading."""
    return torn(text, Place("reading", at, reading))


def test_the_helper_damages_as_mirrors_do() -> None:
    assert shifted("重點駕駛人警示宣傳,好", 3, "cè") == "重點駕駛?cè)司拘麄?,好"


@pytest.mark.parametrize(
    ("text", "at", "reading"),
    [
        ("全市機動車駕駛人參加考試,成績公開", 6, "cè"),
        ("對重點駕駛人全面推行“掃碼學法”,效果明顯", 4, "cè"),
        ("約談駕駛人和運輸企業負責人,壓實主體責任", 3, "cè"),
    ],
)
def test_a_stretch_with_a_reading_is_put_back(text: str, at: int, reading: str) -> None:
    damaged = ANNOTATED + shifted(text, at, reading)

    assert damaged[len(ANNOTATED) :] != text
    assert restored(damaged) == simplify("長遠規劃，" + text)


def test_a_lost_first_byte_without_a_reading_is_put_back() -> None:
    damaged = ANNOTATED + "中心全年接待人民?罕妬碓L36批次"

    assert restored(damaged) == "长远规划，中心全年接待人民群众来访36批次"


def test_punctuation_that_a_mirror_narrowed_inside_a_character_is_put_back() -> None:
    damaged = ANNOTATED + "聯合排查?;愤\\(yùn)輸企業12家"

    assert restored(damaged) == "长远规划，联合排查危化品运输企业12家"


def test_what_the_mirror_reads_everywhere_is_nothing_that_stands_unread() -> None:
    """將審驗 fits the bytes of 審驗, and might be a plan; but this mirror never writes 將 without a reading."""
    damaged = "其中重點駕駛?cè)藢忩?yàn)率71%"

    assert UNKNOWN in restored(ANNOTATED + damaged)
    assert restored(ANNOTATED + "他將(jiāng)書還來，我將(jiāng)去，" * 10 + damaged).endswith("其中重点驾驶人审验率71%")


def test_a_reading_behind_a_lost_byte_names_its_character() -> None:
    text = "對駕駛人降級處理"
    damaged = torn(text, Place("reading", 2, "cè"), Place("reading", 5, "jí"))

    assert restored(ANNOTATED + damaged) == "长远规划，对驾驶人降级处理"


@pytest.mark.parametrize(("text", "at", "mark"), [("舊小區改造。現將有關情況公布如下", 5, ","), ("海河流域的防汛工作", 0, ":")])
def test_a_mark_narrowed_before_a_letter_or_at_the_beginning_of_a_line_is_put_back(text: str, at: int, mark: str) -> None:
    damaged = torn(text, Place("mark", at, mark))

    assert "?" in damaged
    assert restored(f"{ANNOTATED}\n{damaged}") == f"长远规划，\n{simplify(text)}"


@pytest.mark.parametrize(
    ("text", "at", "kind"),
    [
        ("提速到13分鐘。村支書周雪寧談到數字助農", "寧", "byte"),  # 宁陕 is a county
        ("東山新區綠色化工園區落地項目71個", "綠", "byte"),  # 绿园 is a district
        ("東河邊檢站:國慶假期日均驗放首破五千", "日", "byte"),
        ("查短板補弱項,短處也擺著。前三季度有12起", "擺", "byte"),
        ("回流率從一成升到46%。“要說難處,人手不夠", "%", "mark"),
    ],
)
def test_a_guess_behind_which_more_may_have_vanished_is_marked(text: str, at: str, kind: Kind) -> None:
    damaged = torn(text, Place(kind, text.index(at), "?") if kind == "byte" else next(iter(places(text, kind))))

    assert outcome(restored(f"{ANNOTATED}\n{damaged}").partition("\n")[2], simplify(text)) == "unknown"


def test_a_rare_character_beside_a_lost_one_is_marked() -> None:
    assert restored(f"{ANNOTATED}\n試點擴到A級、B級?yà)蚆級納稅人").endswith("B级��级纳税人")


def test_what_several_words_fit_stays_unknown() -> None:
    text = clean_text(NAMED).text

    assert text.startswith("长远规划，慰问民警")
    assert text.endswith(",了解生活情况")
    assert UNKNOWN in text


def test_unknown_characters_are_damaged_spans() -> None:
    document = clean_text(NAMED)

    assert document.damaged
    assert all(set(document.text[start:end]) == {UNKNOWN} for start, end in document.damaged)
    assert document.text.count(UNKNOWN) == sum(end - start for start, end in document.damaged)


def test_what_was_put_back_stands_where_the_damage_stands() -> None:
    raw = ANNOTATED + "全市駕駛?cè)藢忩?yàn)率98%"

    document = clean_text(raw)

    start = document.text.index("人审验")
    assert raw[slice(*document.to_raw(start, start + 3))] == "?cè)藢忩?yàn)"
    assert raw[slice(*document.to_raw(start + 3, start + 7))] == "率98%"


@pytest.mark.parametrize(
    "text",
    [
        "今年还要做什么?各地怎么做?群众怎么看?",
        "“这件事能不能办?”窗口民警说:“能办!”",
        "全市共查处违法行为36起,其中酒驾12起?还需核实",
        "What happened in 2023? 全市事故下降。",
    ],
)
def test_a_real_question_mark_stays(text: str) -> None:
    assert restore_bytes(align(text))[0].text == text


def test_a_real_question_in_a_mirror_stays() -> None:
    text = ANNOTATED + "下一步怎麼辦?各部門提出了意見,研究解決辦法"

    assert restore_bytes(align(text))[0].text == text


@pytest.mark.parametrize(
    "text",
    [
        "这是系列行动启动\ufffd\ufffd\ufffd来的第九个波次，也是支队冬季攻坚战的首场硬仗。",
        "下一\ufffdV\ufffd\ufffd，大队将继续开展整治，力争年内完成。",
    ],
)
def test_what_a_broken_character_of_utf_8_leaves_is_no_byte_shift(text: str) -> None:
    """Found by atheris: three unknown bytes in a text that is no mirror took seconds."""
    assert restore_bytes(align(text))[0].text == text


@settings(max_examples=30, deadline=None)
@given(st.text("?？\ufffd駕駛人司拘麄鳎嵘褡杂X(cè)、，a1;!\n", max_size=25))
def test_any_text_comes_through_with_positions_in_order(text: str) -> None:
    after, _ = restore_bytes(align(text))

    assert len(after.starts) == len(after.ends) == len(after.text)
    assert list(after.starts) == sorted(after.starts)
    assert list(after.ends) == sorted(after.ends)


def test_single_damages_come_back_and_none_comes_back_wrong() -> None:
    """Every place of a sentence of ours at which a mirror could have torn two characters apart, one at a time."""
    text = "支隊聯合運輸部門檢查貨運企業,督促整改安全隱患,組織客車駕駛人培訓,全縣事故明顯減少"
    found = [restored(ANNOTATED + damaged).removeprefix("长远规划，") for damaged in every_shift(text)]

    exact = sum(each == simplify(text) for each in found)
    wrong = [each for each in found if each != simplify(text) and UNKNOWN not in each]
    assert len(found) >= 10
    assert exact >= 0.65 * len(found)
    assert wrong == []


def every_shift(text: str) -> list[str]:
    """Return the text damaged at each place where the bytes of neighbours make a character with a reading."""
    pairs = [(at, text[at : at + 2].encode("gbk")) for at in range(len(text) - 1)]
    torn_at = [(at, pair[1:3].decode("gbk", "ignore")) for at, pair in pairs if len(pair) == 4]
    return [shifted(text, at, toned()[ch]) for at, ch in torn_at if ch in toned()]


def test_the_report_gainsays_what_the_language_says_more_often() -> None:
    said = ANNOTATED + "全縣新增崗位,全縣整治渠道。\n"

    assert restored(f"{said}全?h上下合力抓建設,取得成效。").endswith("全\ufffd上下合力抓建设,取得成效。")


def test_a_letter_that_was_the_second_byte_of_an_unknown_character_is_none() -> None:
    found = restored(ANNOTATED + "風險疑點57個,補?U稅款及滯納金1300萬元。")

    assert "U" not in found
    assert outcome(found, "长远规划，风险疑点57个,补缴税款及滞纳金1300万元。") != "wrong"


def test_what_stands_beside_the_unknown_must_be_surer_and_so_on() -> None:
    truth = "支出增長5%。“三公”經費壓減10%。"
    damaged = torn(truth, next(place for place in places(truth, "mark")))

    assert outcome(restored(ANNOTATED + damaged), "长远规划，" + simplify(truth)) != "wrong"


@pytest.mark.parametrize(
    ("truth", "put"),
    [
        ("窗口接入智能客服,智能應答佔比達到三成;另設座席", "habit"),
        ("河長制考核結果公布。“清流”App接入全部泵站", "!"),
    ],
)
def test_what_only_fits_is_not_taken_for_what_stood_there(truth: str, put: str) -> None:
    """Where two characters may have stood, one that no word ties to its neighbours is none of them for certain."""
    kinds = places(truth, "reading") if put == "habit" else (place for place in places(truth, "mark") if place.put == put)
    found = [restored(f"{ANNOTATED}{torn(truth, place)}") for place in kinds]

    assert found
    assert {outcome(each, "长远规划，" + simplify(truth)) for each in found} <= {"exact", "unknown"}


def test_what_a_mark_tore_is_no_word_of_the_report() -> None:
    truth = "治理海河流域,海河骨幹河道整治12處"
    damaged = torn(truth, next(place for place in places(truth, "mark") if place.at > 6))
    text = "\n".join([ANNOTATED, *[damaged] * 3])

    assert damaged != truth
    assert {outcome(each, simplify(truth)) for each in restored(text).split("\n")[1:]} <= {"exact", "unknown"}


@pytest.mark.parametrize(("truth", "at"), [("水利處處長梁明勳報告,今年任務完成", 5), ("縣財政局局長丁天佑介紹,資金到位", 6)])
def test_the_name_of_a_person_is_no_word(truth: str, at: int) -> None:
    damaged = torn(truth, Place("byte", at, "?"))

    assert outcome(restored(ANNOTATED + damaged), "长远规划，" + simplify(truth)) == "unknown"
