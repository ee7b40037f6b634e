"""How much may be asked of whoever reads files that nobody vouches for, in one place.

Every command that reads a PDF keeps the first of them, and says which of them a file has met
(`beyond-limits`). They are far above what any brochure needs: the largest takes a fifth. Those of
pictures and marks are kept in a build itself, before a pixel is unfolded. What else bounds whom is
in the table of docs/security.md.
"""

from __future__ import annotations

from typing import Final

MEMORY: Final = 1024**3
"""Bytes of memory of a process that reads."""
SECONDS: Final = 60
"""Seconds on the processor that such a process takes: for a mark, for fonts, a table, a page."""
LONG: Final = 300
"""The same for a document, which may be long: to read or compare it, or to judge a part of it."""
WAITING: Final = 10
"""How many times longer than that the clock may go: the machine may have other work."""
PAGES_TOGETHER: Final = 100
"""Pages of a long file that one process judges."""
STEPS: Final = 1_600_000
"""Operations of one page with its forms, each read and then painted: two for each of them.

The heaviest drawing that was met has half as many.
"""
PATH_OPERATORS: Final = 4_000_000
"""Points, lines and curves of one page."""
FILE: Final = 512 * 1024 * 1024
"""Bytes of a file."""
OBJECT_STREAMS: Final = 1024 * 1024 * 1024
"""Bytes that all object streams of a file unfold to: it is their text alone, without any pixels."""
PAGES: Final = 2_000
"""Pages of a file."""
BRANCHES: Final = 400_000
"""Branches of a page tree that wait to be read."""
STREAM: Final = 256 * 1024 * 1024
"""Bytes that one stream unfolds to: an A3 page of CMYK pixels at 400 ppi has 124 MB."""
SECTIONS: Final = 100
"""How deep marked content may lie in marked content."""
PROFILE: Final = 16 * 1024 * 1024
"""Bytes of an ICC profile, or of a table of colours; those of presses have one to four million."""
PRINTED: Final = 2_000_000
"""Characters that a command prints of what a file says: a book of 300 pages has a quarter."""
SCANS: Final = 100
"""Scans of a JPEG, each of which goes over all its pixels again: programs write 1 to 20.

As libtiff has it; libjpeg has no such bound, and a few bytes make a scan.
"""
SEGMENTS: Final = 10_000
"""Segments of a JPEG before and between its scans; one with 100 MB of metadata has 1,600."""
BATCH_FILE: Final = 128 * 1024 * 1024
"""Bytes of the table of a batch, and letters of it that are held."""
BATCH_CELLS: Final = 10_000_000
"""Cells of the table of a batch: each takes some 60 bytes besides its letters."""
FONTS: Final = 256 * 1024 * 1024
"""Bytes of all font files of a project: two families of Chinese in seven weights have 220 MB."""
MARK_PIXELS: Final = 20_000_000
"""Pixels of a partner's mark: a square of 38 cm at 300 pixels an inch."""
