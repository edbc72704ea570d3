"""Stage ``evaluate_agencies``: agencies, roles and links in documents never seen."""

from __future__ import annotations

from provtag.agencies.register import Register
from provtag.corpus import labelled_documents
from provtag.evaluation.agencies import BASELINES, Experiments
from provtag.evaluation.behaviour import load_role_cases, role_rows
from provtag.evaluation.charts import draw
from provtag.evaluation.tables import write_table
from provtag.files import read_yaml, write_json
from provtag.labels import WRITTEN, read_labels
from provtag.paths import DATASET, HELD_OUT, MANIFEST, METRICS, PLOTS, REGISTER
from provtag.settings import AgencySettings, EvaluationSettings, read_settings


def main() -> None:
    """Write ``metrics/agencies.json`` and tables and pictures of the figures."""
    labels = read_labels(DATASET)
    names = {doc_id: entry["name"] for doc_id, entry in read_yaml(MANIFEST)["documents"].items()}
    baselines = {name: fit([label for label in labels if label.origin == WRITTEN]) for name, fit in BASELINES.items()}
    experiments = Experiments(
        labels, Register.load(REGISTER), labelled_documents(), read_settings(AgencySettings), read_settings(EvaluationSettings)
    )
    documents, rows = experiments.leave_one_document_out(names, baselines)
    model = experiments.trained(labels)
    held_out = experiments.compared(read_labels(HELD_OUT), {"model": model} | baselines)
    write_json(
        METRICS / "agencies.json",
        {"leave_one_document_out": documents, "held_out": held_out} | experiments.leave_hands_out(frozenset(names)),
    )
    cases = role_rows(load_role_cases(), {"model": model, "jieba_nt": baselines["jieba_nt"]})
    for name, table in (("agencies", rows), ("role_cases", cases)):
        write_table(PLOTS / f"{name}.csv", table)
        draw(PLOTS / f"{name}.svg", table)


if __name__ == "__main__":
    main()
