"""From a project to finished files."""
