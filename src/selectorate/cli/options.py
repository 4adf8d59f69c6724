"""Options that several verbs have, each with what `--help` says of it."""

from __future__ import annotations

from typing import Annotated

import typer

from selectorate.cli import completion

Scenario = Annotated[
    str | None,
    typer.Argument(
        help="A shipped scenario or a folder of .yaml files; by default the package's default scenario.",
        autocompletion=completion.scenarios,
        show_default=False,
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        help="Replace a parameter; may be given again.",
        metavar="PARAMETER=VALUE",
        autocompletion=completion.parameters,
    ),
]
Happenings = Annotated[
    str, typer.Option(help="Exogenous events on their recorded months, or drawn.", metavar="recorded|drawn")
]
Targets = Annotated[
    str | None,
    typer.Option(help="Another record, in the same grammar.", metavar="FILE", show_default="the scenario's own"),
]
Parameters = Annotated[
    str | None,
    typer.Option(
        help="Where parameters come from.",
        metavar="posterior|hand-set|FILE",
        show_default="the posterior, if one fits",
    ),
]
Do = Annotated[
    list[str] | None,
    typer.Option(
        help="Give an office to a contender, or move a happening; may be given again.",
        metavar="OFFICE.holder=CONTENDER|happening.ID=YYYY-MM|never|drawn",
    ),
]
Swap = Annotated[
    bool, typer.Option("--swap", help="Who loses an office by --do gets the main office of him who takes it.")
]
Without = Annotated[
    list[str] | None,
    typer.Option(help="Take a factor away, replaced by a contrast; may be given again.", metavar="FACTOR[:CONTRAST]"),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from", help="Until this month all runs as it was; what is asked holds from then on.", metavar="YYYY-MM"
    ),
]
Readings = Annotated[
    str | None,
    typer.Option(
        help="Suppose that a reading of historians holds, with the parameters that it has by the record.",
        metavar="READING",
        show_default=False,
    ),
]
Claim = Annotated[
    list[str] | None,
    typer.Option(help="Suppose that a disputed claim is false; may be given again.", metavar="ID=false"),
]
Store = Annotated[
    str | None,
    typer.Option(
        help="Keep histories in this folder, and read those that are there; by default in the user's cache folder.",
        metavar="FOLDER",
        show_default=False,
    ),
]
NoStore = Annotated[bool, typer.Option("--no-store", help="Keep nothing, and live all histories again.")]
Html = Annotated[
    str | None, typer.Option(help="Write the answer as a page to this file.", metavar="FILE", show_default=False)
]
Csv = Annotated[str | None, typer.Option(help="Write its tables to this folder.", metavar="FOLDER", show_default=False)]
Seed = Annotated[int, typer.Option(help="Where luck comes from; the same seed gives the same answer.")]
Threads = Annotated[
    int | None,
    typer.Option(help="How many work at once; the answer does not depend on it.", show_default="all processors"),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress, no notes on standard error.")]
Json = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an unexpected failure.")]
