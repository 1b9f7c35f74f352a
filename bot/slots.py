"""Question → Query: what the mentions of a question come to."""

from collections.abc import Set
from itertools import pairwise

from bot.capitals import capitalised
from bot.counted import counting, nouns, numbered
from bot.query import Query
from bot.terms import PERCENTAGES, RIVALS, VALUE_KINDS, Term
from intents.models import Kind, Mention, Question, SessionRef
from intents.normalise import character, inflectionless

_NEVER_PASSED = frozenset(
    {"other_matter", "superlative", "largest", "down", "currency", "average", "unnamed", "open_date"}
)
"""Concepts that change what is asked, whatever it is about."""

_ASKED = ("?", "？")
"""Signs that end a question."""

_SHOWN = 60
"""Letters of a word that is said back."""


def slots(question: Question) -> Query:
    """The slots of a question: what its answer must explain, what helps to find it, and what kind of answer it is."""
    parts = _parts(question)
    terms, asks = [], []
    apart = frozenset[int]() if "remainder" in question.acts else _apart(question)
    denied = frozenset[int]() if "remainder" in question.acts else _denied(question, apart)
    alone = _alone(question, parts)
    relative, passable, naming = _relative(question), _passable(question), _naming(question)
    amounts = counting(question)
    counts = amounts | {m.start for m in question.mentions if m.asks & {"count", "number"}}
    for mention, part in zip(question.mentions, parts, strict=True):
        if mention.start in denied:
            continue
        term = _term(mention, question, part, mention.start in passable)
        if term is None and mention.start in alone:
            term = Term("concept", mention.concepts, mention.text, part, at=mention.start)
        if term:
            terms.append(term)
        if mention.start not in relative:
            kinds = ["count"] if mention.start in amounts else _asks(mention, question)
            asks += [("names" if mention.start in naming else ask, part) for ask in kinds]
    hints = _hints(question, parts, denied)
    grown = any(t.options & PERCENTAGES and t.options != PERCENTAGES for t in (*terms, *hints))
    places = [(m.session, p) for m, p in zip(question.mentions, parts, strict=True) if m.session]
    if any(ref != SessionRef() for ref, _ in places):  # beside a session that is named, "both" and "each" are of others
        places = [row for row in places if row[0] != SessionRef()]
    return Query(
        terms=tuple(terms),
        excluded=frozenset().union(*(m.concepts for m in question.mentions if m.start in denied)),
        contrasted=bool(apart),
        hints=tuple(hints),
        figures=tuple(m.figure for m in question.mentions if m.figure),
        figured_at=tuple((m.start, part) for m, part in zip(question.mentions, parts, strict=True) if m.figure),
        sessions=tuple(dict.fromkeys(ref for ref, _ in places)),
        places=tuple(places),
        asks=tuple(asks),
        grown=grown,
        acts=_acts(question),
        intent=question.intent,
        size=_size(question),
        counted=nouns(question, parts, counts),
        named=nouns(question, parts, {m.start for m in question.mentions if m.asks & {"names", "which"}} - relative),
        numbered=numbered(question),
        capitalised=capitalised(question),
        joined=frozenset(p for m, p in zip(question.mentions, parts, strict=True) if "joint" in m.acts),
        per=next((m.end for m in question.mentions if "per" in m.acts), -1),
        polar=bool(question.mentions)
        and "polar" in question.mentions[0].acts
        and {ask for ask, _ in asks} <= {"number"},
    )


def _hints(question: Question, parts: list[int], denied: Set[int]) -> list[Term]:
    """What helps to find a fact and needs no explanation: filling words with a meaning, but for those that bound a
    figure, and what a percent sign can mean."""
    place = dict(zip((m.start for m in question.mentions), parts, strict=True))
    bounding = {m.end for m in question.mentions if m.soft and "restriction" in m.acts}
    bounds = {m.start for m in question.of(Kind.NUMBER) if m.figure and m.figure.bound} & bounding
    soft = [m for m in question.mentions if m.soft and m.concepts and m.start not in denied and m.end not in bounds]
    percents = [m for m in question.mentions if "percent" in m.asks or (m.figure and m.figure.unit == "percent")]
    signs = [Term("concept", PERCENTAGES, "%", place[m.start]) for m in percents[:1]]
    return [*(Term("concept", m.concepts, m.text, place[m.start], at=m.start) for m in soft), *signs]


def _size(question: Question) -> int:
    """The words of a message; characters written without blanks are one word as far as they are one mention."""
    tokens = question.utterance.tokens
    return sum(1 if character(tokens[m.start].norm) else m.end - m.start for m in question.mentions)


def _asks(mention: Mention, question: Question) -> list[str]:
    """What a mention asks for; "how many dollars" is how much."""
    behind = next((m.concepts for m in question.mentions if m.start == mention.end), frozenset[str]())
    amount = bool(behind) and behind <= {"dollar", "yuan", "money"}
    return sorted("how_much" if amount and ask == "count" else ask for ask in mention.asks)


