"""The parameters of ``params.yaml`` as types, one a section; read and checked in one place.

Only ``read_settings`` opens the file. A section is a frozen dataclass whose fields say what a value may be, which ``checking``
holds them to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from provtag.checking import Kind, Range, checked, expect
from provtag.files import read_yaml
from provtag.paths import SETTINGS
from provtag.schema import ActionType, ProvtagError

Positive = Annotated[float, Range(0, open=True)]
Weight = Annotated[float, Range(0)]
Share = Annotated[float, Range(0, 1)]
Count = Annotated[int, Range(1)]
Folds = Annotated[int, Range(2)]


@dataclass(frozen=True, slots=True)
class DatasetSettings:
    """Section ``dataset``: whether the examples of ``labels/written`` are part of training."""

    SECTION: ClassVar = "dataset"
    use_written: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One family of features: which text of the clause (``channel``), what is counted there, how much it weighs.

    ``n`` and ``min_df`` are for n-grams: their length, and in how many training clauses one must stand.
    """

    channel: Literal["own", "headings", "lead_in"]
    kind: Literal["ngrams", "lexicon"]
    weight: Weight
    n: Annotated[int, Range(1, 3)] = 1
    min_df: Count = 1


@dataclass(frozen=True, slots=True)
class Measures:
    """Whether the measures inside a clause are read apart, and what one weighs beside a whole clause in training."""

    use: bool
    weight: Weight


@dataclass(frozen=True, slots=True)
class ContextSettings:
    """Whether a clause is read in its document; how much the weights of its surroundings are held to nought; what a clause that
    stands alone weighs beside one in a document when they are learnt."""

    use: bool
    penalty: Positive
    alone_weight: Weight


@dataclass(frozen=True, slots=True)
class Review:
    """When a person decides: where the log-odds that all types are right are below ``margin``, or the share of known
    two-character runs is below ``familiarity``."""

    margin: float
    familiarity: Share


@dataclass(frozen=True, slots=True)
class ActionSettings:
    """Section ``actions``: how the action-type model is trained. What it decides then is ``DecisionSettings``.

    ``C``: inverse strength of the penalty. ``tolerance``: the solver's, in log-odds. ``calibration_folds``: None for one a group.
    """

    SECTION: ClassVar = "actions"
    blocks: tuple[Block, ...]
    C: Positive
    tolerance: Positive
    measures: Measures
    context: ContextSettings
    written_weight: Weight
    calibration_folds: Folds | None


@dataclass(frozen=True, slots=True)
class DecisionSettings:
    """Section ``actions`` too: what a trained model decides, and when a person does. A change of these trains nothing anew."""

    SECTION: ClassVar = "actions"
    thresholds: dict[ActionType, Annotated[float, Range(0, 1, open=True)]]
    review: Review


# What a model decides before anybody chose thresholds: the likelier, and never a person.
EVEN = DecisionSettings(dict.fromkeys(ActionType, 0.5), Review(-1000.0, 0))


@dataclass(frozen=True, slots=True)
class TypeSets:
    """How sets of action types are learnt: regularisation, tolerance, the share of clauses that a set must have at ``least``, and
    how much a clause of a seed weighs beside one of another whole document."""

    C: Positive
    tolerance: Positive
    least: Annotated[float, Range(0, 1)]
    seed_weight: Positive


@dataclass(frozen=True, slots=True)
class MeasureSettings:
    """Section ``measures``: the model of what exactly a clause orders.

    ``longest``: of the n-grams that are read; ``min_df``: in how many training clauses one must stand. ``heading``, ``lead_in``:
    what the words of a clause's innermost heading and of its lead-in count beside its own. ``C``, ``tolerance``: of the linear
    SVM; ``bayes``: what a complement naive Bayes counts beside it. ``document_weight``: of a clause of a whole document beside a
    written example. ``folds``: in which hands are left out. ``threshold``: the share from which a measure is among those of a
    clause; ``least``: below it not even the likeliest is known. ``sets``: of action types, the last
    word on which the measures have.
    """

    SECTION: ClassVar = "measures"
    longest: Annotated[int, Range(1, 3)]
    min_df: Count
    heading: Weight
    lead_in: Weight
    C: Positive
    tolerance: Positive
    bayes: Weight
    document_weight: Positive
    folds: Folds
    threshold: Annotated[float, Range(0, 1, open=True)]
    least: Annotated[float, Range(0, 1, open=True)]
    sets: TypeSets


@dataclass(frozen=True, slots=True)
class Descent:
    """A linear model learnt by stochastic descent: the L2 penalty, and how often it goes through the rows."""

    penalty: Positive
    rounds: Count


@dataclass(frozen=True, slots=True)
class Regression:
    """A linear model fitted to its optimum: inverse strength of the L2 penalty, and the solver's tolerance."""

    C: Positive
    tolerance: Positive


