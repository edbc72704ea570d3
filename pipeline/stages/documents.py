"""Stage ``documents``: read the seeds of ``data/raw``, checked against their manifest, and the documents to learn from."""

from __future__ import annotations

import hashlib
from dataclasses import asdict

from provtag.documents.reader import read_file
from provtag.files import read_yaml, write_jsonl
from provtag.labels import hands
from provtag.paths import MANIFEST, RAW, TEXTS, WHOLE_DOCUMENTS
from provtag.schema import ProvtagError


def main() -> None:
    """Write ``data/interim/texts.jsonl``, one object a document: doc_id and what the reader found."""
    rows = []
    seeds = read_yaml(MANIFEST)["documents"]
    for path in sorted(RAW.iterdir()):
        if path != MANIFEST and path.name not in {entry["file"] for entry in seeds.values()}:
            raise ProvtagError(
                f"{path}: not in {MANIFEST.name}; enter it with `provtag seed add`, or move it to data/incoming to be tagged only"
            )
    for doc_id, entry in seeds.items():
        path = RAW / entry["file"]
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None
        if digest != entry["sha256"]:
            raise ProvtagError(f"{path}: not the file of the manifest; restore it byte for byte")
        rows.append({"doc_id": doc_id} | asdict(read_file(path)) | {"source": f"data/raw/{entry['file']}"})
    for doc_id in hands(WHOLE_DOCUMENTS):
        name = f"{doc_id}.txt"
        rows.append({"doc_id": doc_id} | asdict(read_file(WHOLE_DOCUMENTS / name)) | {"source": f"labels/documents/{name}"})
    write_jsonl(TEXTS, rows)


if __name__ == "__main__":
    main()
