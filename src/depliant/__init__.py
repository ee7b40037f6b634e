"""Dépliant: structured content in, print-ready brochures out."""

__version__ = "0.1.0"
"""Said here, since asking for the installed package's metadata costs as much as a page."""
