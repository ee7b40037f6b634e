"""SVG artwork as display items."""
