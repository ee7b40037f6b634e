"""The display list and the structure tree: what layout gives and writers take."""
