"""Places of labels: none touches a mark, another label or another's leader."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.geometry import Point, Rect
from depliant.graphics.charts.placing import Marks, Place, crosses, meets, placed, touching

ROOM = Rect(0, 0, 100, 100)
SPOTS = st.tuples(st.floats(5, 95), st.floats(5, 95)).map(lambda xy: Point(*xy))


def round_about(spot: Point, width: float, height: float) -> list[Place]:
    """Right, above, left, below, then farther off with a leader."""
    boxes = [
        Rect(spot.x + 2, spot.y - height / 2, width, height),
        Rect(spot.x - width / 2, spot.y - height - 2, width, height),
        Rect(spot.x - width - 2, spot.y - height / 2, width, height),
        Rect(spot.x - width / 2, spot.y + 2, width, height),
    ]
    near = [Place(box, cost) for cost, box in enumerate(boxes)]
    far = Rect(spot.x + 14, spot.y - 20, width, height)
    return [*near, Place(far, 9.0, (spot, Point(far.x, far.bottom)))]


@settings(max_examples=60)
@given(st.lists(SPOTS, min_size=1, max_size=12), st.floats(3, 20))
def test_no_two_labels_touch_and_none_a_mark(spots: list[Point], width: float) -> None:
    line = tuple(sorted(spots))
    marks = Marks(tuple(Rect(x - 1, y - 1, 2, 2) for x, y in spots), (line,), 0.5)
    found = placed([round_about(spot, width, 5) for spot in spots], marks, ROOM, apart=1)
    standing = [place for place in found if place]
    for place in standing:
        assert place.box.x >= 0
        assert place.box.right <= 100.0001
        assert place.box.y >= 0
        assert place.box.bottom <= 100.0001
        assert not any(place.box.overlaps(area) for area in marks.areas)
        assert not meets(line, place.box)
    assert not any(touching(a, b) for a, b in combinations(standing, 2))


@settings(max_examples=60)
@given(st.lists(SPOTS, min_size=1, max_size=4), st.floats(10, 40))
def test_it_is_the_best_there_is(spots: list[Point], width: float) -> None:
    """Against all choices tried."""
    labels = [round_about(spot, width, 8) for spot in spots]
    found = placed(labels, Marks(), ROOM)

    def cost(choice: tuple[Place | None, ...]) -> float:
        return sum(1e9 if place is None else place.cost for place in choice)

    def allowed(choice: tuple[Place | None, ...]) -> bool:
        standing = [place for place in choice if place]
        inside = all(
            place.box.x >= 0 and place.box.y >= 0 and place.box.right <= 100
            and place.box.bottom <= 100
            for place in standing
        )  # fmt: skip
        return inside and not any(touching(a, b) for a, b in combinations(standing, 2))

    every = product(*([*places, None] for places in labels))
    assert cost(found) <= min(cost(choice) for choice in every if allowed(choice)) + 1e-6


def test_a_label_without_a_place_is_said_to_have_none() -> None:
    wall = Marks((Rect(0, 0, 100, 100),))
    assert placed([[Place(Rect(1, 1, 5, 5))]], wall, ROOM) == (None,)
    assert placed([[], [Place(Rect(1, 1, 5, 5))]], Marks(), ROOM)[0] is None


def test_what_was_taken_is_given_back_where_another_needs_it() -> None:
    free, shared = Place(Rect(50, 50, 5, 5), 1.0), Place(Rect(0, 0, 5, 5), 0.0)
    other = Place(Rect(2, 2, 5, 5), 0.0)
    far = Place(Rect(80, 80, 5, 5), 50.0)
    assert placed([[shared, free], [other, far]], Marks(), ROOM) == (free, other)


def test_a_line_through_a_box() -> None:
    box = Rect(10, 10, 10, 10)
    assert meets((Point(0, 0), Point(30, 30)), box)
    assert meets((Point(12, 12), Point(13, 13)), box)
    assert meets((Point(0, 15), Point(30, 15)), box)
    assert not meets((Point(0, 9), Point(30, 9)), box)
    assert not meets((Point(0, 10), Point(30, 10)), box), "along its edge"
    assert not meets((Point(0, 25), Point(25, 0)), Rect(20, 20, 5, 5))
    assert crosses((Point(0, 0), Point(10, 10)), (Point(0, 10), Point(10, 0)))
    assert not crosses((Point(0, 0), Point(4, 4)), (Point(0, 10), Point(10, 0)))
