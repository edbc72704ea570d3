"""What front matter says of a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.paths import REGIONS, ROOT
from provtag.schema import Metadata, Region
from provtag.structure.metadata import read_metadata

CITY = Region("贵阳市", "520100")
PROVINCE = Region("贵州省", "520000")

NOTICE = """贵阳市人民政府关于印发贵阳市反拐工作实施细则的通知
筑府发〔2022〕8号
各区（市、县）人民政府：
现将《贵阳市反拐工作实施细则》印发给你们，请遵照执行。
贵阳市人民政府
2022年3月1日
贵阳市反拐工作实施细则"""
CITY_RULES = Metadata("贵阳市反拐工作实施细则", "筑府发〔2022〕8号", "贵阳市人民政府", CITY, "2022-03-01")
PROVINCE_NOTICE = "省人民政府办公厅关于印发贵州省贯彻《中国反对拐卖人口行动计划（2021—2030年）》实施细则的通知"


def _seed(start: str) -> str:
    """Return the front matter of a seed: its beginning, up to the sentence that opens the body."""
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "data" / "raw").glob("*.txt"))
    text = next(text for text in texts if text.startswith(start))
    return text[: min(text.index(word) for word in ("为认真贯彻", "第一章") if word in text)]


def test_seeds() -> None:
    assert read_metadata(_seed("重庆市")) == Metadata(
        "重庆市贯彻中国反对拐卖人口行动计划（2021—2030年）实施细则",
        "渝府办发〔2021〕152号",
        "重庆市人民政府办公厅",
        Region("重庆市", "500000"),
        "2021-12-29",
    )
    assert read_metadata(_seed("省人民政府")) == Metadata(
        "贵州省贯彻《中国反对拐卖人口行动计划（2021—2030年）》实施细则",
        "黔府办发〔2022〕15号",
        "贵州省人民政府办公厅",
        PROVINCE,
        "2022-05-13",
    )


@pytest.mark.parametrize(
    "number", ["筑府发[2022]8号", "筑府发（2022） 8 号", "筑府发(2022)8号", "筑府发【2022】第8号", "筑府发〔 2022 〕8号"]
)
def test_document_number_in_any_brackets(number: str) -> None:
    assert read_metadata(NOTICE.replace("筑府发〔2022〕8号", number)) == CITY_RULES


@pytest.mark.parametrize(
    "day",
    ["二〇二二年三月一日", "二○二二年三月一日", "二Ｏ二二年三月一日", "2022 年 3 月 1 日", "2022-03-01", "２０２２年３月１日"],
)
def test_date_in_any_writing(day: str) -> None:
    assert read_metadata(NOTICE.replace("2022年3月1日", day)) == CITY_RULES


def test_title_broken_over_lines() -> None:
    broken = NOTICE.replace("贵阳市人民政府关于印发贵阳市反拐工作", "贵阳市人民政府\n关于印发贵阳市反拐工作\n")
    assert read_metadata(broken) == CITY_RULES


@pytest.mark.parametrize("edition", ["（2022—2030年）", "（2022－2030 年）", "（试行）", "（2022年修订）"])
@pytest.mark.parametrize("lines", ["贵阳市民政局\n关于护童的\n意见", "关于护童的\n意见", "贵阳市民政局关于护童的意见"])
def test_an_edition_below_a_title_is_of_it(lines: str, edition: str) -> None:
    assert read_metadata(f"{lines}\n{edition}\n各区：").title == "".join(lines.split()) + edition
    assert read_metadata(f"{lines}\n（{edition[1:-1]}，供各站使用）\n各区：").title == "".join(lines.split())


@pytest.mark.parametrize("day", ["（2024-03-05）", "（2024—03—05）", "（2024 03 05）"])
def test_a_date_in_brackets_below_a_title_is_no_edition(day: str) -> None:
    assert read_metadata(f"贵阳市民政局关于护童的意见\n{day}\n各区：").title == "贵阳市民政局关于护童的意见"


@pytest.mark.parametrize("foot", ["2025-01-01\n打印本页 关闭窗口", "2025/01/01", "2025.01.01"])
def test_the_date_of_a_page_is_not_that_of_a_law(foot: str) -> None:
    head = "某省护童条例\n（2020年1月1日某省人民代表大会常务委员会通过　2022年3月1日修正）"
    assert read_metadata(head, foot).issued == "2022-03-01"
    assert read_metadata("某省护童条例", foot).issued == "2025-01-01"


@pytest.mark.parametrize("body", ["贵阳市反拐工作实施细则", "附件：《贵阳市反拐工作实施细则》。"])
def test_a_title_in_book_marks_is_the_words_between_them(body: str) -> None:
    read = read_metadata(f"贵阳市人民政府关于印发《贵阳市反拐工作实施细则》的通知\n{body}")
    assert read.title == "贵阳市反拐工作实施细则"


def test_traditional_characters_are_understood_and_kept() -> None:
    read = read_metadata("貴陽市人民政府關於印發貴陽市反拐工作實施細則的通知\n築府發〔2022〕8號\n貴陽市反拐工作實施細則")
    assert (read.title, read.issuer, read.region) == ("貴陽市反拐工作實施細則", "貴陽市人民政府", CITY)


def test_date_of_writing_comes_before_date_of_publication() -> None:
    facts = "成文日期：2022年05月13日 发布日期：2022-05-26\n"
    assert read_metadata(facts + PROVINCE_NOTICE).issued == "2022-05-13"
    assert read_metadata("发布时间：2022-05-26 来源：贵州省人民政府\n" + PROVINCE_NOTICE).issued == "2022-05-26"
    assert read_metadata("贵阳市反拐工作办法\n自2022年7月1日起施行").issued is None
    assert read_metadata("贵阳市反拐工作办法\n2022年2月30日").issued is None


def test_facts_of_a_portal() -> None:
    facts = f"索引号：000014349\t发文字号：黔府办发〔2022〕15号\n标 题：{PROVINCE_NOTICE}\n发文机关：贵州省人民政府办公厅"
    assert read_metadata(facts) == Metadata(PROVINCE_NOTICE, "黔府办发〔2022〕15号", "贵州省人民政府办公厅", PROVINCE, None)


def test_number_of_a_quoted_document_is_not_taken() -> None:
    assert read_metadata("贵阳市反拐工作方案\n根据《国务院办公厅通知》（国办发〔2021〕13号）精神").doc_number is None


def test_law_with_its_adoptions() -> None:
    law = """# 威海市饮用水水源地保护条例
