"""Charts, pictures, logos and art, as display items."""