@dataclass(frozen=True, slots=True)
class AgencySettings:
    """Section ``agencies``: where names are, whose they are and what they are in their clause.

    ``C``, ``rounds``: inverse strength of the penalty, and passes over the examples at most, of the decision.
    ``document_weight``: of a clause of a whole document. ``boundaries``, ``names``, ``links``: the models of where names begin
    and end, of the names between, and of whose those are that the register lacks; ``unknown_weight``: of such a name beside a
    known one there. ``folds``: parts of the documents, each read by a choice of names that has not seen it, for the decision.
    """

    SECTION: ClassVar = "agencies"
    C: Positive
    rounds: Count
    document_weight: Positive
    boundaries: Descent
    names: Regression
    links: Descent
    unknown_weight: Positive
    folds: Folds


@dataclass(frozen=True, slots=True)
class EmbeddingSettings:
    """How clauses become vectors: runs of up to ``longest`` characters in 2^``bits`` buckets, ``latent`` dimensions found in
    ``iterations`` passes from ``seed``, of which ``dimensions`` that tell measures apart are kept; ``shrinkage`` of their spread.
    """

    longest: Count
    bits: Annotated[int, Range(1, 24)]
    latent: Count
    iterations: Count
    seed: Annotated[int, Range(0)]
    dimensions: Count
    shrinkage: Share


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """Section ``alignment``: counterparts of clauses. ``C``: inverse strength of the penalty on the score's weights, found in at
    most ``iterations``. ``thresholds``: the probabilities from which on two clauses may count as counterparts; the best of them
    is taken."""

    SECTION: ClassVar = "alignment"
    embedding: EmbeddingSettings
    C: Positive
    iterations: Count
    thresholds: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class EvaluationSettings:
    """Section ``evaluate``: draws of the bootstrap, and the seed of every draw."""

    SECTION: ClassVar = "evaluate"
    bootstrap: Count
    seed: Annotated[int, Range(0)]


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """Section ``tag``: what one document may cost.

    ``processor_seconds`` and ``memory_mb`` (address space) bound the worker itself, so they hold on a busy machine too;
    ``seconds`` of clock also count the child processes that read PDFs and recognise scans.
    """

    SECTION: ClassVar = "tag"
    processor_seconds: Count
    memory_mb: Count
    seconds: Count


@dataclass(frozen=True, slots=True)
class ReuseSettings:
    """Section ``reuse``: how many characters two documents must have in common in one run."""

    SECTION: ClassVar = "reuse"
    shortest: Count


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """Section ``network``: how often clauses are shuffled to test a difference, and the seed of the shuffles."""

    SECTION: ClassVar = "network"
    shuffles: Count
    seed: Annotated[int, Range(0)]


@dataclass(frozen=True, slots=True)
class CopySettings:
    """Section ``copies``: when two documents are one.

    Texts are compared by the runs of ``window`` characters that both have, of which up to ``windows`` of each are looked at; from
    the share ``alike`` on they are nearly the same, from ``same`` on one counts for both.
    """

    SECTION: ClassVar = "copies"
    window: Count
    windows: Count
    alike: Share
    same: Share


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """Section ``desk``: what the report compares.

    Up to so many ``documents`` each with each, up to so many ``characters`` with those of earlier documents; of each of up to so
    many ``clauses`` the ``nearest`` other ones whose cosine is at least ``alike``.
    """

    SECTION: ClassVar = "desk"
    documents: Count
    characters: Count
    clauses: Count
    nearest: Count
    alike: Share


SECTIONS = (
    DatasetSettings,
    ActionSettings,
    MeasureSettings,
    DecisionSettings,
    AgencySettings,
    AlignmentSettings,
    EvaluationSettings,
    DocumentLimits,
    ReuseSettings,
    NetworkSettings,
    CopySettings,
    DeskSettings,
)


def read_settings(kind: type[Kind], path: Path = SETTINGS) -> Kind:
    """Return the section of ``path``, or the part of it, that ``kind`` is; raises ProvtagError (one line) where a key or value is
    wrong, in whichever section."""
    sections = {str(section.SECTION) for section in SECTIONS}
    content = read_yaml(path)
    if not isinstance(content, dict) or set(content) != sections:
        raise ProvtagError(f"{path}: its sections must be {', '.join(sorted(sections))}; see docs/developer.md")
    read: dict[Any, Any] = {section: _part(section, content, path) for section in SECTIONS}
    found: Kind = read[kind]
    return found


def _part(kind: type[Any], content: Mapping[str, Any], path: Path) -> Any:
    """Return what of its section ``kind`` says; other kinds may say the rest."""
    name: str = kind.SECTION
    where = f"{path}: {name}"
    section = expect(content[name], Mapping, "a group of keys", where)
    elsewhere = {field.name for other in SECTIONS if name == other.SECTION and other is not kind for field in fields(other)}
    return checked(kind, {key: value for key, value in section.items() if key not in elsewhere}, where)
