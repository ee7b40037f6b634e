"""Editions in other languages: PO files, merging, and the proof that figures are the same."""
