"""Proofs that go out, and what comes back."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "proof-unreadable": "The file of a reviewer's answers is not there, or cannot be read.",
    "proof-too-large": "The file of a reviewer's answers is larger than one can be that a proof "
    "has written, so nothing of it is read.",
    "proof-unsound": "The file is not what the button “Save answers” of a proof writes: it is "
    "damaged, was changed by hand, or is something else. Nothing of it is taken in; ask the "
    "reviewer to save and send it again.",
    "proof-other": "The answers are to a proof of another project. The project is known by its "
    "`id` in content.yaml; name its folder with --project.",
    "proof-unknown": "The answers are to a proof whose record is not in this folder, or is that "
    "of another proof with the same number. The record, `assets/proofs` and the number, is "
    "written when the proof is exported; without it nobody knows what the reviewer has seen.",
    "proof-older": "Answers of this reviewer that were saved later are there already, and stay. "
    "Answers that are taken in again replace those that were saved before.",
    "proof-record": "A file in `assets/proofs` is not as the program wrote it. Take it from an "
    "archive of the project, or remove it: then the answers that it holds are not shown.",
    "proof-unplaced": "The pages cannot be set as the project is now, so that nobody can say "
    "where the notes belong. They are listed by the panels of the proof; `depliant check` says "
    "what is wrong.",
    "proof-draft": "The proof shows pages that have errors. Each is marked as a draft, and what "
    "is decided about it is decided about a draft.",
    "proof-none": "No proof has been exported from this folder, so there are no answers to list.",
}
