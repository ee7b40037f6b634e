"""Dépliant: structured content in, print-ready brochures out."""
