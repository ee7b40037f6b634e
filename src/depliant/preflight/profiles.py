"""For whom a file is judged: printers in general, or one that is named."""

from __future__ import annotations

from depliant.press.condition import PrinterProfile
from depliant.sentences import say

ANY_PRINTER = PrinterProfile(
    name="",
    title="",
    image_ppi_fail=150.0,
    sources=(
        ("bleed", say("offset5.com: 3 to 5 mm; printall.ee: 3 mm")),
        ("safe_margin", "imprimerie-rimbaud.fr: 3 mm"),
        ("ink_limit", "pulsioprint.com: 300 %"),
        ("minimum_line", say("offset5.com: more than 0.25 pt")),
        ("minimum_line_inks", say("offset5.com: more than 0.25 pt")),
        ("minimum_text", "GWG 2015, small text"),
        ("minimum_text_inks", say("gogoprint.sg and lakesideprepress: 8 pt")),
        ("image_ppi_warn", say("pulsioprint.com: 225 to 300 dpi")),
        ("image_ppi_fail", say("this program's own measure")),
        ("bitmap_ppi_warn", say("printall.ee, bitmaps: 450 to 1200 dpi")),
        ("bitmap_ppi_fail", say("printall.ee, bitmaps: 450 to 1200 dpi")),
    ),
)
"""The limits that most printers publish; no printer is named, so no wish of his is judged."""
