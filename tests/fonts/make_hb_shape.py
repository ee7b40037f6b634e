"""Make hb_shape.txt again: what Debian's hb-shape (libharfbuzz-bin) makes of some words.

    python tests/fonts/make_hb_shape.py

One line each: family, weight, style, language, the text, then hb-shape's own output. The test
tests/text/test_galley.py compares whole lines of Arabic with it too.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from depliant.fonts.registry import FaceRef, file_of

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
ARABIC = (
    "التراث",
    "العالمي",
    "في",
    "لا",
    "الأهداف",
    "لأنّ",
    "عنصرًا",
    "أُدرج",
    "أكوام",
    "بارز",
    "الله",
    "كنيسة",
    "يونسكو",
    "المسجّلة",
    "(حوض)",
    "بـ",
)
CYRILLIC = ("спадщина", "об’єкт", "ґрунт", "Їжак", "АВТО")
FACES = (
    FaceRef("Barlow"),
    FaceRef("Barlow", 700),
    FaceRef("Barlow", 400, "italic"),
    FaceRef("Barlow Condensed", 600),
)
OTHERS = (
    (FaceRef("IBM Plex Sans Arabic"), "ar", ARABIC),
    (FaceRef("IBM Plex Sans Arabic", 700), "ar", ARABIC),
    (FaceRef("Fira Sans"), "uk", CYRILLIC),
    (FaceRef("Fira Sans Condensed", 700), "uk", CYRILLIC),
)


def main() -> None:
    """Ask hb-shape, and keep what it says."""
    lines = []
    for face, language, texts in (*((face, "fr", TEXTS) for face in FACES), *OTHERS):
        for text in texts:
            command = ["hb-shape", "--no-glyph-names", "--cluster-level=1"]
            said = subprocess.run(
                [*command, f"--language={language}", f"--text={text}", str(file_of(face).path)],
                check=True,
                capture_output=True,
            )
            kept = [*map(str, face), language, text, said.stdout.decode().strip()]
            lines.append("\t".join(kept))
    written = "\n".join(lines) + "\n"
    (Path(__file__).parent / "hb_shape.txt").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
