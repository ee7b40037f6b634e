"""Which way each character runs, and the order of a line: the Unicode Bidirectional Algorithm.

Unicode Standard Annex #9; rule names stand beside their code. Levels belong to a paragraph and
are found before its lines are broken; a line is put in order after (rules L1 and L2 are of the
line). A forced line end inside a paragraph is white space here. Tests compare with
python-bidi, which wraps the Rust crate `unicode-bidi`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from msgspec import Struct

_DEEPEST = 125  # BD2
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_REMOVED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})  # X9
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_OPENING = "([{\u2045\u207d\u208d\u2308\u230a\u2329\u27e8\u27ea\u3008\u300a\u300c\u300e\u3010"
_CLOSING = ")]}\u2046\u207e\u208e\u2309\u230b\u232a\u27e9\u27eb\u3009\u300b\u300d\u300f\u3011"
# BD16: the angle brackets are canonical equivalents of the ideographic ones.
_PAIR_OF = dict(zip(_OPENING, _CLOSING, strict=True)) | {"\u2329": "\u3009"}
_SAME = {"\u232a": "\u3009"}
_MOST_PAIRS = 63


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each character: even runs to the right, odd to the left.

    Args:
        text: a paragraph.
        base: its own level, 0 or 1.
    """
    classes = [unicodedata.bidirectional(char) or "L" for char in text]
    found, kinds = _explicit(classes, base)
    for sequence in _sequences(classes, found, base):
        _weak(kinds, sequence, classes)
        _brackets(text, kinds, sequence, classes)
        _neutral(kinds, sequence)
        _implicit(kinds, found, sequence)
    previous = base
    for index, kind in enumerate(classes):
        if kind in _REMOVED:  # they go with what is before them (5.2)
            found[index] = previous
        previous = found[index]
    return found


