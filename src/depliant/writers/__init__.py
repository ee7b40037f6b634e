"""PDF writers: from a display document to bytes."""
