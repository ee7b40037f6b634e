"""Issues: reissued, frozen, and built again."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "issue-unknown": "No issue has that name: neither `issue:` nor `issues:` nor the history "
    "of any figure.",
    "issue-altered": "Something that was kept when an issue was frozen, its words or a file "
    "that it looks like, is not as it was, so the issue cannot be built as it was published. "
    "Take it from an archive of the project.",
    "issue-name": "An issue's name has letters without accents, digits, points, hyphens and _ "
    "only, such as 2012-2017. That of the next issue is new, and names no earlier years than the "
    "one that ends.",
    "issue-frozen": "The issue is frozen already: what was published is not published again.",
    "issue-unnamed": "An issue ends and nothing says what it is called: content.yaml has no "
    "`issue:`, and the title does not name its years. Say it with `--former`.",
    "issue-unkept": "The figures of a new issue would be written over those of one that is not "
    "frozen, and nothing could make that one again. `depliant reissue` freezes the present issue "
    "before it begins the next.",
    "issue-named": "Texts of the issue that is being made still name a former one, such as its "
    "years on the cover. Write {issue} in their place, which is the name of the issue, and they "
    "follow by themselves. Where the former issue is meant, put the words under "
    "`allowed_numbers`. `depliant reissue` lists all that is left of it.",
    "issue-incomplete": "A frozen issue keeps every file that it looks like in "
    "`assets/issues/_files`, each under its digest, and one of them is not there any more. Take "
    "it from an archive or a copy of the project; the other issues need that folder as well.",
    "issue-font": "A frozen issue keeps the files of its fonts, but not those whose licence "
    "does not let them be kept. Such a font must be installed in the version that the hint "
    "names.",
    "issue-too-large": "The pictures, marks and fonts that an issue would keep are more than a "
    "project should hold.",
    "issue-differs": "A former issue is built, but not all of it was kept: it was frozen "
    "before the program kept style sheet, art, marks and fonts, or not frozen at all, or made by "
    "another version of the program. What was not kept is as it is today.",
}
