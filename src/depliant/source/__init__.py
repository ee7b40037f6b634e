"""The project's files: YAML with places, typed reading, all faults at once, byte-exact editing."""
