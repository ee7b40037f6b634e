"""PDFium's lock: the library is not made for threads, and all of a process use the same one."""

from __future__ import annotations

import threading

PDFIUM = threading.RLock()
"""Held by whoever has a document open in PDFium."""
