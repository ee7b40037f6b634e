"""Fonts: which file a name means, its metrics, shaping and subsetting."""
