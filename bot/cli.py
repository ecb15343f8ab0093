"""The command line: ``onrecord`` with a verb; each verb is a file in bot/commands/.

Answers go to stdout, everything else to stderr.  Exit codes: 0 done (a refusal is an answer),
1 something went wrong (one line says what), 2 wrong usage.  Nothing heavy is imported before
a command runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bot.commands.add import add
from bot.commands.add_figures import add_figures
from bot.commands.added import added, reread
from bot.commands.ask import ask
from bot.commands.build import build
from bot.commands.catalogue import measures, sources
from bot.commands.chat import chat
from bot.commands.check import check
from bot.commands.conflicts import conflicts
from bot.commands.doctor import doctor
from bot.commands.evaluate import evaluate
from bot.commands.export import export
from bot.commands.failures import FAILED, INTERRUPTED, describe_failure
from bot.commands.feedback import feedback
from bot.commands.printing import note, out
from bot.commands.remove import remove
from bot.commands.serve import mcp, serve
from bot.commands.sql import sql
from bot.commands.verify import verify
from corpus.cleaning import mend_halves

__all__ = ["app", "main", "run"]


class _Commands(TyperGroup):
    """Let a command's name be two words: ``onrecord add figures FILE``."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[:2] == ["add", "figures"]:
            args = ["add figures", *args[2:]]
        return super().resolve_command(ctx, args)


app = typer.Typer(
    name="onrecord",
    cls=_Commands,
    help="Answers from a report and its data, on the record: every sentence with its source.\n\n"
    "Start with: onrecord chat",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(build)
app.command()(ask)
app.command()(check)
app.command()(sources)
app.command()(measures)
app.command()(add)
app.command("add figures")(add_figures)
app.command()(added)
app.command()(reread)
app.command()(remove)
app.command()(chat)
app.command("eval")(evaluate)
app.command()(sql)
app.command()(conflicts)
app.command()(verify)
app.command()(export)
app.command()(feedback)
app.command()(doctor)
app.command()(serve)
app.command()(mcp)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        out(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command of this process and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a terminal in another encoding must not break an answer
            reconfigure(encoding="utf-8", errors="backslashreplace")
    code = run([mend_halves(argument) for argument in sys.argv[1:]])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code; no error leaves this function."""
    command = typer.main.get_command(app)
    try:
        # Without standalone mode, the code of a command that ended early is what comes back.
        result = command.main(list(arguments), prog_name="onrecord", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        result = INTERRUPTED
    except BrokenPipeError:  # whoever read the answer has read enough: onrecord ask ... | head
        _drop_output()
        return 0
    except typer.TyperException as error:
        error.show()  # type: ignore[attr-defined]
        return error.exit_code
    except Exception as error:
        note(f"onrecord: {describe_failure(error)}")
        return FAILED
    if result == INTERRUPTED:  # also Typer's own answer to Ctrl-C, without a word
        note("interrupted")
    return result if isinstance(result, int) else 0


def _drop_output() -> None:
    # Python flushes stdout once more on exit, and would complain about the closed pipe.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
