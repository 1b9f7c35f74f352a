"""python -m bot chat | ask | batch | chart | telegram | unanswered

Exit status: 0 all is well, 1 for a batch with lines that are no conversations, 2 for wrong usage and for a corpus, a
language, a measure or a file that cannot be used, 130 for Ctrl-C outside of a conversation; ``telegram`` adds its own.
Each command imports what it uses: ``ask`` must not wait for what only a terminal or Telegram needs.
"""

import argparse
import gc
import io
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from bot.pipeline import Desk
    from bot.settings import Settings


class Unusable(Exception):
    """What was given cannot be used; the text is one line that says what to mend."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command of the command line, ``arguments`` or the process's own; returns the exit status."""
    options = _parser().parse_args(arguments)
    _write_anything()
    try:
        status = _run(options)
        print(end="", flush=True)
    except Unusable as error:
        print(f"fairdesk: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _give_up_output()
        return 0
    except OSError as error:
        _give_up_output()
        print(f"fairdesk: {f'{error.filename}: ' if error.filename else ''}{error.strerror or error}", file=sys.stderr)
        return 2
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fairdesk", description="Cited answers about CIFTIS.")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="the corpus folder, if not the one that comes along")
    parser.add_argument("--language", type=Path, metavar="DIR", help="the language's folder, if not English")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("chat", help="a conversation in the terminal; piped in: one question a line")
    one = commands.add_parser("ask", help="one question")
    one.add_argument("question", nargs="+")
    one.add_argument(
        "--after", action="append", default=[], metavar="QUESTION", help="a question that was asked before"
    )
    form = one.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="the answer as a JSON object")
    form.add_argument("--explain", action="store_true", help="how the answer came about, before the answer")
    batch = commands.add_parser("batch", help="JSON lines in, JSON lines out")
    batch.add_argument("file", nargs="?", default="-", help="a file of conversations; none or -: stdin")
    chart = commands.add_parser("chart", help="measures over the sessions, as a picture")
    chart.add_argument("measures", nargs="+", metavar="MEASURE", help='its id or what it is called: "exhibition area"')
    chart.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="a .png or .svg file")
    commands.add_parser("telegram", help="the Telegram bot; its token is taken from BOT_TOKEN")
    gaps = commands.add_parser("unanswered", help="what people asked the Telegram bot and had no answer to")
    gaps.add_argument("--json", action="store_true", help="as JSON lines")
    return parser


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "chat":
            return _chat(options)
        case "ask":
            return _ask(options)
        case "batch":
            return _batch(options)
        case "chart":
            return _chart(options)
        case "unanswered":
            return _unanswered(options)
        case _:
            return _telegram(options)


def _desk(options: argparse.Namespace) -> "Desk":
    from bot.desk import open_desk
    from bot.state import cache
    from facts.faults import CorpusError
    from intents.language import LanguageError

    folders = {"corpus": options.corpus, "language": options.language, "kept": cache(os.environ)}
    gc.disable()  # what is opened stays to the end: to look for garbage among it takes longer than an answer
    try:
        return open_desk(**{name: folder for name, folder in folders.items() if folder})
    except (CorpusError, LanguageError) as error:
        raise Unusable(" ".join(str(error).split())) from error
    finally:
        gc.enable()
        gc.freeze()


def _chat(options: argparse.Namespace) -> int:
    from bot import console

    desk = _desk(options)
    with suppress(KeyboardInterrupt):
        if console.is_terminal(sys.stdin) and console.is_terminal(sys.stdout):
            console.converse(desk)
        else:
            console.reply(_stdin(), desk)
    return 0


def _ask(options: argparse.Namespace) -> int:
    import json

    from bot.conversation import Context
    from bot.pipeline import ask
    from bot.render.contract import fields
    from bot.render.plain import text

    desk, question, context, now = _desk(options), " ".join(options.question), Context(), time.time()
    for before in options.after:
        _, context = ask(before, context, now, desk)
    if options.explain:
        from bot.trace import trace

        print(*trace(question, context, now, desk), "", sep="\n")
    answer, _ = ask(question, context, now, desk)
    if options.json:
        _write_utf8()
        print(json.dumps(fields(answer), ensure_ascii=False, indent=2))
    else:
        print(text(answer))
    return 0


def _batch(options: argparse.Namespace) -> int:
    from bot.batch import serve

    desk = _desk(options)
    _write_utf8()
    if options.file == "-":
        return 0 if serve(_stdin(), desk, None) else 1
    try:
        with Path(options.file).open("rb") as file:
            return 0 if serve(file, desk, os.fstat(file.fileno()).st_size) else 1
    except OSError as error:
        if error.filename is None:  # it is not about the file
            raise
        raise Unusable(f"{options.file}: {error.strerror}: name a file of JSON lines") from error


def _chart(options: argparse.Namespace) -> int:
    form = options.output.suffix.lower()
    if form not in (".png", ".svg"):
        raise Unusable(f"{options.output}: the ending says what is drawn: name a .png or .svg file")
    from bot.side_by_side import NoFigure, side_by_side

    try:
        answer = side_by_side(options.measures, _desk(options))
    except NoFigure as error:
        raise Unusable(str(error)) from error
    from bot.render.chart import MOST_ROWS, draw

    if len(answer.comparison) > MOST_ROWS:
        raise Unusable(f"{len(answer.comparison)} measures are too many for one picture: name at most {MOST_ROWS}")
    try:
        options.output.write_bytes(draw(answer, "png" if form == ".png" else "svg"))
    except OSError as error:
        raise Unusable(f"{options.output}: {error.strerror}: name a file that can be written") from error
    return 0


def _settings() -> "Settings":
    from bot.settings import SettingsError, load

    try:
        return load()
    except SettingsError as error:
        raise Unusable(str(error)) from error


def _unanswered(options: argparse.Namespace) -> int:
    import json
    from datetime import UTC, datetime

    from bot.telegram.database import DatabaseUnusable
    from bot.telegram.unanswered import gaps

    try:
        rows = gaps(_settings().database_file)
    except DatabaseUnusable as error:
        raise Unusable(str(error)) from error
    if options.json:
        _write_utf8()
    for gap in rows:
        last = datetime.fromtimestamp(gap.last, UTC)
        if options.json:
            print(json.dumps(gap._asdict() | {"last": last.isoformat(timespec="seconds")}, ensure_ascii=False))
        else:
            print(f"{gap.times:>4}  {last:%Y-%m-%d}  {gap.reason:<16}  {gap.question}")
    return 0


def _telegram(options: argparse.Namespace) -> int:
    settings = _settings()
    from bot.conversation import Context
    from bot.desks import Desks
    from bot.packing import pack, unpack
    from bot.telegram import Codec, run

    desk = _desk(options)
    facts = desk.targets.store.facts
    return run(settings, Desks(desk), Codec(Context, pack, lambda text: unpack(text, facts)))


def _stdin() -> BinaryIO:
    """What is piped in; nothing if stdin is closed."""
    return sys.stdin.buffer if sys.stdin else io.BytesIO()


def _write_anything() -> None:
    """A terminal that cannot show a character gets an escape instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _write_utf8() -> None:
    r"""JSON is UTF-8 wherever it goes (RFC 8259); half a surrogate pair becomes JSON's own escape of it, ``\ud83d``."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _give_up_output() -> None:
    """Nobody reads on. Python flushes once more at exit, which must not meet the closed pipe again."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
