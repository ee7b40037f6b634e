"""The two sides of a comparison, laid out: what is compared."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from depliant.content.model import Edition
from depliant.errors import Diagnostic
from depliant.geometry import Rect
from depliant.sentences import NOTHING, Sentence


class Leaf(Struct, frozen=True):
    """A page of the screen file: its panel's id and title, and the frames of its drawings."""

    id: str
    title: str
    frames: tuple[Rect, ...] = ()


class Proof(Struct, frozen=True):
    """A side in one language: its screen file, and what it was made from.

    `fit` is the copyfit step of each side of the sheet by its name. `bases` gives the figure
    that a share is a share of, by the share's id. `colon` is how the language sets one, with the
    spaces round it. `folded` says how the sheet is folded, and which panel stands where. A PDF
    alone has no edition.
    """

    language: str
    pdf: bytes
    leaves: tuple[Leaf, ...] = ()
    fit: tuple[tuple[str, Sentence], ...] = ()
    edition: Edition | None = None
    bases: Mapping[str, str] = field(default_factory=dict)
    colon: str = ": "
    folded: Sentence = NOTHING


class Side(Struct, frozen=True):
    """One side: what the call named it, its title and date, its proofs by language."""

    name: str
    title: str
    date: str
    proofs: tuple[Proof, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def sourced(self) -> bool:
        """Whether there is content behind it, not a PDF alone."""
        return all(proof.edition is not None for proof in self.proofs)
