"""How the program was called."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "project-missing": "The folder has no content.yaml. Run the command in a project folder, "
    "name one, or start one with `depliant new DIR`.",
    "folder-not-empty": "`depliant new` starts a brochure in a folder that is empty or not there "
    "yet: nothing that exists is ever written over.",
    "starter-language": "`depliant new` starts a brochure in one of the languages that the hint "
    "lists. Start in one of these and write your own words over its words: `language:` in "
    "content.yaml then says which language they are in.",
    "marks-unknown": "The press page has crop, fold, registration, bars and slug marks, and no "
    "others.",
    "target-unknown": "A brochure is written as a press file, a screen file, an office file, PNG "
    "images or SVG images. The hint lists the names by which a call asks for them.",
    "image-size": "An image of a panel or a side would be smaller or larger than any web page, "
    "mail or social network shows. Ask for a width or a resolution within the bounds named.",
    "image-unasked": "The call says how large images are to be, or what they show, but writes only "
    "PDFs. Images are written with `--target image` (PNG) or `--target svg`.",
    "draft-target": "A draft is one PDF for each edition, to be looked at: it has no target, and a "
    "printer is given no ticket of it. Leave `--target` and `--ticket` out, or `--draft`.",
    "press-unasked": "An option is for a file that the call does not write: a job ticket and marks "
    "are for the press file, `--impose` is for press and office files, `--spreads` for the screen "
    "file; `--merge` makes press files alone, and `--split` parts a merged one. Add what the "
    "option is for, or leave it out.",
    "printer-unknown": "No printer is known by that name: neither in the project's assets/printers "
    "nor among those that come with the program. The hint lists them.",
    "printer-panels": "A printer's profile asks for one panel a page, but the press file of a "
    "folded brochure has whole sides of the flat sheet. Most shops that fold want those: ask.",
    "compare-side": "A side of a comparison is none of what can be compared: a project folder, "
    "REVISION:PATH, the name of an issue, a PDF.",
    "compare-revision": "A side of a comparison is a git revision that cannot be read: git is not "
    "installed, the revision or the path is not in the repository, or it is far too large.",
    "compare-language": "A translation is so wrong that its edition cannot be set, so the "
    "comparison leaves that language out. The others are compared all the same.",
    "compare-pdf": "A PDF that is to be compared cannot be read: it is damaged, asks for a "
    "password, or has far too many pages.",
    "fold-unknown": "No fold has that name. `depliant folds` lists all.",
    "preview-needs": "The preview stands on libraries that a build does not need, so they are "
    "installed only where they are asked for: `pip install 'depliant[preview]'`.",
    "port-taken": "The preview was to listen on a port at which another program listens already, "
    "perhaps another preview. Name another port, or none.",
    "folder-gone": "The project's folder was moved, renamed or deleted while it was shown. The "
    "preview goes on as soon as the folder is back under its name.",
    "code-unknown": "No diagnostic has that code. `depliant explain` lists all.",
    "interrupted": "The command was stopped before its end. Files are written only when all are "
    "good, so older ones are as they were.",
    "system-refused": "The system gave the program no more memory, open files, processes or room, "
    "or ended one of its processes. Nothing is wrong with your files. Close other programs, free "
    "some room, raise the limits of your account (`ulimit -a`), or let fewer processes work at "
    "once (`--jobs 1`).",
    "internal": "The program itself failed. Nothing in your files should be able to bring that "
    "about: please report it, with what the command prints when DEPLIANT_DEBUG=1 is set.",
    "beyond-limits": "Reading a file was stopped, since it took more memory, time or work than any "
    "file for print needs. The message says which bound was met; the file may be made to do harm, "
    "or only be drawn in a wasteful way. Nothing is known of the rest of it, so it is neither good "
    "nor bad: ask whoever made it for a simpler one, or take it in parts.",
    "reader-crashed": "A library that decodes a file broke down over it, in a process of its own. "
    "The file is damaged in a way that the library does not expect, or the library has a fault. "
    "Ask whoever made the file to export it again.",
    "reader-ended": "The process that read a file was ended by something else: somebody stopped "
    "it, or the system had no memory left. That says nothing of the file. Try again.",
}
