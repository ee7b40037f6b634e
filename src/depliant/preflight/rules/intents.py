"""The output intent: for which press the colours of the file are meant."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.errors import Severity
from depliant.preflight.job import JudgedFile
from depliant.preflight.rules.base import PDFA, PRESS, READ, X4, Fault, document_rule
from depliant.press.characterization import conditions_of, description, other_paper, told_by
from depliant.press.condition import PrinterProfile
from depliant.sentences import legible, say

_COMPONENTS = {"CMYK": 4, "RGB": 3, "GRAY": 1}


@document_rule(
    "intent-missing",
    "error",
    "A file for the press has one output intent for PDF/X.",
    X4,
    "Export it as PDF/X-4 with the profile that the printer names.",
    PRESS,
)
def one_intent(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Exactly one of the subtype GTS_PDFX."""
    found = [intent for intent in job.intents if intent.kind == "GTS_PDFX"]
    if not found:
        severity: Severity = "error" if job.claim else "warning"
        yield Fault(say("The file has no output intent for PDF/X."), severity=severity)
    if len(found) > 1:
        yield Fault(say("The file has {count} output intents for PDF/X.", count=len(found)))


@document_rule(
    "intent-profile",
    "error",
    "The output intent names its condition and embeds an output profile.",
    X4,
    "Export it again with the ICC profile that the printer names.",
    PRESS,
)
def profile_of_press(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Device class prtr, as many components as it is said to have, the name of the condition."""
    for intent in job.intents:
        if intent.kind != "GTS_PDFX":
            continue
        if not intent.identifier:
            yield Fault(say("The output intent has no OutputConditionIdentifier."))
        if not intent.profile:
            if job.claim in ("PDF/X-4", ""):
                yield Fault(say("The output intent embeds no profile."))
        elif intent.components != _COMPONENTS.get(intent.space, intent.components):
            yield Fault(
                say(
                    "The stream of the profile says {count} components; the profile is for "
                    "{space}.",
                    count=intent.components,
                    space=intent.space,
                )
            )
        if intent.profile and intent.device_class != "prtr":
            yield Fault(
                say(
                    "The profile is of class '{device_class}', not 'prtr'.",
                    device_class=legible(intent.device_class),
                )
            )


@document_rule(
    "intent-condition",
    "error",
    "The file is made for the printing condition of the printer.",
    say("the printer's profile"),
    "Ask whoever made it to convert it to the printer's condition, or ask the printer.",
    PRESS,
    own="Build it for this printer: --printer NAME.",
)
def condition(job: JudgedFile, profile: PrinterProfile) -> Iterator[Fault]:
    """Only for a printer that was named."""
    for intent in job.intents:
        if intent.kind == "GTS_PDFX" and profile.name and intent.identifier != profile.condition:
            yield Fault(
                say(
                    "The file is made for {identifier}; the printer works to {condition}.",
                    identifier=legible(intent.identifier) or say("no condition"),
                    condition=profile.condition,
                ),
                limit="condition",
            )


@document_rule(
    "intent-mismatch",
    "error",
    "The profile of the output intent is that of the condition that it names.",
    "ICC characterization data registry, www.color.org",
    "Export it with the profile of the condition, or name the condition of the profile.",
    PRESS,
)
def profile_of_condition(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """By their names and by the colour of the paper, as far as both tell."""
    for intent in job.intents:
        called = intent.identifier if conditions_of(intent.identifier) else intent.info
        meant, told = conditions_of(called), told_by(intent.profile)
        paper = other_paper(intent.profile, called)
        if meant and told and not set(meant) & set(told):
            yield Fault(
                say(
                    "The output intent names {identifier}, and its profile "
                    "(“{description}”) is that of {told}.",
                    identifier=legible(called),
                    description=description(intent.profile),
                    told=told[0],
                )
            )
        elif paper is not None:
            yield Fault(
                say(
                    "The output intent names {identifier}, and the paper of its profile "
                    "(“{description}”) is another: b* is {b:.1f}, not {wanted:.1f}.",
                    identifier=legible(called),
                    description=legible(description(intent.profile)),
                    b=paper[0],
                    wanted=paper[1],
                )
            )


@document_rule(
    "intents-differ",
    "error",
    "All output intents share one profile.",
    f"{PDFA}, 6.2.3",
    "Export it again.",
)
def same_profile(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """One stream, referred to by each."""
    keys = {intent.key for intent in job.intents if intent.profile}
    if len(keys) > 1:
        yield Fault(say("The output intents embed {count} profiles.", count=len(keys)))


@document_rule(
    "screen-intent",
    "error",
    "An archived file says what its colours are, by an output intent for PDF/A.",
    f"{PDFA}, 6.2.3",
    "Export it as PDF/A.",
    READ,
)
def archive_intent(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Asked of a file that claims PDF/A."""
    if job.packet.get("pdfaid:part") and not any(i.kind == "GTS_PDFA1" for i in job.intents):
        yield Fault(say("The file claims PDF/A, but has no output intent for it."))


RULES = (
    one_intent,
    profile_of_press,
    condition,
    profile_of_condition,
    same_profile,
    archive_intent,
)
