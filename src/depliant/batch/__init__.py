"""Batches: one brochure for each row of a table."""
