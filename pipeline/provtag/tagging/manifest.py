"""What a packaged model consists of: a manifest of hashes and shapes beside its files, checked before any of them is used."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np

from provtag.files import file_hash, read_json, write_json
from provtag.schema import ProvtagError

MANIFEST = "manifest.json"
# The folder of what finds the counterparts of clauses: it travels along and is no part of the spaCy pipeline.
ALIGNMENT = "provtag_alignment"


def write_manifest(model: Path) -> None:
    """Write the manifest of the pipeline directory ``model``; raises ProvtagError where a weight is no finite number."""
    facts = {name: {"sha256": file_hash(model / name)} | _shape(model / name) for name in _names(model)}
    write_json(model / MANIFEST, facts)


def checked_model(model: Path) -> str:
    """Return the hash of all that ``model`` consists of; raises ProvtagError where it is not what was packaged."""
    if not (model / "config.cfg").exists():
        raise ProvtagError(f"{model}: no model there; run `make run` (or `dvc repro`) to train it")
    if not (model / MANIFEST).exists():
        raise ProvtagError(f"{model}: a model without {MANIFEST}; run `dvc repro` to package it anew")
    listed = read_json(model / MANIFEST)
    if not isinstance(listed, dict) or not listed:
        raise ProvtagError(f"{model / MANIFEST}: lists no files; run `dvc repro` to package the model anew")
    if unlisted := [name for name in _names(model) if name not in listed]:
        raise ProvtagError(f"{model}: damaged model, {MANIFEST} does not name {unlisted[0]}; remove that file or package it anew")
    for name, facts in listed.items():
        try:
            is_same = isinstance(facts, dict) and facts.get("sha256") == file_hash(model / name)
            # Nothing is loaded that is not what was packaged: a damaged head of an array may ask for any memory.
            is_sound = is_same and facts == {"sha256": facts["sha256"]} | _shape(model / name)
        except (OSError, ValueError, EOFError) as error:
            raise ProvtagError(f"{model}: damaged model, {name} cannot be read ({error}); package it anew") from None
        if not is_sound:
            raise ProvtagError(f"{model}: damaged model, {name} is not what was packaged; package it anew")
    return hashlib.sha256((model / MANIFEST).read_bytes()).hexdigest()


def _names(model: Path) -> list[str]:
    """Return what is in the folder of a model, by its place there; folders and the manifest itself are left out."""
    inside = (path for path in model.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted(path.relative_to(model).as_posix() for path in inside if path != model / MANIFEST)


def _shape(path: Path) -> dict[str, Any]:
    """Return type and shape of an array, as the manifest says them beside the hash; nothing of another file.

    Raises ProvtagError where a weight is no finite number; OSError, ValueError or EOFError where the file cannot be read.
    """
    if path.suffix != ".npy":
        return {}
    array = np.load(path, allow_pickle=False)
    if not np.isfinite(array).all():
        raise ProvtagError(f"{path}: damaged model, holds values that are no finite numbers; train it anew")
    return {"type": str(array.dtype), "shape": list(array.shape)}