2017年8月24日 威海市第十七届人民代表大会常务委员会第五次会议通过
2017年9月30日 山东省第十二届人民代表大会常务委员会第三十二次会议批准
2020年1月15日 《关于修改〈威海市城市风貌保护条例〉等五件
地方性法规的决定》修正
<!-- INFO END -->"""
    body = "威海市人民代表大会常务委员会"
    assert read_metadata(law) == Metadata("威海市饮用水水源地保护条例", None, body, Region("威海市", "371000"), "2020-01-15")
    short = "杭州市民用建筑节能条例\n2014年8月29日 市十二届人大常委会第二十一次会议通过"
    assert read_metadata(short).issuer == "杭州市人民代表大会常务委员会"


def test_order_of_a_government() -> None:
    read = read_metadata("贵州省未成年人保护办法\n（2021年3月1日贵州省人民政府令第203号公布 自2021年5月1日起施行）")
    assert read == Metadata("贵州省未成年人保护办法", "贵州省人民政府令第203号", "贵州省人民政府", PROVINCE, "2021-03-01")


def test_several_issuers() -> None:
    read = read_metadata("昆明市公安局 昆明市民政局关于做好反拐工作的意见")
    assert (read.issuer, read.region) == ("昆明市公安局、昆明市民政局", Region("昆明市", "530100"))


def test_nothing_is_made_up() -> None:
    assert read_metadata("") == Metadata()
    assert read_metadata("这里没有任何信息。\n各单位要认真落实。") == Metadata()


def test_place_around_tells_places_of_the_same_name_apart() -> None:
    assert read_metadata("朝阳区反拐工作实施细则\n来源：北京市教育局").region == Region("朝阳区", "110105")


@given(st.text(alphabet="贵州省人民政府关于印发的通知细则2022年13月〔〕()号第 \n：《》，。", max_size=120))
def test_any_text_is_read(text: str) -> None:
    read = read_metadata(text)
    assert read.title is None or "".join(read.title.split()) in "".join(text.split())
    assert read.region is None or read.region.name == "贵州省"


def test_regions_are_unique_and_well_formed() -> None:
    rows = REGIONS.read_text(encoding="utf-8").splitlines()[1:]
    codes = [row.split(",")[0] for row in rows]
    assert len(set(codes)) == len(codes) and all(len(code) == 6 and code.isdecimal() for code in codes)


@pytest.mark.parametrize(
    "head",
    [
        "贵阳市人民政府文件\n筑府发〔2022〕8号\n贵阳市人民政府关于进一步做好\n儿童保护工作的通知",
        "筑府发〔2022〕8号\n贵阳市人民政府关于进一步做好儿童保护工作的通知",
    ],
)
def test_the_red_head_is_no_part_of_the_title(head: str) -> None:
    read = read_metadata(f"{head}\n各区（市、县）人民政府：")
    assert read.title == "贵阳市人民政府关于进一步做好儿童保护工作的通知"
    assert (read.issuer, read.doc_number) == ("贵阳市人民政府", "筑府发〔2022〕8号")


def test_issuer_and_date_stand_at_the_foot() -> None:
    assert read_metadata("儿童保护工作方案", "贵阳市民政局\n2022年4月6日") == Metadata(
        "儿童保护工作方案", None, "贵阳市民政局", CITY, "2022-04-06"
    )
    assert read_metadata("贵阳市公安局关于护校的意见", "抄送：市民政局。\n二〇二二年四月六日").issued == "2022-04-06"
    assert read_metadata(NOTICE, "贵阳市民政局\n2023年4月6日") == CITY_RULES


@pytest.mark.parametrize("label", ["来源", "来 源", "发布单位", "发布机构"])
@pytest.mark.parametrize("publisher", ["贵阳市融媒体中心", "贵阳市政务服务中心", "贵阳市广播电视站", "贵阳市传媒公司站"])
def test_who_put_a_text_on_a_page_does_not_issue_it(label: str, publisher: str) -> None:
    front = f"护童方案\n发布时间：2022-04-07 {label}：{publisher}\n各所："
    assert read_metadata(front, "贵阳市公安局\n2022年4月6日").issuer == "贵阳市公安局"
    assert read_metadata(front).issuer is None
    assert read_metadata(front.replace(publisher, "贵阳市民政局")).issuer == "贵阳市民政局"
    assert read_metadata(front.replace(publisher, "贵阳市人民政府"), "贵阳市公安局\n2022年4月6日").issuer == "贵阳市公安局"
    assert read_metadata(front.replace(label, "发文单位")).issuer == publisher


@pytest.mark.parametrize(
    ("front", "title"), [("# 致家长的一封信\n各位家长：", "致家长的一封信"), ("发布日期：2022-04-06\n护校须知", "护校须知")]
)
def test_a_title_of_no_known_kind_is_the_first_line_like_a_heading(front: str, title: str) -> None:
    assert read_metadata(front).title == title


@pytest.mark.parametrize("number", ["", "\n筑公〔2022〕4号"])
@pytest.mark.parametrize("title", ["关于婚介行业防拐协作的备忘录", "2021年护童总结和下步打算", "口岸护童指引（试行）"])
@pytest.mark.parametrize("body", ["贵阳市公安局", "贵阳市第三中学", "南明区中心校"])
def test_the_name_of_a_body_above_a_title_is_its_issuer(body: str, title: str, number: str) -> None:
    read = read_metadata(f"{body}\n{title}{number}\n各区公安局：")
    assert (read.title, read.issuer) == (title, body)


def test_the_name_of_a_body_is_the_title_where_no_other_line_is() -> None:
    assert read_metadata("贵阳市公安局\n（也说说学校的事）\n亲爱的家长：").title == "贵阳市公安局"


def test_who_signs_above_the_text_outweighs_the_first_line() -> None:
    assert read_metadata("贵阳市公安局\n护校须知", "贵阳市教育局\n2022年4月6日").issuer == "贵阳市教育局"


def test_the_parties_of_an_agreement_issue_it() -> None:
    front = "护童协作备忘录\n甲方：南明区花果园村民委员会（以下简称甲方）\n乙方：南明区公安局\n丙方：李明"
    assert read_metadata(front).issuer == "南明区花果园村民委员会、南明区公安局"
    assert read_metadata("护童协议\n甲方：李明\n乙方：王芳").issuer is None


@pytest.mark.parametrize("place", ["XX市", "××县", "Ｘ市"])
def test_places_may_be_left_open(place: str) -> None:
    assert read_metadata(f"{place}人民政府关于做好护校工作的通知\nX政发〔20XX〕XX号").issuer == f"{place}人民政府"


def test_an_order_is_dated_and_issued_by_who_signs_it() -> None:
    order = (
        "贵阳市人民政府令\n第35号\n《贵阳市护童办法》已经2021年3月5日市人民政府常务会议通过，现予公布。\n市长 李四\n2021年3月20日"
    )
    read = read_metadata(f"{order}\n贵阳市护童办法")
    assert (read.title, read.issuer, read.issued) == ("贵阳市护童办法", "贵阳市人民政府", "2021-03-20")
    older = read_metadata("贵阳市人民政府令\n第 3 号\n现发布《贵阳市护童办法》。\n市长：李四\n二〇一五年三月二日\n贵阳市护童办法")
    assert (older.title, older.issuer, older.issued) == ("贵阳市护童办法", "贵阳市人民政府", "2015-03-02")


def test_an_announcement_names_the_regulation() -> None:
    said = "《贵阳市护童条例》已由贵阳市第十五届人民代表大会常务委员会于2021年3月5日通过，现予公布。"
    body = "贵阳市人民代表大会常务委员会"
    assert read_metadata(f"{body}公告\n第12号\n{said}\n{body}\n2021年4月2日\n贵阳市护童条例") == Metadata(
        "贵阳市护童条例", f"{body}公告第12号", body, CITY, "2021-04-02"
    )
    assert read_metadata(f"{body}公告\n{said}\n贵阳市护童条例（节选）").title == "贵阳市护童条例（节选）"


@pytest.mark.parametrize(
    "head",
    [
        "贵阳市公安局 贵阳市民政局 贵阳市妇联\n关于护童的通知\n各县：",
        "贵阳市公安局\n贵阳市民政局\n贵阳市妇联\n文件\n关于护童的通知\n各县：",
        "贵阳市公安局\n贵阳市民政局\n贵阳市妇联文件\n筑公通〔2021〕1号\n关于护童的\n通　　知",
        "关于护童的通知\n贵阳市公安局（章）\n贵阳市民政局（章）\n贵阳市妇联（章）\n2021年4月2日",
        "贵阳市公安局等三部门关于护童的通知\n贵阳市公安局  贵阳市民政局\n贵阳市妇联\n2021年4月2日",
    ],
)
def test_all_bodies_of_a_joint_notice_issue_it(head: str) -> None:
    read = read_metadata(head)
    assert read.issuer == "贵阳市公安局、贵阳市民政局、贵阳市妇联"
    assert read.title is not None and read.title.endswith("关于护童的通知")


JOINT = [f"贵州省{body}" for body in ("公安厅", "民政厅", "教育厅", "司法厅", "财政厅", "人力资源和社会保障厅", "卫生健康委员会")]
TWO_COLUMNS = "\n".join(f"{'    '.join(JOINT[i : i + 2])}{'  文 件' if i == 2 else ''}" for i in range(0, 7, 2))


@pytest.mark.parametrize(
    "head",
    [
        "\n".join(JOINT) + "\n文件",
        "\n".join(JOINT) + "文件",
        "\n".join([*JOINT[:3], "文件", *JOINT[3:]]),
        "　".join(JOINT) + "　文件",
        "　".join(JOINT[:4]) + "\n" + "　".join(JOINT[4:]) + "\n文　件",
        TWO_COLUMNS,
    ],
)
@pytest.mark.parametrize("below", ["\n黔公发〔2021〕1号\n关于护童的意见\n各市：", "\n关于护童的意见\n各市："])
def test_a_joint_head_may_name_many_bodies_in_any_layout(head: str, below: str) -> None:
    read = read_metadata(head + below)
    assert (read.title, read.issuer) == ("关于护童的意见", "、".join(JOINT))
    sealed = read_metadata(f"关于护童的意见\n{'　'.join(JOINT[:3])}\n{'　'.join(JOINT[3:])}\n2021年4月2日")
    assert (sealed.issuer, sealed.issued) == (read.issuer, "2021-04-02")


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("贵阳市救助管理站\n贵阳市民政局\n中国人民银行贵阳中心支行\n护童制度", ""),
        ("护童制度\n贵阳市救助管理站  贵阳市民政局  中国人民银行贵阳中心支行\n（2021年4月）", ""),
        ("贵阳市救助管理站　贵阳市民政局　中国人民银行贵阳中心支行\n护童制度", "市救助站  市民政局\n2021年4月2日"),
        ("贵阳市救助管理站\n贵阳市民政局\n中国人民银行贵阳中心支行\n关于印发《护童制度》的通知\n护童制度", ""),
    ],
)
def test_bodies_above_or_below_a_title_of_any_wording_issue_it(front: str, back: str) -> None:
    read = read_metadata(front, back)
    assert (read.title, read.issuer) == ("护童制度", "贵阳市救助管理站、贵阳市民政局、中国人民银行贵阳中心支行")


@pytest.mark.parametrize(
    "title",
    [
        "关于加强客运站\n护童工作的通知",
        "关于规范市救助管理中心\n护童工作的意见",
        "关于走失儿童线索移交、核查和处\n理工作的通知",
        "转发省公安厅\n关于护童的通知",
        "加强客运站\n护童工作方案",
    ],
)
def test_a_line_of_a_broken_title_names_no_body(title: str) -> None:
    read = read_metadata(f"贵阳市公安局\n{title}\n各所：")
    assert read.title == f"贵阳市公安局{''.join(title.split())}" and read.issuer in ("贵阳市公安局", None)
    joint = read_metadata(f"贵阳市公安局\n贵阳市民政局\n{title}\n各所：")
    assert (joint.title, joint.issuer) == ("".join(title.split()), "贵阳市公安局、贵阳市民政局")


def test_who_made_what_is_forwarded_does_not_issue_it() -> None:
    head = "贵阳市人民政府办公室关于转发市公安局等部门护童计划的通知\n筑府办〔2021〕1号\n贵阳市人民政府办公室\n2021年4月2日"
    assert read_metadata(f"{head}\n护童计划\n市公安局 市民政局").issuer == "贵阳市人民政府办公室"


def test_names_of_rare_or_traditional_characters_are_known_and_kept() -> None:
    read = read_metadata("青棡县公安局\n青棡縣婦女聯合會\n關於護童的通知\n各所：")
    assert (read.title, read.issuer) == ("關於護童的通知", "青棡县公安局、青棡縣婦女聯合會")


def test_a_number_may_hold_a_word_for_a_kind_of_document() -> None:
    assert read_metadata("贵阳市公安局\n筑公函〔2021〕7号\n关于护童的函").doc_number == "筑公函〔2021〕7号"
    assert read_metadata("关于护童的通报\n筑公通报〔2021〕7号").doc_number == "筑公通报〔2021〕7号"


@pytest.mark.parametrize("printed", ["（2022年7月1日）", "(二〇二二年七月一日)"])
def test_a_date_in_brackets_below_the_title_is_that_of_the_document(printed: str) -> None:
    assert read_metadata(f"云河市教育局关于护童的意见\n{printed}").issued == "2022-07-01"


@pytest.mark.parametrize("kind", ["报告", "请示", "答复"])
def test_a_title_over_two_lines_may_be_a_letter_of_any_kind(kind: str) -> None:
    assert read_metadata(f"贵阳市教育局\n关于护童工作情况的{kind}\n市政府：").title == f"贵阳市教育局关于护童工作情况的{kind}"


@pytest.mark.parametrize(
    "title", ["2024年全市护童工作要点", "2024年度护童工作实施方案", "2024年河湾市护童工作意见", "二〇二四年护童工作计划"]
)
def test_a_title_may_begin_with_a_year(title: str) -> None:
    assert read_metadata(f"河湾市民政局\n2024年3月4日\n{title}").title == title


@pytest.mark.parametrize("line", ["2024年3月4日印发通知", "二〇二四年三月四日的通知"])
def test_a_date_is_no_title(line: str) -> None:
    assert read_metadata(f"{line}\n河湾市护童办法").title == "河湾市护童办法"


@pytest.mark.parametrize("sends", ["印发《护童若干措施》的通知", "转发《护童若干措施》的通知"])
def test_a_letter_without_its_own_subject_has_the_title_of_what_it_sends(sends: str) -> None:
    assert read_metadata(f"河湾市民政局\n{sends}\n各区：\n护童若干措施").title == "护童若干措施"


def test_the_title_is_no_body_that_issued_the_text() -> None:
    read = read_metadata("领导小组\n组长：县长\n一、小组每月开会。")
    assert (read.title, read.issuer) == ("领导小组", None)


def test_the_group_whose_members_are_listed_is_no_issuer() -> None:
    assert read_metadata("护童领导小组\n组长：县长").issuer is None
