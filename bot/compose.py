"""Resolution → Answer: sentences, facts, citations, suggestions."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, CitedFact, Quote
from bot.resolve import Ambiguous, Missing
from bot.wording import Wording
from facts.models import Blank, Citation, Fact, Names, Texts
from facts.store import MOST_SESSIONS
from intents.models import Question, SessionRef

_CITED_EACH = 3
"""Passages cited for a fact that stands alone; beside others each fact cites its best one."""

_MOST_CHOICES = 8


def answered(facts: Sequence[Fact], wording: Wording, intent: str, text: str = "") -> Answer:
    """The facts, stated and cited; ``text`` replaces the plain statement."""
    return Answer(
        status="answered",
        answer=text or statement(facts, wording),
        intent=intent,
        sessions=tuple(dict.fromkeys(f.session for f in facts)),
        facts=tuple(cited_fact(f, wording) for f in facts),
        citations=quotes(facts, wording),
        headings=headings(wording),
    )


def nearest(facts: Sequence[Fact], sessions: Sequence[SessionRef], wording: Wording, intent: str) -> Answer:
    """The facts as what comes nearest to one that is not stated for the sessions asked about."""
    asked = wording.join([wording.session(ref) for ref in sessions])
    text = wording.say("refusal.not_stated_session", asked=asked)
    what = wording.say("refusal.nearest", text=statement(facts, wording))
    return answered(facts, wording, intent, wording.text((text, what)))


def verified(facts: Sequence[Fact], wording: Wording, intent: str, right: bool | None) -> Answer:
    """The facts, opened by yes or no where they bear out or refute a claim."""
    plain = statement(facts, wording)
    text = plain if right is None else wording.say("claim.right" if right else "claim.wrong", answer=plain)
    return answered(facts, wording, "claim" if right is not None else intent, text)


def noted(answer: Answer, passed: Sequence[str], wording: Wording) -> Answer:
    """The answer with a note on the words that it leaves unexplained."""
    if not passed:
        return answer
    words = wording.join([wording.say("quoted", text=word) for word in passed])
    return replace(answer, caveats=(*answer.caveats, wording.say("passed", words=words)))


def of_latest(answer: Answer, wording: Wording) -> Answer:
    """The reply to a question that names no session, with a note if there are more of them than it was looked up in."""
    if all(wording.store.sessions_with(fact.measure) <= MOST_SESSIONS for fact in answer.facts):
        return answer
    return replace(answer, caveats=(*answer.caveats, wording.say("of_latest", most=str(MOST_SESSIONS))))


def read_as(answer: Answer, question: Question, second: Question, wording: Wording) -> Answer:
    """The answer with a note on the words that were taken for slips of others."""
    was = {token.start: token.norm for token in question.utterance.tokens}
    now = {token.start: token.norm for token in second.utterance.tokens}
    pairs = [(typed, now[at]) for at, typed in was.items() if now.get(at, typed) != typed]
    notes = [
        wording.say("read_as", typed=wording.say("quoted", text=a), meant=wording.say("quoted", text=b))
        for a, b in pairs
    ]
    return replace(answer, caveats=(*answer.caveats, *notes))


def cut_off(answer: Answer, wording: Wording) -> Answer:
    """The answer with a note that not all of the message was read."""
    return with_note(answer, wording.say("cut_off"))


def with_note(answer: Answer, note: str) -> Answer:
    """The answer with one more note below it."""
    return replace(answer, caveats=(*answer.caveats, note))


def statement(facts: Sequence[Fact], wording: Wording) -> str:
    """The facts in sentences; names and texts of one measure and session share a sentence."""
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        alone = () if isinstance(fact.value, Names | Texts) and _mergeable(fact, wording) else (fact.id,)
        groups.setdefault((fact.measure, fact.session, *alone), []).append(fact)
    rows = [row for row in groups.values() if not _in_a_series(row[0], facts)]
    before = [None, *(row[0].session for row in rows)]
    return wording.text(
        wording.sentence(row[0], [f.value for f in row], again=row[0].session == last)
        for row, last in zip(rows, before, strict=False)
    )


def _in_a_series(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether another of the facts tells a fact's figure, and that of a second one, among its parts ("from 5 billion at
    the first session to 50 billion at the 3rd")."""
    for series in facts:
        parts = [f for f in facts if f.id != series.id and f.value in series.roles.values() and f.topics]
        if len(parts) > 1 and fact in parts and set(fact.topics) <= set(series.topics):
            return True
    return False


def _mergeable(fact: Fact, wording: Wording) -> bool:
    """Whether the sentence shows nothing but value and session, so that values can share it."""
    pattern = wording.language.measures[fact.measure]["sentence"]
    return isinstance(pattern, str) and not any(f"{{{role}}}" in pattern for role in fact.roles)


