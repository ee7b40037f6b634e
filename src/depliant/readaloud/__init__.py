"""What a screen reader says of a finished PDF, from its bytes alone."""
