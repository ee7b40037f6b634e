"""Make hb_shape.txt anew: what Debian's hb-shape (libharfbuzz-bin) makes of some words.

    python tests/fonts/make_hb_shape.py

One line each: family, weight, style, the text, then hb-shape's own output.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from depliant.fonts.registry import FaceRef, path

TEXTS = (
    "Renouveau",
    "l’efficacité",
    "AVANT",
    "Tourisme",
    "fin flot affluer affiche",
    "Œuvre cœur",
    "VALEUR",
    "Pyramides",
    "712",
    "e\u0301te\u0301",
)
FACES = (
    FaceRef("Barlow"),
    FaceRef("Barlow", 700),
    FaceRef("Barlow", 400, "italic"),
    FaceRef("Barlow Condensed", 600),
)


def main() -> None:
    """Ask hb-shape, and keep what it says."""
    lines = []
    for face in FACES:
        for text in TEXTS:
            command = ["hb-shape", "--no-glyph-names", "--cluster-level=1", "--language=fr"]
            said = subprocess.run(
                [*command, f"--text={text}", str(path(face))], check=True, capture_output=True
            )
            lines.append("\t".join([*map(str, face), text, said.stdout.decode().strip()]))
    kept = "\n".join(lines) + "\n"
    (Path(__file__).parent / "hb_shape.txt").write_text(kept, encoding="utf-8")


if __name__ == "__main__":
    main()
