"""Stage ``evaluate_agencies``: agencies, roles and links in documents never seen."""

from __future__ import annotations

from itertools import chain, islice

from provtag.agencies.model import AgencyModel
from provtag.evaluation.agencies import BASELINES, MODEL, Experiments, Trial, answers_of, rows, without_hands
from provtag.evaluation.agency_baselines import JiebaBaseline
from provtag.evaluation.behaviour import load_role_cases, role_rows
from provtag.evaluation.charts import draw
from provtag.evaluation.tables import write_table
from provtag.files import read_yaml, write_json
from provtag.labels import WRITTEN, read_labels, stored_labels
from provtag.parsed import read_documents
from provtag.paths import DATASET, DOCUMENTS, HELD_OUT, MANIFEST, METRICS, MODELS, PLOTS
from provtag.settings import AgencySettings, EvaluationSettings, read_settings


def main() -> None:
    """Write ``metrics/agencies.json`` and tables and pictures of the figures."""
    labels, held_out = stored_labels(DATASET), read_labels(HELD_OUT)
    names = {doc_id: entry["name"] for doc_id, entry in sorted(read_yaml(MANIFEST)["documents"].items())}
    model = AgencyModel.load(MODELS / "agencies")
    experiments = Experiments(
        model.register, read_documents(DOCUMENTS), read_settings(AgencySettings), read_settings(EvaluationSettings)
    )
    seeds = {label.doc_id for label in labels} & {*names}
    asked = [*(label for label in labels if label.doc_id in seeds), *held_out]
    written = [label for label in labels if label.origin == WRITTEN]
    without = list(without_hands(labels))
    found = experiments.answers([*without, *(Trial(name, written, asked) for name in BASELINES)])
    by_model = list(chain(*islice(found, len(without))))
    by_origin = experiments.by_origin([item for item in by_model if item[0].doc_id not in seeds])  # while the baselines learn
    baselines = dict(zip(BASELINES, found, strict=True))
    of_seeds = [item for item in by_model if item[0].doc_id in seeds]
    systems = {MODEL: [*of_seeds, *answers_of(held_out, model.recogniser)]} | baselines
    documents = {names[doc_id]: experiments.compared(systems, {doc_id}) for doc_id in sorted(seeds)}
    figures = {
        "leave_one_document_out": documents,  # the seeds, each by a model that has not seen its hand; the key is older than that
        "held_out": experiments.compared(systems, {label.doc_id for label in held_out}),
    }
    write_json(METRICS / "agencies.json", figures | by_origin)
    cases = role_rows(load_role_cases(), {MODEL: model.recogniser, "jieba_nt": JiebaBaseline()})
    for name, table in (("agencies", list(rows(documents))), ("role_cases", cases)):
        write_table(PLOTS / f"{name}.csv", table)
        draw(PLOTS / f"{name}.svg", table)


if __name__ == "__main__":
    main()
