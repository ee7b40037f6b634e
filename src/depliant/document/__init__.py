"""Content: reading, checking and resolving content.yaml and the style sheet."""
