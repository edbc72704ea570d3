"""Stage ``evaluate_agencies``: agencies, roles and links in documents never seen."""

from __future__ import annotations

from provtag.agencies.learned import Learned
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.evaluation.agencies import BASELINES, compared, leave_one_document_out, on_written
from provtag.evaluation.behaviour import load_role_cases, role_rows
from provtag.evaluation.tables import write_table
from provtag.files import read_yaml, write_json
from provtag.labels import WRITTEN, read_labels
from provtag.paths import DATASET, HELD_OUT, MANIFEST, METRICS, PLOTS, REGISTER, ROLE_RULES
from provtag.settings import EvaluationSettings, read_settings


def main() -> None:
    """Write ``metrics/agencies.json`` and the table behind the plot."""
    evaluate = read_settings(EvaluationSettings)
    labels = read_labels(DATASET)
    gold = [label for label in labels if label.origin != WRITTEN]
    written = [label for label in labels if label.origin == WRITTEN]
    register = Register.load(REGISTER)
    rules = read_yaml(ROLE_RULES)
    names = {doc_id: entry["name"] for doc_id, entry in read_yaml(MANIFEST)["documents"].items()}
    draws, seed = evaluate.bootstrap, evaluate.seed
    baselines = {name: fit(written) for name, fit in BASELINES.items()}
    documents, rows = leave_one_document_out(gold, written, register, rules, baselines, names, draws, seed)
    rules_only, model = Recogniser(register, rules), Recogniser(register, rules, Learned.fit(labels))
    held_out = compared(read_labels(HELD_OUT), {"model": model} | baselines, rules_only, draws, seed)
    styles = on_written(written, rules_only, draws, seed)
    write_json(METRICS / "agencies.json", {"leave_one_document_out": documents, "held_out": held_out, "written_styles": styles})
    write_table(PLOTS / "agencies.csv", rows)
    write_table(PLOTS / "role_cases.csv", role_rows(load_role_cases(), {"model": model, "jieba_nt": baselines["jieba_nt"]}))


if __name__ == "__main__":
    main()
