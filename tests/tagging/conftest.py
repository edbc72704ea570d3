from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from provtag.actions.context import Context, ContextReader, ContextWeights, Odds
from provtag.actions.log_odds import LinearWeights
from provtag.actions.model import ActionModel
from provtag.actions.vectoriser import ClauseVectoriser, ClauseView
from provtag.agencies.model import AgencyModel
from provtag.files import read_yaml
from provtag.paths import HEADING_CUES, PACKAGE
from provtag.schema import ActionType
from provtag.settings import ActionSettings, Block, DecisionSettings, Review, read_settings
from provtag.tagging.packaging import package
from tests.small_models import quick_measures

CLAUSES = ("公安机关负责严厉打击拐卖犯罪", "民政部门负责救助被拐卖的人员", "各级人民政府加强反拐宣传教育,预防拐卖犯罪")
BLOCKS = (
    Block("own", "ngrams", 0.7, n=1),
    Block("own", "ngrams", 1.0, n=2),
    Block("own", "lexicon", 0.25),
    Block("headings", "ngrams", 0.4, n=2),
)


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory, quick_agencies: AgencyModel) -> Path:
    """A packaged pipeline with the real register and a few weights drawn at random."""
    lexicon = {"crackdown": ["打击", "侦破"], "rescue": ["救助", "解救"]}
    vectoriser = ClauseVectoriser(BLOCKS, lexicon).fit([ClauseView(own=text, headings="总则") for text in CLAUSES])
    size, own = sum(channel.size for channel in vectoriser.channels_), vectoriser.own.size
    draw = np.random.default_rng(20261121).normal
    weights = LinearWeights(draw(0, 2, (5, size)), draw(0, 1, 5), draw(0, 2, (4, own)), np.ones(4), draw(0, 1, 4)).rounded()
    settings = replace(read_settings(ActionSettings), blocks=BLOCKS)
    decisions = DecisionSettings(dict.fromkeys(ActionType, 0.5), Review(1.0, 0.6))
    folder = tmp_path_factory.mktemp("model") / "provtag"
    reader = ContextReader(read_yaml(HEADING_CUES))
    nothing = np.zeros((1, 4))
    columns, _ = reader.columns([ClauseView(own="打击")], Odds(nothing, nothing, nothing))
    around = ContextWeights(np.ones(4), draw(0, 0.1, (4, columns.shape[1])), np.zeros(4)).rounded()
    actions = ActionModel(vectoriser, weights, Context(reader, around), settings, decisions)
    package(actions, quick_agencies, quick_measures(actions), folder)
    return folder


@pytest.fixture
def workers_find_the_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(PACKAGE.parent), str(Path(__file__).parent))))


@pytest.fixture
def regulations(tmp_path: Path) -> Path:
    """A folder of six short regulations, one of them empty (it fails)."""
    return write_regulations(tmp_path / "regulations")


def write_regulations(folder: Path) -> Path:
    """Write the regulations into ``folder``, and return it."""
    for number in range(5):
        path = folder / f"地区{number}" / "细则.txt"
        path.parent.mkdir(parents=True)
        path.write_text(
            f"第{number + 1}市反拐实施细则\n第一章　总则\n"
            "第一条　公安机关负责严厉打击拐卖犯罪，依法从重惩处。民政部门救助被解救的妇女儿童。\n"
            f"第二条　=加强宣传教育{'，预防拐卖' * number}。（市公安局牵头，市妇联、市民政局配合）\n",
            encoding="utf-8",
        )
    (folder / "空.txt").write_text("", encoding="utf-8")
    return folder
