"""Printing: the condition that is printed to, and what printers ask."""