def cited_fact(fact: Fact, wording: Wording) -> CitedFact:
    return CitedFact(
        id=fact.id,
        session=fact.session,
        measure=fact.measure,
        label=wording.label(fact.measure),
        value=wording.value(fact.value),
    )


def quotes(facts: Sequence[Fact], wording: Wording) -> tuple[Quote, ...]:
    """The passages behind the facts, each once."""
    each = _CITED_EACH if len(facts) == 1 else 1
    passages = dict.fromkeys(citation for fact in facts for citation in fact.citations[:each])
    return tuple(_quote(citation, wording) for citation in passages)


def documents(wording: Wording) -> str:
    """The documents by their titles and sessions."""
    sources = wording.store.sources.values()
    return wording.join(
        [wording.say("document", title=s.title, session=wording.session_id(s.session)) for s in sources]
    )


def _quote(citation: Citation, wording: Wording) -> Quote:
    source = wording.store.sources[citation.source]
    return Quote(
        source=source.id,
        session=source.session,
        title=source.title,
        quote=citation.exact,
        start=citation.start,
        end=citation.end,
    )


def refused(missing: Missing, wording: Wording, intent: str | None) -> Answer:
    """What is missing, and the nearest thing that is stated."""
    asked = wording.join([wording.session(ref) for ref in missing.sessions])
    words = wording.join([wording.say("quoted", text=word) for word in missing.unexplained[:3]])
    fields = {"asked": asked, "words": words, "covered": covered(wording), "example": example(wording)}
    key = missing.reason
    if key == "not_stated":
        key = "not_stated_session" if asked else "not_stated_word" if words else key
    if key == "off_topic" and words and missing.familiar:
        key = "unknown_measure"  # says what it is that the sources lack
    labels = tuple(dict.fromkeys(wording.label(f.measure) for f in missing.nearest))
    if key == "not_stated_session" and len(labels) == 1:
        key, fields = "not_stated_label", {**fields, "label": labels[0]}
    lacking = next((ask for ask in wording.language.answers["lacking"] if ask in missing.lacks), "")
    if key == "not_stated" and lacking:
        key = f"lacking.{lacking}"
    if key == "unknown_measure" and not words:
        key = "unknown_measure_plain"
    if words and missing.familiar and key == "not_stated_word":
        key = "not_stated_of"
    text = wording.say(key if key.startswith("lacking.") else f"refusal.{key}", **fields)
    nearest = tuple(f for f in missing.nearest if not isinstance(f.value, Blank))
    if nearest:
        text = wording.text((text, wording.say("refusal.nearest", text=statement(nearest, wording))))
    return Answer(
        status="not_found",
        answer=text,
        intent=intent,
        reason=missing.reason,
        sessions=tuple(dict.fromkeys(f.session for f in nearest)),
        facts=tuple(cited_fact(f, wording) for f in nearest),
        citations=quotes(nearest, wording),
        headings=headings(wording),
    )


def blank(facts: Sequence[Fact], wording: Wording, intent: str) -> Answer:
    """The page has the label and nothing behind it."""
    return Answer(
        status="not_found",
        answer=statement(facts, wording),
        intent=intent,
        reason="not_stated",
        sessions=tuple(dict.fromkeys(f.session for f in facts)),
        citations=quotes(facts, wording),
        headings=headings(wording),
    )


def clarify(ambiguous: Ambiguous, wording: Wording, intent: str) -> Answer:
    """The readings between which the person can choose."""
    rows: dict[str, list[str]] = {}
    for fact in ambiguous.facts:
        rows.setdefault(wording.label(fact.measure), []).append(fact.id)
    labels = tuple(rows)[:_MOST_CHOICES]
    return Answer(
        status="clarify",
        answer=wording.say("ambiguous", options=wording.join(labels)),
        choices=labels,
        choice_facts=tuple(tuple(rows[label]) for label in labels),
        intent=intent,
        reason="ambiguous",
        sessions=tuple(dict.fromkeys(f.session for f in ambiguous.facts)),
        headings=headings(wording),
    )


def chat(text: str, wording: Wording, intent: str, reason: str | None = None) -> Answer:
    """A reply that states no fact."""
    return Answer(status="chat", answer=text, intent=intent, reason=reason, headings=headings(wording))


def covered(wording: Wording) -> str:
    """The documented sessions, in words: all of them, or how many from which to which."""
    sessions = wording.store.documented
    if len(sessions) <= MOST_SESSIONS:
        return wording.join([wording.session(session) for session in sessions])
    first, last = wording.session(sessions[0]), wording.session(sessions[-1])
    return wording.say("covered", count=f"{len(sessions):,}", first=first, last=last)


def example(wording: Wording, at: int = 0) -> str:
    examples = wording.language.answers["examples"]
    return str(examples[at % len(examples)])


def headings(wording: Wording) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(text)) for name, text in wording.language.answers["headings"].items())