def visual_order(found: Sequence[int]) -> list[int]:
    """The indices of a line's parts from left to right (L2)."""
    order = list(range(len(found)))
    odd = [level for level in found if level & 1]
    for level in range(max(found, default=0), min(odd, default=1) - 1, -1):
        start = 0
        while start < len(order):
            if found[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order


def _matching(classes: Sequence[str]) -> dict[int, int]:
    """BD9: isolate initiators and the PDI that closes each."""
    pairs: dict[int, int] = {}
    open_: list[int] = []
    for index, kind in enumerate(classes):
        if kind in _ISOLATES:
            open_.append(index)
        elif kind == "PDI" and open_:
            pairs[open_.pop()] = index
    return pairs


class _Status(Struct, frozen=True):
    """An entry of the directional status stack (X1)."""

    level: int
    override: str = ""
    isolate: bool = False


def _explicit(classes: Sequence[str], base: int) -> tuple[list[int], list[str]]:
    """X1 to X8: explicit levels, and the classes with overrides done."""
    pairs = _matching(classes)
    stack = [_Status(base)]
    found, kinds = [base] * len(classes), list(classes)
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    for index, kind in enumerate(classes):
        top = stack[-1]
        found[index] = top.level
        if kind in ("RLE", "LRE", "RLO", "LRO"):  # X2 to X5
            level = _next(top.level, rtl=kind[0] == "R")
            if level <= _DEEPEST and not overflow_isolates and not overflow_embeddings:
                stack.append(_Status(level, kind[0] if kind[2] == "O" else ""))
            elif not overflow_isolates:
                overflow_embeddings += 1
        elif kind in _ISOLATES:  # X5a to X5c
            kinds[index] = top.override or kind
            rtl = kind == "RLI" or (kind == "FSI" and _first_strong(classes, index, pairs))
            level = _next(top.level, rtl=rtl)
            if level <= _DEEPEST and not overflow_isolates and not overflow_embeddings:
                valid_isolates += 1
                stack.append(_Status(level, isolate=True))
            else:
                overflow_isolates += 1
        elif kind == "PDI":  # X6a
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not stack[-1].isolate:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            found[index] = stack[-1].level
            kinds[index] = stack[-1].override or kind
        elif kind == "PDF":  # X7
            if overflow_isolates:
                pass
            elif overflow_embeddings:
                overflow_embeddings -= 1
            elif not top.isolate and len(stack) > 1:
                stack.pop()
        elif kind not in ("BN", "B"):  # X6
            kinds[index] = top.override or kind
    return found, kinds


def _next(level: int, *, rtl: bool) -> int:
    """The next odd level, or the next even one."""
    return (level + 1) | 1 if rtl else (level + 2) & ~1


def _first_strong(classes: Sequence[str], start: int, pairs: dict[int, int]) -> bool:
    """P2 and P3 within an isolate: whether its first strong character runs to the left."""
    end = pairs.get(start, len(classes))
    index = start + 1
    while index < end:
        if classes[index] in _ISOLATES:
            index = pairs.get(index, end)
        elif classes[index] in ("L", "R", "AL"):
            return classes[index] != "L"
        index += 1
    return False


class _Sequence(Struct, frozen=True):
    """An isolating run sequence (BD13): its characters, its level, and what stands round it."""

    indices: list[int]
    level: int
    before: str
    after: str


def _sequences(classes: Sequence[str], found: Sequence[int], base: int) -> list[_Sequence]:
    """X10: level runs, joined over isolates, with their sos and eos."""
    kept = [index for index, kind in enumerate(classes) if kind not in _REMOVED]
    runs: list[list[int]] = []
    for index in kept:
        if runs and found[runs[-1][-1]] == found[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    pairs = _matching(classes)
    closes = set(pairs.values())
    run_of = {run[0]: run for run in runs}
    place = {index: number for number, index in enumerate(kept)}
    sequences = []
    for run in runs:
        if run[0] in closes and classes[run[0]] == "PDI":
            continue  # it goes on from the run of its initiator
        whole = list(run)
        while whole[-1] in pairs and pairs[whole[-1]] in run_of:
            whole += run_of[pairs[whole[-1]]]
        level = found[whole[0]]
        first, last = place[whole[0]], place[whole[-1]]
        previous = found[kept[first - 1]] if first else base
        following = found[kept[last + 1]] if last + 1 < len(kept) else base
        if classes[whole[-1]] in _ISOLATES and whole[-1] not in pairs:
            following = base
        sequences.append(
            _Sequence(whole, level, _side(max(level, previous)), _side(max(level, following)))
        )
    return sequences


def _side(level: int) -> str:
    return "R" if level & 1 else "L"


def _weak(kinds: list[str], sequence: _Sequence, classes: Sequence[str]) -> None:
    """W1 to W7."""
    indices = sequence.indices
    previous = strong = sequence.before
    for index in indices:
        kind = kinds[index]
        if kind == "NSM":  # W1
            kind = "ON" if previous in ("LRI", "RLI", "FSI", "PDI") else previous
        if kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        if kind in ("L", "R", "AL"):
            strong = kind
        kinds[index] = previous = kind
    for index in indices:  # W3
        if kinds[index] == "AL":
            kinds[index] = "R"
    for before, index, after in zip(indices, indices[1:], indices[2:], strict=False):  # W4
        sides = kinds[before], kinds[after]
        if sides == ("EN", "EN") and kinds[index] in ("ES", "CS"):
            kinds[index] = "EN"
        elif sides == ("AN", "AN") and kinds[index] == "CS":
            kinds[index] = "AN"
    for way in (indices, indices[::-1]):  # W5
        near = ""
        for index in way:
            if kinds[index] == "ET" and near == "EN":
                kinds[index] = "EN"
            near = kinds[index]
    strong = sequence.before
    for index in indices:
        if kinds[index] in ("ES", "ET", "CS"):  # W6
            kinds[index] = "ON"
        if kinds[index] in ("L", "R"):
            strong = kinds[index]
        elif kinds[index] == "EN" and strong == "L":  # W7
            kinds[index] = "L"


def _strong(kind: str) -> str:
    """How a class counts among neutrals: numbers count as running to the left."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _brackets(text: str, kinds: list[str], sequence: _Sequence, classes: Sequence[str]) -> None:
    """N0: both brackets of a pair take the direction of what they hold, or of what is before."""
    own = _side(sequence.level)
    indices = sequence.indices
    for first, last in _pairs(text, kinds, indices):
        held = {_strong(kinds[index]) for index in indices[first + 1 : last]}
        if own in held:
            side = own
        elif held - {""}:
            before = next(
                (s for i in reversed(indices[:first]) if (s := _strong(kinds[i]))), sequence.before
            )
            side = before if before != own else own
        else:
            continue
        for at in (first, last):
            kinds[indices[at]] = side
            for index in indices[at + 1 :]:  # marks on a bracket go with it
                if classes[index] != "NSM":
                    break
                kinds[index] = side


def _pairs(text: str, kinds: Sequence[str], indices: Sequence[int]) -> list[tuple[int, int]]:
    """BD16: the bracket pairs of a sequence, by their opening brackets."""
    open_: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, index in enumerate(indices):
        char = text[index]
        if kinds[index] != "ON":
            continue
        if char in _PAIR_OF:
            if len(open_) == _MOST_PAIRS:
                return []
            open_.append((_PAIR_OF[char], at))
        elif char in _CLOSING:
            closing = _SAME.get(char, char)
            for depth in range(len(open_) - 1, -1, -1):
                if open_[depth][0] == closing:
                    pairs.append((open_[depth][1], at))
                    del open_[depth:]
                    break
    return sorted(pairs)


def _neutral(kinds: list[str], sequence: _Sequence) -> None:
    """N1 and N2."""
    indices = sequence.indices
    start = 0
    before = sequence.before
    while start < len(indices):
        if kinds[indices[start]] not in _NEUTRAL:
            before = _strong(kinds[indices[start]])
            start += 1
            continue
        end = start
        while end < len(indices) and kinds[indices[end]] in _NEUTRAL:
            end += 1
        after = _strong(kinds[indices[end]]) if end < len(indices) else sequence.after
        side = before if before == after else _side(sequence.level)
        for index in indices[start:end]:
            kinds[index] = side
        start = end


def _implicit(kinds: Sequence[str], found: list[int], sequence: _Sequence) -> None:
    """I1 and I2."""
    for index in sequence.indices:
        kind = kinds[index]
        if found[index] & 1:
            found[index] += kind in ("L", "EN", "AN")
        elif kind == "R":
            found[index] += 1
        elif kind in ("EN", "AN"):
            found[index] += 2
