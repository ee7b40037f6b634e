"""Layout: from an edition and a style sheet to panels and sheets."""
