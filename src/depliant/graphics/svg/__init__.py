"""SVG artwork as display items.

A file becomes a tree (`tree`), whose elements know what each sets itself (`styles`, `document`);
they are drawn (`drawing`, with `paint`, `clips`, `markers`, `patterns`, `images`) as parts in
layers (`layers`); what is seen through is worked out (`blending`); what is left is display items.
"""
