"""Stage ``evaluate_agencies``: agencies, roles and links in documents never seen."""

from __future__ import annotations

from itertools import chain

from provtag.agencies.model import AgencyModel
from provtag.corpus import labelled_documents
from provtag.evaluation.agencies import BASELINES, MODEL, Experiments, Trial, answer, rows, without_documents, without_hands
from provtag.evaluation.agency_baselines import JiebaBaseline
from provtag.evaluation.behaviour import load_role_cases, role_rows
from provtag.evaluation.charts import draw
from provtag.evaluation.tables import write_table
from provtag.files import read_yaml, write_json
from provtag.labels import WRITTEN, read_labels
from provtag.paths import DATASET, HELD_OUT, MANIFEST, METRICS, MODELS, PLOTS
from provtag.settings import AgencySettings, EvaluationSettings, read_settings


def main() -> None:
    """Write ``metrics/agencies.json`` and tables and pictures of the figures."""
    labels, held_out = read_labels(DATASET), read_labels(HELD_OUT)
    names = {doc_id: entry["name"] for doc_id, entry in sorted(read_yaml(MANIFEST)["documents"].items())}
    model = AgencyModel.load(MODELS / "agencies")
    experiments = Experiments(
        model.register, labelled_documents(), read_settings(AgencySettings), read_settings(EvaluationSettings)
    )
    seeds, hands = list(without_documents(labels, names)), list(without_hands(labels, names))
    asked = [label for trial in seeds for label in trial.test] + held_out
    written = [label for label in labels if label.origin == WRITTEN]
    found = iter(experiments.answers([*(Trial(name, written, asked) for name in BASELINES), *seeds, *hands]))
    baselines = {name: next(found) for name in BASELINES}
    by_model = [*chain(*(next(found) for _ in seeds)), *(answer(label, model.recogniser) for label in held_out)]
    systems = {MODEL: by_model} | baselines
    seed_ids = {trial.test[0].doc_id for trial in seeds}
    documents = {names[doc_id]: experiments.compared(systems, {doc_id}) for doc_id in sorted(seed_ids)}
    figures = {
        "leave_one_document_out": documents,
        "held_out": experiments.compared(systems, {label.doc_id for label in held_out}),
    }
    write_json(METRICS / "agencies.json", figures | experiments.by_origin(list(chain(*found))))
    cases = role_rows(load_role_cases(), {MODEL: model.recogniser, "jieba_nt": JiebaBaseline()})
    for name, table in (("agencies", list(rows(documents))), ("role_cases", cases)):
        write_table(PLOTS / f"{name}.csv", table)
        draw(PLOTS / f"{name}.svg", table)


if __name__ == "__main__":
    main()
