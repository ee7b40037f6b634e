"""What a brochure looks like: the style sheet, its inheritance and places, folds, printing."""
