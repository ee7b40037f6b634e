"""Files that a reader once did not bear, by the reader and by what came of them.

Each is as small as it could be made, and each kind was mended wherever else it occurred.
"""

from __future__ import annotations

from typing import Final

FOUND: Final[dict[str, dict[str, bytes]]] = {}
