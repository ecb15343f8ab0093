"""``onrecord doctor``: what is set, what is there, what can be reached, and what to change."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.printing import counts_text, json_text, out

__all__ = ["doctor"]


def doctor(
    json_: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Say what is set up, whether it works, and what to change where it does not.

    A language model that is set is asked for a few words; nothing else leaves this machine.

    Example: onrecord doctor
    """
    from bot.language_model.probe import Finding, probe_endpoint
    from corpus.errors import OnrecordError
    from corpus.settings import read_settings, unknown_settings
    from index.stores import Store

    settings = read_settings()
    findings = [Finding(what="home", good=True, said=str(settings.home))]
    findings += [
        Finding(
            what="settings",
            good=False,
            said=f"{name} is set, and no setting is called so",
            advice="correct the name (.env.example has them all), or take it out",
        )
        for name in unknown_settings()
    ]
    try:
        said = counts_text(Store.open(settings).manifest.counts)
        findings.append(Finding(what="store", good=True, said=said))
    except OnrecordError as error:
        findings.append(
            Finding(what="store", good=False, said=str(error), advice="run: onrecord build")
        )
    findings.append(
        Finding(
            what="network",
            good=True,
            said="nothing may leave this machine (ONRECORD_OFFLINE)"
            if settings.offline
            else "the grounded engine uses none",
        )
    )
    findings += probe_endpoint(settings)
    if json_:
        out(json_text({"findings": findings}))
    else:
        for finding in findings:
            out(f"{'ok ' if finding.good else 'NO '} {finding.what}: {finding.said}")
            if finding.advice:
                out(f"      {finding.advice}")
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)
