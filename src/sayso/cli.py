"""The command line: the verbs of the library, one command each.

Exit codes: 0 done, 1 something could not be read (and is listed) or is not as it was written, 2 wrong use.
"""

from __future__ import annotations

import os
import sys
import traceback
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from sayso.config import Settings
    from sayso.language.knowledge import Knowledge
    from sayso.run.local import BuildSummary

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Turns a pile of news pages into a dossier that can be checked: who says that who did what, when and where.",
)

STANDARD_INPUT = Path("-")

DossierPath = Annotated[Path, typer.Argument(metavar="NAME.sayso", help="The dossier.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class What(StrEnum):
    """What `sayso show` can show."""

    documents = "documents"
    events = "events"
    timeline = "timeline"
    statements = "statements"
    conflicts = "conflicts"
    forecasts = "forecasts"
    failures = "failures"


def _print_version(asked: bool) -> None:
    if asked:
        import sayso

        typer.echo(f"sayso {sayso.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """What every command has in common."""


@app.command()
def build(
    into: Annotated[Path, typer.Option(metavar="NAME.sayso", help="The dossier to make, or to go on with.")],
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH", hidden=True)] = None,
    remove: Annotated[
        list[Path] | None, typer.Option(metavar="PATH", help="A file or folder read before that shall not count.")
    ] = None,
    processes: Annotated[
        int | None, typer.Option(metavar="N", help="How many work at a time; without it, one a core.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="OURS=THEIRS", help="What a table's column means: text, title, date, url ...=its name."),
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(metavar="FILE.toml", help="Settings by stage, such as [ingest] max_bytes = 9000000."),
    ] = None,
    actors: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Your own actors: name, aliases, kind, country, role, from, to."),
    ] = None,
    stdin_name: Annotated[
        str, typer.Option(metavar="NAME", help="What standard input (PATH: -) would be called as a file.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Read files and folders (- for standard input) into a dossier, or go on with one.

    Read are web pages, plain text, Markdown, PDF, Word, mail, saved pages (MHTML), feeds, tables (CSV, JSON Lines), web
    archives (WARC, WACZ), and archives (zip, tar) of all these.

    Names that begin with a dot are left out of folders. A file that is no longer there still counts until it is
    removed; one that was removed stays out until it is given itself.
    """
    from sayso.run.inputs import StandardInput
    from sayso.run.local import build as build_dossier
    from sayso.run.progress import bar_on_terminal

    given = paths or []
    try:
        with bar_on_terminal() as progress:
            summary = build_dossier(
                [path for path in given if path != STANDARD_INPUT], into,
                settings=_settings(settings, column or []), knowledge=_knowledge(actors), processes=processes,
                remove=remove or [], progress=progress,
                standard_input=StandardInput(sys.stdin.buffer, stdin_name) if STANDARD_INPUT in given else None,
            )  # fmt: skip
    except KeyboardInterrupt:
        _stop("stopped; the same command goes on from here", 130)
    if as_json:
        from sayso.run.show import json_of_summary

        _print_json(json_of_summary(summary))
    else:
        _tell(summary)
    if summary.failures:
        raise typer.Exit(1)


def _settings(file: Path | None, columns: list[str]) -> Settings:
    """What a settings file and --column say."""
    import tomllib

    from sayso.config import settings_from
    from sayso.errors import UsageError

    named: dict[str, Any] = {}
    if file is not None:
        try:
            named = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file} cannot be read; give a settings file that is there and is text") from error
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"{file} is no TOML ({error}); mend that line") from error
    pairs = [column.partition("=") for column in columns]
    for ours, mark, theirs in pairs:
        if not (ours and mark and theirs):
            raise UsageError(f"--column {ours} says nothing; give OURS=THEIRS, such as --column text=body")
    if pairs:
        named["ingest"] = dict(named.get("ingest", {})) | {"columns": [(ours, theirs) for ours, _, theirs in pairs]}
    return settings_from(named)


def _knowledge(actors: Path | None) -> Knowledge | None:
    """What a user's list of actors adds to the word lists."""
    from sayso.errors import UsageError
    from sayso.language.actors import read_actors, spellings_of_countries
    from sayso.language.knowledge import Knowledge

    if actors is None:
        return None
    try:
        text = actors.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{actors} cannot be read; give a CSV file of actors that is there and is UTF-8") from error
    return Knowledge(read_actors(text, dict(spellings_of_countries()), str(actors)))


@app.command()
def show(
    dossier: DossierPath,
    what: Annotated[What, typer.Argument(metavar="TABLE", help="Which table.")],
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many rows.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print a table of a dossier."""
    from sayso.run.show import json_rows, terminal_table
    from sayso.run.store import Dossier

    with Dossier(dossier) as opened:
        if as_json:
            _print_json(json_rows(opened, what.value, limit))
            return
        from rich.console import Console

        table = terminal_table(opened, what.value, limit)
        width = None if sys.stdout.isatty() else 160
        Console(width=width).print(table)


@app.command()
def report(
    dossier: DossierPath,
    out: Annotated[Path, typer.Option(metavar="FILE.html", help="The page to write.")],
    as_json: AsJson = False,
) -> None:
    """Write the whole dossier as one page that opens offline."""
    from sayso.errors import UsageError
    from sayso.report import render_report
    from sayso.run.store import Dossier

    with Dossier(dossier) as opened:
        page = render_report(opened)
    try:
        if _is_database(out):
            raise UsageError(f"{out} is a dossier or another database and is left as it is; give another name")
        out.write_text(page, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror}); give another name") from error
    if as_json:
        _print_json({"path": str(out), "characters": len(page)})
    else:
        _say(f"{out}: open it in a browser; it needs no network.")


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(16) == b"SQLite format 3\0"


@app.command()
def verify(dossier: DossierPath, as_json: AsJson = False) -> None:
    """Check every span, id and hash again, against the stored bytes."""
    from sayso.run.verify import verify as verify_dossier

    wrong = verify_dossier(dossier)
    if as_json:
        _print_json(wrong)
    else:
        for sentence in wrong:
            _say(sentence)
        _say("Nothing is wrong." if not wrong else f"{_many(len(wrong), 'fault')} found.")
    if wrong:
        raise typer.Exit(1)


def _say(message: str, *, err: bool = False) -> None:
    """Prints a line. Names and words of a pile are anybody's: nothing in them may steer the terminal."""
    from sayso.run.show import legible

    typer.echo(legible(message), err=err)


def _many(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _tell(summary: BuildSummary) -> None:
    counts = summary.counts
    _say(
        f"{summary.path}: {_many(summary.documents, 'document')} ({summary.read} new), "
        f"{_many(counts['local_statements'], 'statement')}, {_many(counts['event_groups'], 'event')}; "
        f"{summary.seconds:.1f} s"
    )
    if summary.removed:
        _say(f"{_many(summary.removed, 'input')} no longer {'counts' if summary.removed == 1 else 'count'}.")
    if summary.vanished:
        _say(f"{_many(summary.vanished, 'file')} read before, no longer there: still counting until you --remove.")
    if summary.left_out:
        _say(f"Left out: {_many(summary.left_out, 'name')} that can be no pages (hidden, pictures, scripts, indexes).")
    for failure in summary.failures[:20]:
        _say(f"{failure.source}: {failure.error} {failure.detail}", err=True)
    if len(summary.failures) > 20:
        _say(f"{len(summary.failures)} failures in all: sayso show {summary.path} failures", err=True)


def _print_json(value: Any) -> None:
    import json
    import unicodedata

    # What steers a terminal, and the lone surrogates of a path that is no Unicode, stand as JSON's escapes of them.
    words = json.dumps(value, ensure_ascii=False, indent=1)
    steering = {c for c in set(words) - {"\n"} if unicodedata.category(c) in {"Cc", "Cf", "Cs"}}
    typer.echo(words.translate({ord(c): json.dumps(c)[1:-1] for c in steering}))


def main() -> None:
    """The command line, with every error in one sentence; SAYSO_TRACEBACK=1 shows where it came from."""
    from sayso.errors import SaysoError, TableError, VerifyError

    try:
        app()
    except (TableError, VerifyError) as error:
        _stop(str(error), 1)
    except SaysoError as error:
        _stop(str(error), 2)
    except Exception as error:
        _stop(f"a fault of Sayso's own ({type(error).__name__}: {error}); please report it", 1)


def _stop(message: str, code: int) -> NoReturn:
    if os.environ.get("SAYSO_TRACEBACK"):
        traceback.print_exc()
    _say(f"sayso: {message}", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
