"""The svg target: an SVG of each panel or side, sharp at any size, for web pages.

Text is outlines, colours are sRGB as printed, pictures are in the file: it needs no font, runs
no script and fetches nothing. Its title and description say to a listener what the page says;
its links can be followed where the SVG is part of a page or opened by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from depliant.colour import PAPER
from depliant.display.items import DisplayDocument, Link, Page
from depliant.geometry import Rect, Size, rectangle
from depliant.press.condition import OutputCondition, PressSpec
from depliant.writers import image_files, rules
from depliant.writers.alternatives import Account, Image, account
from depliant.writers.spelling import spell
from depliant.writers.svg_painter import SvgPainter
from depliant.writers.svg_text import element, words
from depliant.writers.targets import Options, Output, Target
from depliant.writers.walk import leaves

USUAL_PPI = 96
"""A page's own size on a screen: 96 CSS pixels an inch."""


def _outputs(document: DisplayDocument, spec: PressSpec, options: Options) -> tuple[Output, ...]:
    """The images, and the file of their words.

    Raises:
        BrochureError: content that is not tagged or not painted, links that lead nowhere.
        InputError: a font or profile that cannot be read; `image-size`.
    """
    rules.refuse_unreadable(document)
    names = image_files.file_names(document, options.stem, TARGET.suffix)
    images: list[Image] = []
    outputs: list[Output] = []
    for name, page in zip(names, document.pages, strict=True):
        scale = image_files.scale_of(page.trim, options.images, USUAL_PPI)
        image = Image(name, Size(*(round(edge * scale, 2) for edge in page.trim)))
        images.append(image)
        outputs.append(Output(name, _page(document, page, image, spec.condition), 1))
    return *outputs, image_files.words_file(document, images, options, "svg.json")


TARGET = Target("svg", "svg", "image/svg+xml", None, None, _outputs)


def _page(document: DisplayDocument, page: Page, image: Image, condition: OutputCondition) -> bytes:
    """One page, at its trim size in points and shown at the size of the image."""
    prefix = _prefix(image.file)
    painter = SvgPainter(condition, prefix)
    whole = painter.clip(rectangle(Rect(0.0, 0.0, *page.trim)))
    paper = element("rect", {**_extent(page.trim), "fill": painter.colour(PAPER)})
    painted = [paper, *painter.items(page.items)]
    links = list(_links(page))
    said = {
        "role": "img",
        "aria-labelledby": f"{prefix}title",
        "aria-describedby": f"{prefix}text",
    }
    language = document.metadata.language
    root = {
        "xmlns": "http://www.w3.org/2000/svg",
        "xmlns:xlink": "http://www.w3.org/1999/xlink",
        **_extent(image.size),
        "viewBox": f"0 0 {spell(page.trim.width)} {spell(page.trim.height)}",
        "xml:lang": language,
        "lang": language,
        # What is within an image cannot be reached by the keyboard: links stand beside it.
        **({"role": "group", "aria-labelledby": f"{prefix}title"} if links else said),
    }
    body = [
        *_described(account(document, page), prefix),
        element("defs", {}, painter.definitions),
        element("g", {"clip-path": whole, **(said if links else {})}, painted),
        *links,
    ]
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + element("svg", root, body) + "\n").encode()


def _extent(size: Size) -> dict[str, str]:
    return {"width": spell(size.width), "height": spell(size.height)}


def _prefix(name: str) -> str:
    """What the names of an image's definitions begin with: another one for each image."""
    return f"d{hashlib.sha256(name.encode()).hexdigest()[:6]}-"


def _described(said: Account, prefix: str) -> Iterator[str]:
    yield element("title", {"id": f"{prefix}title"}, [words(said.title)])
    yield element("desc", {"id": f"{prefix}text"}, [words(said.text)])


def _links(page: Page) -> Iterator[str]:
    """The links of a page that lead out of it, each an unseen box over what it covers."""
    for item, matrix in leaves(page.items):
        if isinstance(item, Link) and not item.uri.startswith("#"):
            box = matrix.apply_rect(item.frame)
            corner = {"x": spell(box.x), "y": spell(box.y)}
            extent = _extent(Size(box.width, box.height))
            area = element("rect", {**corner, **extent, "fill-opacity": "0"})
            title = element("title", {}, [words(item.description)])
            # Old programs know the one name, tools for accessibility the other.
            address = {"href": item.uri, "xlink:href": item.uri}
            yield element("a", address, [title, area])
