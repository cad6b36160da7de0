"""A statement of an answer in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from retrieval.evidence.sentence import EvidenceSentence


@dataclass
class Statement:
    """One claim to be: its sentence, further sentences of other documents in the same words, and what is to be told."""

    evidence: EvidenceSentence
    repeats: list[EvidenceSentence] = field(default_factory=list)
    caveats: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether nothing must be told of it."""
        return not (self.caveats or self.evidence.fit.caveats)
