"""Who acts: whether words open with a body that does something, as a duty does and a title does not."""

from __future__ import annotations

from provtag.patterns import Pattern
from provtag.structure.text import IN_BRACKETS

_ENDS = (
    "局|厅|廳|部(?!署)|委|办|辦|院|校|园|園|所|站|队|隊|(?<!部)署|处|處|科|股|室|团|團|支部|中心|基地|部门|部門|机关|機關|机构|機構|政府|单位|單位|组织|組織|协会"
    "|協會|(?:委[员員]|居|村委|工|总|商|学|红十字)会|联席会议|领导小组|妇联|婦聯|残联|团县委|企业|企業|公司|街道|镇街|乡镇|社区|社區|各[村镇乡县区市州]"
    "|公安|民政|教育|卫健|司法|财政|网信|文旅|法院|检察院|派出所|民警|网格员|网格員|教师|教師|志愿者|负责人|負責人|责任人|家长"
)
# Said of somebody, these are what somebody does.
_ACTS = (
    "组织|組織|开展|開展|加强|加強|加大|成立|设立|設立|建立|健全|制定|完善|落实|落實|会同|會同|配合|协助|協助|指导|指導|督促|排查|摸排|登记|登記"
    "|走访|走訪|巡查|巡逻|巡邏|核查|核对|核對|核实|核實|清点|清點|查验|查驗|查处|查找|侦办|侦查|偵查|侦破|严打|解救|护送|举办|舉辦|开设|張贴|张贴|播放|发布|发放"
    "|提供|采集|录入|比对|通报|报告|报送|移送|受理|起诉|追究|处理|清理|整治|规范|安排|拨付|拨出|做好|抓好|实行|推行|推进|完成|确保|参与|参加|设置"
    "|每[年月周季日天半]|定期|及时|及時|依法|严格|統一|统一|积极|切实|认真|全面|将|對|对|把|向|为|于|應|应|须|須|可以|不得|要(?!求|素|件|点|點)|负责|負責|牵头|牽頭"
)
# These are also names of what is done: 学校宣传反拐知识, but 校园宣传.
_NAMES = "清查|帮扶|幫扶|宣传|宣傳|打击|打擊|救助|安置|接收|管理|教育|培训|培訓|检查|檢查|监督|監督|服务|服務|保障|审理|审查|维护"
_TITLE_ENDS = "工作|职责|職責|任务|任務|建设|建設|管理|机制|機制|制度|要求|措施|体系|服务|保障|教育|宣传|分工|目标|重点"
_FIELD = Pattern(rf"(?:{_TITLE_ENDS}|领域|領域|方面|环节|環節|行业|行業|场所|場所|阶段|階段)$")
_ACTOR = Pattern(rf"[\u4e00-\u9fff、]{{0,20}}(?:{_ENDS})")
_ACT = rf"(?:(?:{_ACTS})[^，。；]{{2}}|(?:{_NAMES})(?![^，。；]{{0,12}}(?:(?:{_TITLE_ENDS})[。；]?$|[有不未]))[^，。；]{{2}})"
_DUTY = Pattern(rf"(?!(?:{_ACTS}))[\u4e00-\u9fff、（）]{{0,20}}?(?:{_ENDS}){_ACT}")
_GLOSS = Pattern(f"{IN_BRACKETS.pattern}$")
_FIRST_ACT = Pattern(_ACT)
MUST = "应当|應當|不得|必须|必須"  # said of whoever a rule is for
BINDS = Pattern(f"{MUST}|严禁|嚴禁")
_LONGEST_NAME = 8  # characters in which it shows who acts
_LEAST_ACT = 5  # characters; shorter words are a title: 组织领导, 监督检查


def without_gloss(name: str) -> str:
    """Return ``name`` without the brackets behind it: 人事股（师训办）, 县交通局（含汽车站）."""
    return _GLOSS.sub("", name)


def opens_with_actor(words: str) -> bool:
    """Say whether ``words`` open with a body or person who does something: 县公安局成立专案组, not 公安工作 or 加强巡逻."""
    return bool(_DUTY.match(words))


def opens_with_name(words: str) -> bool:
    """Say whether ``words`` open with the short name of a body or a person, whatever is said of it."""
    return any(is_actor(words[:length]) for length in range(2, _LONGEST_NAME + 1))


def opens_with_act(words: str) -> bool:
    """Say whether ``words`` open with what somebody does, or with who does it: 清查无证旅店, not 组织领导 or 适用对象."""
    return (len(words) >= _LEAST_ACT and may_be_act(words)) or opens_with_actor(words)


def may_be_act(words: str) -> bool:
    """Say whether ``words`` open with what somebody does, or name it as a short title does: 清查旅店, 组织领导."""
    return bool(_FIRST_ACT.match(words))


def is_actor(words: str) -> bool:
    """Say whether ``words`` are nothing but a body or a person: 社区民警."""
    return bool(_ACTOR.fullmatch(words))


def names_field(words: str) -> bool:
    """Say whether ``words`` end as the name of a field of work does: 人力资源领域, 校园管理."""
    return bool(_FIELD.search(words))
