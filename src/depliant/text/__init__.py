"""Setting text: from styled runs to justified lines."""
