"""Every diagnostic code with its explanation: what it means, why it matters, what to do.

`depliant explain CODE` prints an entry; a test keeps this list and the codes in use equal.
The codes are stable: a released one is never given another meaning.
"""

from __future__ import annotations

CODES: dict[str, str] = {
    # --- the call -------------------------------------------------------------------------
    "project-missing": "The folder has no content.yaml. Run the command in a project folder, "
    "name one, or start one with `depliant new DIR`.",
    # --- reading files --------------------------------------------------------------------
    # --- content.yaml and style.yaml ------------------------------------------------------
    # --- figures --------------------------------------------------------------------------
    # --- assets ---------------------------------------------------------------------------
    # --- fonts and text -------------------------------------------------------------------
    "font-missing": "A font family, weight or style that the style sheet asks for is not "
    "installed. Fonts are Python packages: install the one that the hint names, or choose among "
    "the weights it lists.",
    "font-unreadable": "A font file is not a TrueType font with outlines. Reinstall its package, "
    "or name another family.",
    "glyph-missing": "A font has no glyph for a character of the text: it would print as an empty "
    "box. Use another character, or set the text in a family that has it.",
    # --- typography advice ----------------------------------------------------------------
    # --- charts and logos -----------------------------------------------------------------
    # --- layout ---------------------------------------------------------------------------
    # --- writing --------------------------------------------------------------------------
}
