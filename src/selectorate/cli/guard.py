"""Every way a verb can end: answered 0, failed through no fault of the user 1, his mistake 2, interrupted 130."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer

from selectorate.cli.streams import tell
from selectorate.errors import ScenarioError, SelectorateError

Options = ParamSpec("Options")

INTERRUPTED = 130


def guarded(verb: Callable[Options, None]) -> Callable[Options, None]:
    """A verb that never shows a traceback unless ``--debug`` asks for it."""

    @wraps(verb)
    def call(*args: Options.args, **options: Options.kwargs) -> None:
        try:
            verb(*args, **options)
        except typer.Exit:
            raise
        except ScenarioError as error:
            tell(str(error))
            raise typer.Exit(error.exit_code) from None
        except SelectorateError as error:
            tell(f"selectorate: {error}")
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            tell("selectorate: interrupted before anything was answered")
            raise typer.Exit(INTERRUPTED) from None
        except MemoryError:
            tell("selectorate: there is not enough memory for this")
            raise typer.Exit(1) from None
        except Exception as error:
            if options.get("debug"):
                raise
            said = " ".join(str(error).split())
            tell(f"selectorate: failed unexpectedly: {type(error).__name__}: {said} (--debug shows where)")
            raise typer.Exit(1) from None

    return call