def _acts(question: Question) -> frozenset[str]:
    """The acts of the question; "more than" that bounds a figure compares nothing, and a pronoun behind a clause that
    names something stands for that ("and the bank, what did it set up?")."""
    bounds = any(m.figure and m.figure.bound not in ("", "part") for m in question.mentions)
    tokens = question.utterance.tokens
    named = [tokens[m.start].clause for m in question.mentions if m.entities or (m.concepts and not m.soft)]
    pronouns = [tokens[m.start].clause for m in question.mentions if "pronoun" in m.acts]
    inside = bool(named and pronouns) and min(named) < min(pronouns)
    dropped = ({"which_more"} if bounds else set()) | ({"pronoun"} if inside else set())
    return (question.acts - dropped) | ({"claim"} if _tagged(question) else set())


def _tagged(question: Question) -> bool:
    """Whether a word of assent or dissent closes a question ("…, yes?")."""
    tokens = question.utterance.tokens
    last = tokens[-1].clause if tokens else 0
    closing = [m for m in question.mentions if tokens[m.start].clause == last]
    asked = question.utterance.text.rstrip().endswith(_ASKED)
    return asked and last > 0 and len(closing) == 1 and not closing[0].acts.isdisjoint({"agree", "disagree"})


def _naming(question: Question) -> frozenset[int]:
    """First tokens of each "which" that asks for names: alone, or with a number ("which eight countries")."""
    mentions = [m for m in question.mentions if m.kind is not Kind.FRAME]
    if len(mentions) == 1 and "which" in mentions[0].asks:
        return frozenset({mentions[0].start})
    return frozenset(a.start for a, b in pairwise(mentions) if "which" in a.asks and b.kind is Kind.NUMBER)


def _passable(question: Question) -> frozenset[int]:
    """First tokens of the terms that an answer may leave unexplained: common words that are neither what is asked for
    ("which reporter", "what is the revenue of …") nor narrow down what follows ("female exhibitors")."""
    passable: set[int] = set()
    mentions = [m for m in question.mentions if m.asks or m.concepts or m.kind not in (Kind.FRAME, Kind.TERM)]
    for before, mention, after in zip([None, *mentions], mentions, [*mentions[1:], None], strict=False):
        asked = before is not None and bool(before.asks) and (mention.kind is Kind.WORD or before.end == mention.start)
        narrows = after is not None and after.start == mention.end and (bool(after.concepts) or after.kind is Kind.NAME)
        telling = not mention.concepts.isdisjoint(_NEVER_PASSED)
        common = mention.ordinary or bool(mention.concepts)
        if common and not asked and not narrows and not telling:
            passable.add(mention.start)
    return frozenset(passable)


def _term(mention: Mention, question: Question, part: int, passable: bool) -> Term | None:
    at, text = mention.start, _as_typed(mention, question)
    sentence = question.utterance.tokens[at].sentence
    if mention.kind is Kind.NAME:
        return Term("name", mention.entities, text, part, sentence, at)
    if mention.kind is Kind.WORD:
        keys = frozenset({mention.text, inflectionless(mention.text)})
        return Term("word", keys, text, part, sentence, at, passable)
    if mention.kind is Kind.DATE and mention.date:
        return Term("date", frozenset({f"{mention.date[0]}-{mention.date[1]}"}), text, part, sentence, at)
    if mention.kind is Kind.TERM and mention.concepts and not mention.soft:
        return Term("concept", mention.concepts, text, part, sentence, at, passable, mention.acts)
    return None


def _as_typed(mention: Mention, question: Question) -> str:
    """The words of a mention as they stand in the message, or folded where signs that cannot be shown are among
    them."""
    tokens = question.utterance.tokens
    typed = question.utterance.text[tokens[mention.start].start : tokens[mention.end - 1].end]
    return typed if typed.isprintable() and len(typed) <= _SHOWN else mention.text


def _parts(question: Question) -> list[int]:
    """For each mention the number of the coordinated part that it stands in: a joint ("and"), a stop, a second "how
    many" or one of two things that exclude each other ("online" behind "offline") begins a new one."""
    tokens = question.utterance.tokens
    part, clause, parts, counting, said = 0, 0, [], False, frozenset[str]()
    for mention in question.mentions:
        count, stop = "count" in mention.asks, tokens[mention.start].clause != clause
        if "joint" in mention.acts or stop or (count and counting) or _excludes(mention.concepts, said):
            part += 1
            clause, counting, said = tokens[mention.start].clause, False, frozenset()
        counting |= count
        said |= mention.concepts
        parts.append(part)
    return _parted_by_sessions(question, parts)


