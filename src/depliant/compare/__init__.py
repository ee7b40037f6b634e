"""What changed between two issues of a brochure, or between two files: compared and reported."""
