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
    # --- typography advice ----------------------------------------------------------------
    # --- charts and logos -----------------------------------------------------------------
    # --- layout ---------------------------------------------------------------------------
    # --- writing --------------------------------------------------------------------------
}
