"""Every target, by the registry: what it declares is what it does."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from depliant.display.items import DisplayDocument
from depliant.errors import InputError
from depliant.press.condition import PressSpec
from depliant.writers.targets import TARGETS, USUAL, ImageOptions, Options, target_named

MAGIC = {
    "application/pdf": b"%PDF-1.",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/svg+xml": b"<?xml ",
}


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_writes_what_it_declares(
    name: str, document: DisplayDocument, spec: PressSpec
) -> None:
    target = target_named(name)
    options = Options("essai.fr")
    assert target.name == name
    assert target.takes(options) in ("sides", "panels")
    outputs = target.write(document, spec, options)
    own = [output for output in outputs if output.name.endswith(f".{target.suffix}")]
    assert own
    assert all(output.data.startswith(MAGIC[target.media_type]) for output in own)
    assert sum(output.pages for output in outputs) == len(document.pages)
    names = [output.name for output in outputs]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"essai\.fr\.[\w.-]+", name) for name in names)


@pytest.mark.parametrize("name", TARGETS)
def test_equal_documents_give_equal_bytes(
    name: str, document: DisplayDocument, spec: PressSpec
) -> None:
    target = target_named(name)
    options = Options("essai.fr")
    assert target.write(document, spec, options) == target.write(document, spec, options)


def test_targets_do_not_write_over_one_another(document: DisplayDocument, spec: PressSpec) -> None:
    names = [
        output.name.lower()
        for name in TARGETS
        for output in target_named(name).write(document, spec, Options("essai.fr"))
    ]
    assert len(set(names)) == len(names)


def test_images_show_what_the_call_says() -> None:
    for name in TARGETS:
        target = target_named(name)
        for pages in ("sides", "panels"):
            asked = Options("essai.fr", ImageOptions(pages=pages))
            assert target.takes(asked) == (target.pages or pages)


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        target_named("word")
    (fault,) = caught.value.diagnostics
    assert fault.code == "target-unknown"
    assert all(name in str(fault.hint) for name in TARGETS)


def test_a_press_file_pays_for_no_other_target() -> None:
    """Only the module of the target that is asked for is imported."""
    program = (
        "import sys; from depliant.writers.targets import target_named; "
        "before = {m for m in sys.modules if m.startswith('depliant.')}; target_named('press'); "
        "print(*before, '|', *(m for m in sys.modules if m.startswith('depliant.writers.')))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    before, after = said.stdout.decode().split("|")
    assert "depliant.display.items" not in before.split()
    others = {"screen_pdf", "png_image", "svg_image", "svg_painter", "alternatives"}
    assert others.isdisjoint(module.rpartition(".")[2] for module in after.split())
    assert "depliant.writers.press_pdf" in after.split()
    assert set(USUAL) <= set(TARGETS)
