"""Stage ``evaluate_agencies``: agencies, roles and links in documents never seen."""

from __future__ import annotations

from pipeline.actions.training import WRITTEN
from pipeline.agencies.learned import Learned
from pipeline.agencies.recogniser import Recogniser
from pipeline.agencies.register import Register
from pipeline.annotation.labels import read_labels
from pipeline.evaluation.agencies import BASELINES, compared, leave_one_document_out, on_written
from pipeline.evaluation.behaviour import load_role_cases, role_rows
from pipeline.evaluation.tables import write_table
from pipeline.files import read_yaml, write_json
from pipeline.project import LABELS, ROOT
from pipeline.stages.dataset import DATASET
from pipeline.stages.documents import RAW

METRICS = ROOT / "metrics" / "agencies.json"
PLOT = ROOT / "plots" / "agencies.csv"
ROLE_CASES = ROOT / "plots" / "role_cases.csv"


def main() -> None:
    """Write ``metrics/agencies.json`` and the table behind the plot."""
    evaluate = read_yaml(ROOT / "params.yaml")["evaluate"]
    labels = read_labels(DATASET)
    gold = [label for label in labels if label.origin != WRITTEN]
    written = [label for label in labels if label.origin == WRITTEN]
    register = Register.load(LABELS / "agencies.yaml", LABELS / "regions.csv")
    rules = read_yaml(LABELS / "role_rules.yaml")
    names = {doc_id: entry["name"] for doc_id, entry in read_yaml(RAW / "manifest.yaml")["documents"].items()}
    draws, seed = evaluate["bootstrap"], evaluate["seed"]
    baselines = {name: fit(written) for name, fit in BASELINES.items()}
    documents, rows = leave_one_document_out(gold, written, register, rules, baselines, names, draws, seed)
    rules_only, model = Recogniser(register, rules), Recogniser(register, rules, Learned.fit(labels))
    held_out = compared(read_labels(LABELS / "held_out"), {"model": model} | baselines, rules_only, draws, seed)
    styles = on_written(written, rules_only, draws, seed)
    write_json(METRICS, {"leave_one_document_out": documents, "held_out": held_out, "written_styles": styles})
    write_table(PLOT, rows)
    write_table(ROLE_CASES, role_rows(load_role_cases(), {"model": model, "jieba_nt": baselines["jieba_nt"]}))


if __name__ == "__main__":
    main()
