"""How all editions fit, told one at a time: how full they are, their copyfit step, what was found.

An edition that nobody looks at is built for its line in the strip and let go: of its pages nothing
is held. The page asks for one language after another, and only while the strip is seen.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from depliant.build.fit_report import panel_fits
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.errors import SEVERITIES, DepliantError
from depliant.interface import Interface
from depliant.preview.making import Made, made
from depliant.preview.routes import as_json, nothing
from depliant.preview.service import Service
from depliant.preview.telling import editions_of, language_name


class Fit(Struct, frozen=True):
    """How an edition fits: `fill` is the share of its fullest panel that is used, above 1 overset.

    `panel` is that panel, `step` the number of the copyfit step that is farthest from the design,
    of `steps` that are allowed, `told` what that step does. `state` is as a snapshot's; of no
    pages the rest is None.
    """

    language: str
    state: str
    findings: dict[str, int]
    fill: float | None = None
    panel: str | None = None
    step: int | None = None
    steps: int | None = None
    told: str | None = None


def routes(service: Service) -> Sequence[BaseRoute]:
    """`editions.json` with all languages, `fit.json` with one of them: `language`."""
    strip = Strip(service)

    async def editions(_: Request) -> Response:
        project = service.builder.project
        tags = editions_of(project) if project is not None else ()
        told = [{"language": tag, "name": language_name(tag)} for tag in tags]
        return as_json({"version": service.builder.version, "editions": told})

    async def fit(request: Request) -> Response:
        language = service.asked(request.query_params.get("language", ""))
        found = await run_in_threadpool(strip.fit, language) if language else None
        return nothing() if found is None else as_json(found)

    return (Route("/editions.json", editions), Route("/fit.json", fit))


class Strip:
    """The fits of a project's editions, each made once for each version of the project.

    Args:
        service: what is shown.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._version = -1
        self._fits: dict[str, Fit] = {}

    def fit(self, language: str) -> dict[str, Any] | None:
        """How an edition fits, and in which version; None where there is no such edition."""
        builder = self._service.builder
        with self._lock:  # one after the other
            version, project = builder.version, builder.project
            if project is None or language not in editions_of(project):
                return None
            if version != self._version:
                self._version, self._fits = version, {}
            if language not in self._fits:
                interface = self._service.interface
                self._fits[language] = fit_of(self._made(project, language), language, interface)
            return {"version": version, "fit": self._fits[language]}

    def _made(self, project: Project, language: str) -> Made:
        """What came of an edition: that which somebody looks at, or else one of its own."""
        source = project.publication.language
        for name in (language, *([""] if language == source else ())):
            shown = self._service.snapshot(name)
            if shown is not None and shown.project is project:
                return Made(shown.pages, shown.findings)
        try:
            return made(Session(project, self._service.builder.memory), language)
        except DepliantError:
            return Made(None, ())


def fit_of(result: Made, language: str, interface: Interface) -> Fit:
    """How an edition fits."""
    counts = Counter[str](finding.diagnostic.severity for finding in result.findings)
    findings = {str(severity): counts[severity] for severity in SEVERITIES}
    pages = result.pages
    if pages is None:
        return Fit(language, "none", findings)
    composition = pages.composed.composition
    fits = panel_fits(composition, pages.composed.sheet)
    fullest = max(fits, key=lambda one: one.fill, default=None)
    step = max(composition.steps, key=lambda one: one.number, default=None)
    return Fit(
        language,
        "good" if pages.are_good else "draft",
        findings,
        fullest.fill if fullest is not None else None,
        fullest.panel if fullest is not None else None,
        step.number if step is not None else None,
        pages.composed.sheet.copyfit.steps,
        interface.tell(step.described) if step is not None else None,
    )
