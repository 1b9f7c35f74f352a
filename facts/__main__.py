"""The fact store at the command line: ``python -m facts check | list | show ID``."""

import argparse
import difflib
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from facts.checks import rules
from facts.load import CorpusError, load
from facts.models import Blank, Change, Date, Fact, Modifier, Names, Quantity, Share, Texts, Value
from facts.store import FactStore

_CODE = Path(__file__).resolve().parent
_CORPUS = _CODE / "corpus"
_LANGUAGES = _CODE.parent / "intents" / "languages"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 if all is well, 1 for a fault of the corpus or an unknown id, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    # A terminal that cannot show a character of a source gets an escape instead of a crash.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(options)
    except CorpusError as broken:
        print(broken, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader has seen enough. Python flushes once more at exit, which must not meet the closed pipe again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m facts", description="The facts that Fairdesk answers from.")
    parser.add_argument("--corpus", type=Path, default=_CORPUS, metavar="DIR", help="the corpus folder")
    parser.add_argument("--languages", type=Path, default=_LANGUAGES, metavar="DIR", help="the language packs' folder")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="run every check")
    listing = commands.add_parser("list", help="one line a fact")
    listing.add_argument("--session", metavar="ID", help="only facts about this session")
    listing.add_argument("--measure", metavar="ID", help="only facts that state this measure or predicate")
    showing = commands.add_parser("show", help="all of one fact, with its quotes")
    showing.add_argument("id", metavar="ID", help="the fact's id")
    return parser


def _run(options: argparse.Namespace) -> int:
    store = load(options.corpus)
    match options.command:
        case "check":
            return _check(store, options.languages)
        case "list":
            return _list(store, options.session, options.measure)
        case _:
            return _show(store, options.id)


def _check(store: FactStore, languages: Path) -> int:
    found = 0
    every = rules(languages)
    for rule in every:
        for problem in rule.check(store):
            found += 1
            print(f"{problem} [{rule.name}]", file=sys.stderr)
    if not found:
        print(f"{len(store.facts)} facts of {len(store.sources)} sources keep {len(every)} rules", flush=True)
    return 1 if found else 0


def _list(store: FactStore, session: str | None, measure: str | None) -> int:
    if session is not None and session not in store.sessions:
        return _unknown("session", session, store.sessions)
    if measure is not None and measure not in store.measures and measure not in store.predicates:
        return _unknown("measure", measure, (*store.measures, *store.predicates))
    facts: Iterable[Fact] = store.facts.values() if session is None else store.in_session(session)
    if measure is not None:
        facts = store.of(measure, session)
    for fact in facts:
        print(f"{fact.id}  {fact.session}  {fact.measure}  {_written(store, fact.value)}")
    sys.stdout.flush()
    return 0


def _show(store: FactStore, identifier: str) -> int:
    fact = store.facts.get(identifier)
    if fact is None:
        return _unknown("fact", identifier, store.facts)
    print("\n".join(_lines(store, fact)), flush=True)
    return 0


def _unknown(kind: str, identifier: str, known: Iterable[str]) -> int:
    near = difflib.get_close_matches(identifier, list(known), n=3)
    hint = f" (nearest: {', '.join(near)})" if near else ""
    print(f"there is no {kind} {identifier}{hint}", file=sys.stderr)
    return 1


def _lines(store: FactStore, fact: Fact) -> Iterator[str]:
    yield f"id        {fact.id}"
    yield f"session   {fact.session}"
    yield f"measure   {fact.measure}"
    yield f"value     {_written(store, fact.value)}"
    for name, value in fact.roles.items():
        yield f"role      {name}: {_written(store, value)}"
    if fact.topics:
        yield f"topics    {', '.join(fact.topics)}"
    place = store.places.get(("fact", fact.id))
    if place:
        yield f"written   {place}"
    for citation in fact.citations:
        source = store.sources[citation.source]
        yield f"source    {source.id}: {source.title}"
        yield f"  offsets {citation.start}:{citation.end}"
        yield f"  quote   {citation.exact}"


def _written(store: FactStore, value: Value) -> str:
    """A value in one line, for those who keep the corpus."""
    match value:
        case Quantity():
            bound = "" if value.modifier is Modifier.EXACTLY else f"{value.modifier.replace('_', ' ')} "
            whole = "" if value.of is None else f" of {value.of:,f}"
            return f"{bound}{value.amount:,f} {value.unit}{whole}"
        case Change():
            return f"{value.direction} {_written(store, value.by)} against {value.base}"
        case Share():
            return f"{_written(store, value.is_)} of {value.of}"
        case Names():
            return "; ".join(store.entities[name].name for name in value.entities) + _more(value.complete)
        case Texts():
            return "; ".join(value.texts) + _more(value.complete)
        case Date():
            year = "" if value.year is None else f"{value.year}-"
            return f"{year}{value.month:02}-{value.day:02}"
        case Blank():
            return f"(nothing behind {value.label})"


def _more(complete: bool) -> str:
    return "" if complete else "; …"


if __name__ == "__main__":
    sys.exit(main())
