"""Packs the trained parts as one spaCy pipeline directory."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import spacy

from provtag import __version__
from provtag.actions.model import ActionModel
from provtag.agencies.model import AgencyModel
from provtag.measures.model import MeasureModel
from provtag.tagging.components import ActionsComponent, AgenciesComponent, MeasuresComponent
from provtag.tagging.manifest import write_manifest
from provtag.tagging.tagger import ACTIONS, AGENCIES, MEASURES
from provtag.tagging.taught import Taught


def package(
    actions: ActionModel,
    agencies: AgencyModel,
    measures: MeasureModel,
    path: Path,
    taught: Taught | None = None,
    beside: Mapping[str, Path] | None = None,
) -> None:
    """Write the spaCy pipeline directory ``path`` (replaced if it exists): character tokens, agencies, action types, measures,
    and which clauses were ``taught`` to them.

    ``beside``: name → folder of what was trained for other rooms and travels along. Raises ProvtagError where a weight is no
    finite number.
    """
    nlp = spacy.blank("zh", meta={"name": "provtag", "version": __version__})
    agencies_component = nlp.add_pipe(AGENCIES)
    assert isinstance(agencies_component, AgenciesComponent)
    agencies_component.model = agencies
    actions_component = nlp.add_pipe(ACTIONS)
    assert isinstance(actions_component, ActionsComponent)
    actions_component.model = actions
    measures_component = nlp.add_pipe(MEASURES)
    assert isinstance(measures_component, MeasuresComponent)
    measures_component.model = measures
    shutil.rmtree(path, ignore_errors=True)
    nlp.to_disk(path)
    (taught or Taught()).save(path)
    for name, folder in (beside or {}).items():
        shutil.copytree(folder, path / name)
    write_manifest(path)
