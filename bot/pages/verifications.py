"""Verifications: whether a kept answer still holds, and what differs where it does not."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.verify import Verification

__all__ = ["verification_html"]


def verification_html(verification: Verification) -> str:
    """Say "same result", or set what was told then beside what is told now."""
    when = f"{verification.kept:%d %B %Y}".lstrip("0")
    note = f'<p class="quiet">{escape(verification.note)}</p>' if verification.note else ""
    if verification.same:
        return (
            '<div class="verified same" role="status"><strong>✓ Same result.</strong> Asked again '
            f"just now, the sources say what they said on {when}.{note}</div>"
        )
    rows = "".join(
        f"<tr><td>{escape(item.what)}</td><td>{escape(item.old) or '–'}</td>"
        f"<td><strong>{escape(item.new) or '–'}</strong></td><td>{escape(item.why)}</td></tr>"
        for item in verification.differences
    )
    return (
        '<div class="verified differs" role="status"><strong>≠ The result has changed.</strong> '
        f'Asked again just now, it differs from {when}.{note}<div class="rows" tabindex="0" '
        'role="region" aria-label="What has changed"><table><thead><tr><th scope="col">What</th>'
        '<th scope="col">Then</th><th scope="col">Now</th><th scope="col">Why</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></div>"
    )
