"""Damage done to clean texts is undone, and what is not damaged passes every repair unchanged."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.clean import REPAIRS, clean_documents, clean_text
from kg.errors import ConfigError
from tests.clean.damage import KINDS

# Where bytes are gone for good: the share of characters that stay unknown, the rest being right
LOST = {"utf-8 as gb18030": 0.04, "utf-8 as gbk": 0.05, "a paragraph of utf-8 as gb18030": 0.01}
ALLOWED = {"wrapped at 80": 0.002, "wrapped, no indent": 0.002, "lines between paragraphs, held": 0.01}


def letters(text: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", text.strip()).replace(" ", "")


def errors(left: str, right: str) -> int:
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in codes if tag != "equal")


@pytest.fixture(scope="module")
def clean_texts(samples: list[Path]) -> list[str]:
    return [document.text for document in clean_documents(samples) if "\ufffd" not in document.text]


@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_undone(clean_texts: list[str], kind: str) -> None:
    pairs = [(letters(clean_text(KINDS[kind](text, Random(i))).text), letters(text)) for i, text in enumerate(clean_texts)]

    wrong = sum(errors(got, meant) for got, meant in pairs)
    assert wrong <= (LOST.get(kind) or ALLOWED.get(kind, 0.0005)) * sum(len(meant) for _, meant in pairs)


def test_what_mojibake_leaves_is_marked_rather_than_wrong(clean_texts: list[str]) -> None:
    pairs = [(clean_text(KINDS["utf-8 as gb18030"](text, Random(0))).text, text) for text in clean_texts]

    for got, meant in pairs:
        kept = [run for run in re.split("\ufffd+", got) if len(run) >= 4]
        assert sum(run in meant for run in kept) >= 0.9 * len(kept)


PLACES = ["曲周县", "祁阳市", "东山县", "临泽县", "若羌县"]
BODIES = ["市场监管局", "税务局", "卫生健康局", "水利局", "教育局", "公安局交警大队", "海关", "应急管理局"]
DID = ["开展专项检查", "推进“一网通办”改革", "举办业务培训班", "建成12345热线平台", "排查风险隐患", "推广O2O服务和5G应用"]
FOUND = [
    "查处案件{}起",
    "受理申请{}件",
    "同比增长{}.5%",
    "覆盖率达{}%",
    "服务群众{}余人次",
    "投入资金{}.8万元",
    "减少{}个百分点",
]
sentences = st.builds(
    lambda place, body, did, found, number: f"{place}{body}{did}，{found.format(number)}，A级企业占比提升。",
    *map(st.sampled_from, (PLACES, BODIES, DID, FOUND)),
    st.integers(1, 99999),
)
reports = st.builds(
    lambda place, parts: f"{place}上半年工作情况\n\n" + "\n\n".join("".join(part) for part in parts) + "\n",
    st.sampled_from(PLACES),
    st.lists(st.lists(sentences, min_size=2, max_size=5), min_size=1, max_size=5, unique_by=tuple),
)


@settings(max_examples=60, deadline=None)
@given(reports)
def test_a_report_that_is_not_damaged_passes_unchanged(text: str) -> None:
    document = clean_text(text)

    assert document.text == text
    assert document.repairs == ()


def test_no_repair_touches_the_clean_samples(samples: list[Path]) -> None:
    documents = [document for document in clean_documents(samples) if document.source.startswith("c")]

    assert documents
    assert {repair.step for document in documents for repair in document.repairs} <= {"header"}


def test_the_true_texts_pass_unchanged(shared: Path) -> None:
    for document in clean_documents(sorted((shared / "reference").glob("*.clean.txt"))):
        assert {repair.step for repair in document.repairs} <= {"header"}, document.source


def test_real_news_passes_every_repair_unchanged(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "data" / "news.jsonl").read_text("utf-8").splitlines()]
    texts = [row["text"] for row in Random(1).sample(rows, 300)]

    touched = {
        (repair.step, repair.rule)
        for text in texts
        for repair in clean_text(text).repairs
        if repair.step not in ("width", "invisible") and not (repair.step == "script" and len(repair.before) == 1)
    }
    assert touched == set()


@pytest.mark.parametrize(
    ("name", "damaged"),
    [
        ("mojibake", "东山县公安局".encode().decode("latin-1") + "查处酒驾12起。"),
        ("escapes", "东山县&ldquo;清源&rdquo;行动"),
        ("invisible", "东山县\u200b公安局"),
        ("pinyin", "長(zhǎng)遠(yuǎn)規劃"),
        ("script", "東山縣公安機關"),
        ("width", "查处１２起"),
        ("ocr", "2O23年查处l2起"),
        ("inline", "查处12起。（责任编辑：周某）"),
        ("boilerplate", "查处12起。\n打开某某客户端\n"),
        ("pages", "东山县推进重点路段隐患整治，全年消除\n— 3 —\n隐患12处，投入资金30万元。\n"),
    ],
)
def test_a_repair_can_be_switched_off(name: str, damaged: str) -> None:
    assert name in {repair.step for repair in clean_text(damaged).repairs}
    assert name not in {repair.step for repair in clean_text(damaged, without=[name]).repairs}


def test_with_every_repair_switched_off_the_text_is_that_of_the_file() -> None:
    raw = "２O23年長(zhǎng)遠(yuǎn)\n来源：某报\n"

    assert clean_text(raw, without=REPAIRS).text == raw


def test_a_repair_that_there_is_not_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"no repair is named magic: known are escapes, "):
        list(clean_documents(texts=["某"], settings=kg.Settings(without=("magic",))))
