"""Maps: regions read from a user's SVG or GeoJSON, found by their ids, and measured."""
