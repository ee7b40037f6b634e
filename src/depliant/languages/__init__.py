"""What the program knows of languages: a table a language."""
