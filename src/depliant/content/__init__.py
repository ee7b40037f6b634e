"""What a brochure says: blocks, markup, marks, and an edition of it in its final words."""