def _parted_by_sessions(question: Question, parts: list[int]) -> list[int]:
    """The parts with one that names two sessions, and something of each, taken apart: "did 2023 offer as many events as
    the 4th session had forums"."""
    out, shift, rows = [], 0, list(zip(question.mentions, parts, strict=True))
    for number in dict.fromkeys(parts):
        own = [m for m, part in rows if part == number]
        at = _second_session(own)
        out += [number + shift] * at + [number + shift + 1] * (len(own) - at)
        shift += at < len(own)
    return out


def _second_session(mentions: list[Mention]) -> int:
    """Index of the mention that begins what is said of a second session; the number of mentions if there is none."""
    kinds = ["S" if m.session else "T" if m.concepts or m.kind in (Kind.NAME, Kind.WORD) else "" for m in mentions]
    rows = [(kind, at) for at, kind in enumerate(kinds) if kind]
    sessions = [at for kind, at in rows if kind == "S"]
    if len(sessions) == 2 and rows[0][0] == "S":  # each session leads what is said of it
        between = any(kind == "T" and sessions[0] < at < sessions[1] for kind, at in rows)
        return sessions[1] if between and rows[-1][0] == "T" else len(mentions)
    if len(sessions) == 2 and rows[-1][0] == "S":  # each session closes what is said of it
        return next((at for kind, at in rows if kind == "T" and at > sessions[0]), len(mentions))
    return len(mentions)


def _excludes(concepts: frozenset[str], said: frozenset[str]) -> bool:
    """Whether words mean the other one of a pair of which one was said."""
    return any(len(row) == 2 and concepts & row and said & row and not concepts & said & row for row in RIVALS)


def _denied(question: Question, apart: Set[int]) -> frozenset[int]:
    """First tokens of the mentions that a negation right before them sets aside: "guests, not exhibitors", "virtual
    rather than a physical stand"; of all in the clauses that are set ``apart``. A negated verb ("didn't sign") sets
    nothing aside."""
    tokens = question.utterance.tokens
    denied: set[int] = set()
    negated = False
    for mention in question.mentions:
        telling = mention.concepts and not mention.soft
        if tokens[mention.start].clause in apart:
            denied.update([mention.start] if telling or mention.asks else ())
        elif "negation" in mention.acts:
            negated = mention.text not in ("no", "never")
        elif negated and telling:
            denied.add(mention.start)
            negated = False
        elif mention.kind is not Kind.FRAME or len(mention.text) > 4:
            negated = False
    return frozenset(denied)


def _apart(question: Question) -> frozenset[int]:
    """The clauses that a negation opens, where others say something (", not the rounded one in the title")."""
    tokens = question.utterance.tokens
    clauses = {tokens[m.start].clause for m in question.mentions if m.concepts and not m.soft}
    clause, apart = -1, set[int]()
    for mention in question.mentions:
        opens, clause = tokens[mention.start].clause != clause, tokens[mention.start].clause
        if "negation" in mention.acts and opens and len(clauses) > 1 and not mention.asks:
            apart.add(clause)
    return frozenset(apart)


def _alone(question: Question, parts: list[int]) -> frozenset[int]:
    """First tokens of the filling words that say what kind of value is wanted and are all that a part of the question
    says ("count, value, share")."""
    rows: dict[int, list[Mention]] = {}
    for mention, part in zip(question.mentions, parts, strict=True):
        if mention.kind is not Kind.FRAME and "joint" not in mention.acts:
            rows.setdefault(part, []).append(mention)
    single = [row[0] for part, row in rows.items() if part > 0 and len(row) == 1]
    return frozenset(m.start for m in single if m.soft and not m.concepts.isdisjoint(VALUE_KINDS))


def _relative(question: Question) -> frozenset[int]:
    """First tokens of the words of asking that ask nothing: relative pronouns behind what they stand for ("guests who
    connected online"), "when" in a clause before the question ("when it was on, how many came?"), and what a negation
    denies ("there is no date on the page")."""
    mentions, tokens = question.mentions, question.utterance.tokens
    asking = [m for m in mentions if m.asks]
    behind = [
        m for before, m in pairwise(mentions) if m.asks and (before.concepts or before.entities) and not before.asks
    ]
    relative = [m for m in behind if m.asks <= {"who", "which", "where", "when"} and len(asking) > 1]
    if asking:
        first, clause = asking[0], tokens[asking[0].start].clause
        joints = [m.start for m in mentions if "joint" in m.acts and m.start > first.start]
        near = [m for m in asking[1:] if tokens[m.start].clause == clause and not any(at <= m.start for at in joints)]
        relative += [m for m in near if m.asks == {"who"}]
        later = clause < tokens[asking[-1].start].clause
        relative += [first] if later and first.asks == {"when"} != asking[-1].asks else []
    denied = [m for before, m in pairwise(mentions) if m.asks and "negation" in before.acts]
    return frozenset(m.start for m in (*relative, *denied))
