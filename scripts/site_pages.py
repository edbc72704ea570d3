"""The pages of the site: every page of the repository at its own path, and the files that they link to."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

PATTERNS = ("*.md", "docs/*.md", "labels/**/*.md", "benchmarks/*.md")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
ROOT = Path(__file__).resolve().parents[1]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the pages of the repository and the files they link to in place of those of ``docs_dir``; assets stay."""
    pages = sorted(path for pattern in PATTERNS for path in ROOT.glob(pattern))
    linked = {(page.parent / link).resolve() for page in pages for link in LINK.findall(page.read_text(encoding="utf-8"))}
    others = sorted(path for path in linked - set(pages) if path.is_file() and path.is_relative_to(ROOT))
    kept = [file for file in files if not Path(str(file.abs_src_path)).is_relative_to(ROOT / "docs")]
    added = [File.generated(config, str(path.relative_to(ROOT)), abs_src_path=str(path)) for path in (*pages, *others)]
    return Files([*kept, *added])
