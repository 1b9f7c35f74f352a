"""ask(text, context) → (Answer, context): the steps in order, nothing else."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot import compose, neighbours
from bot.analysis import Analysis
from bot.answer import Answer
from bot.browse import chosen, goes_on_overview, more, overview
from bot.claims import checked
from bot.comparisons import combine, counterparts
from bot.compose_derived import analysed
from bot.conversation import Context, elsewhere, news, talked_about
from bot.correction import corrected, said_instead
from bot.derive import analyse, computes, lacks_operands
from bot.judgement import judged
from bot.phrases import telling
from bot.query import COMPARING, OPERATIONS, Query
from bot.readings import Reading, parallel, readings
from bot.resolve import Ambiguous, Found, Missing, Resolution, broken_down, figured, resolve
from bot.slots import slots
from bot.suggest import suggestions
from bot.targets import Targets
from bot.wording import Wording
from facts.models import Blank
from facts.store import figures_of
from intents.match import match
from intents.mentions import recognise
from intents.models import Kind, Question, SessionRef
from intents.normalise import LONGEST, read
from intents.telling import language_of
from intents.vocabulary import Vocabulary

_CHAT = frozenset({"greeting", "thanks", "help", "sources", "small_talk"})


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """What questions are answered from: a store, and a language to speak of it, with the others at hand. Equal to
    itself alone."""

    targets: Targets
    vocabulary: Vocabulary
    wording: Wording
    letters: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """Code of a language → the letters that tell it."""
    speaking: Callable[[str], "Desk"] | None = None
    """Code of a language → the desk that speaks it, opened when it is first asked for."""

    @property
    def language(self) -> str:
        """Code of the language that the desk speaks."""
        return self.vocabulary.language.code

    def for_message(self, text: str, context: Context) -> "Desk":
        """The desk that speaks the language of a message."""
        code = language_of(text, self.letters, context.language, self.language)
        return self.speaking(code) if self.speaking and code != self.language else self


def ask(text: str, context: Context, now: float, desk: Desk) -> tuple[Answer, Context]:
    """Answer one message. Pure: the same arguments give the same reply; ``now`` is Unix time in seconds."""
    context = context.at(now)
    desk = desk.for_message(text, context)
    return reply(text, context, now, desk)


def reply(
    text: str, context: Context, now: float, desk: Desk, acts: frozenset[str] = frozenset()
) -> tuple[Answer, Context]:
    """The answer to a message in the language of the desk, as it counts at ``now``. ``acts`` are those that the message
    came with beside its words, as a command does.
    """
    answer, context = _reply(text, context, now, desk, acts)
    return answer, replace(context, language=desk.language)


def _reply(text: str, context: Context, now: float, desk: Desk, acts: frozenset[str]) -> tuple[Answer, Context]:
    question = understand(text, desk)
    query = slots(question).doing(acts)
    if not question.mentions:
        example = compose.example(desk.wording)
        return compose.chat(desk.wording.say("refusal.empty", example=example), desk.wording, "empty"), context
    if question.intent in _CHAT:
        return small_talk(question.intent, desk), context
    if question.intent in ("source", "again"):
        return _source(context, desk), context
    if query.elliptical and context.query is None and context.unmet is None:
        return _nothing_before(question.intent, desk), context
    reading, resolution = route(query, context, desk)
    answer = answer_of(reading, resolution, desk)
    if isinstance(resolution, Missing) and answer.status == "not_found":
        second = understand(text, desk, boldly=True)
        if _only_repair(second, question):
            again, outcome = route(slots(second).doing(acts), context, desk)
            if not isinstance(outcome, Missing):
                reading, resolution, answer = again, outcome, answer_of(again, outcome, desk)
                answer = compose.read_as(answer, question, second, desk.wording)
    if all(ref == SessionRef() for ref in reading.query.sessions):
        answer = compose.of_latest(answer, desk.wording)
    answer = _suggesting(answer, context, desk)
    if len(text) > LONGEST:
        answer = compose.cut_off(answer, desk.wording)
    return answer, _after(answer, reading, resolution, context, now, desk)


def _after(
    answer: Answer, reading: Reading, resolution: Resolution | Analysis, context: Context, now: float, desk: Desk
) -> Context:
    """What a turn leaves behind; one that is not answered costs nothing of what was there."""
    if answer.status == "answered":
        facts = tuple(desk.targets.store.facts[fact.id] for fact in answer.facts)
        return Context(talked_about(reading.query, facts, desk.targets), facts, context.facts, said_at=now)
    if isinstance(resolution, Ambiguous):
        return Context(reading.query, choices=resolution.facts, said_at=now)
    if isinstance(resolution, Missing) and resolution.sessions and not resolution.unexplained:
        return replace(context, unmet=reading.query, said_at=now)
    return context


def understand(text: str, desk: Desk, boldly: bool = False) -> Question:
    """Text → tokens → mentions → intent; ``boldly`` takes rarer words for slips where they are close to known ones."""
    utterance, mentions = recognise(read(text), desk.vocabulary, boldly)
    return match(utterance, mentions, desk.vocabulary.language.intents)


def _only_repair(bold: Question, question: Question) -> bool:
    """Whether a bold reading takes one more word for a slip, and for one that means something: two doubtful repairs
    would be a guess, and a word turned into filling would be lost."""
    known = [mention.repaired for mention in question.mentions if mention.repaired]
    repaired = [mention for mention in bold.mentions if mention.repaired]
    return len(repaired) == len(known) + 1 and all(m.kind is not Kind.FRAME or m.repaired in known for m in repaired)


def route(query: Query, context: Context, desk: Desk) -> tuple[Reading, Resolution | Analysis]:
    """What a query comes to, by its intent."""
    choice = chosen(query, context, desk.targets)
    if choice is not None:
        return Reading(replace(context.query or query, terms=query.terms)), choice
    match query.intent:
        case "figure" if any(map(telling, query.figures)) and not computes(query, desk.targets):
            meant = figured(query, desk.targets)
            told = {amount for fact in context.facts for amount in figures_of(fact)}
            asks = query if told.issuperset(figure.amount for figure in query.figures) else replace(query, polar=False)
            doubts = isinstance(meant, Missing) and context.facts and not query.polar  # "so 55,000?"
            return settle(query, context, desk) if doubts else (Reading(asks), meant)
        case "overview":
            return Reading(query), overview(query, context, desk.targets)
        case _ if goes_on_overview(query, context):
            return Reading(replace(query, intent="overview")), overview(query, context, desk.targets)
        case "more" if context.facts:
            return Reading(replace(context.query or query, intent="more")), more(context, desk.targets)
    return settle(query, context, desk)


def settle(query: Query, context: Context, desk: Desk) -> tuple[Reading, Resolution | Analysis]:
    """The last attempt, if it is answered; else what comes nearest in the session asked for, or the first refusal that
    has something near to tell."""
    each = [(row, resolve(row.query, desk.targets, row.within)) for row in parallel(query, context, desk.targets)]
    found = [outcome for _, outcome in each if isinstance(outcome, Found)]
    if each and len(found) == len(each):
        return each[0][0], Found(tuple({f.id: f for row in found for f in row.facts}.values()))
    tried = list(attempts(query, context, desk))
    reading, outcome = tried[-1]
    if not isinstance(outcome, Missing):
        if isinstance(outcome, Found) and "topic" in reading.inherited:
            outcome = news(query, outcome, context, desk.targets)
        elif isinstance(outcome, Found) and not reading.inherited and query.is_short:
            outcome = elsewhere(outcome, query, context)
        return reading, outcome
    nearest = counterparts(context.facts, query.sessions, desk.targets) if not query.terms else ()
    if nearest:
        return tried[0][0], Found(nearest, instead=query.sessions)
    return next((row for row in tried if isinstance(row[1], Missing) and row[1].nearest), tried[0])


def attempts(query: Query, context: Context, desk: Desk) -> Iterator[tuple[Reading, Resolution | Analysis]]:
    """The readings of a message, each with what it comes to, up to the first that is answered."""
    near = _near(context, desk.targets)
    for reading in readings(query, context, desk.targets):
        among = near if reading.near else None
        strict = "topic" in reading.inherited
        resolution = resolve(reading.query, desk.targets, reading.within, reading.without, strict, among)
        if reading.part and not singles_out(resolution, context):
            continue
        outcome = _analysis(reading, resolution, context, desk) or broken_down(resolution, reading.query, desk.targets)
        if isinstance(outcome, Found) and lacks_operands(reading.query, outcome.facts):
            outcome = Missing("not_stated", nearest=outcome.facts, considered=outcome.considered)
        bounded = reading.near or (reading.within is not None and isinstance(outcome, Analysis))
        if bounded and not {fact.id for fact in getattr(outcome, "facts", ())} <= near:
            outcome = _nothing_near(query, context)
        yield reading, outcome
        if not isinstance(outcome, Missing):
            return


def _near(context: Context, targets: Targets) -> frozenset[str]:
    """Ids of the facts that lie near those told last, or name whom the last question named."""
    terms = context.query.terms if context.query else ()
    named = {option for term in terms if term.kind == "name" for option in term.options}
    naming = (fact.id for one in sorted(named) for fact in targets.naming(one))
    return neighbours.near(context.facts, targets.store).union(naming)


def _nothing_near(query: Query, context: Context) -> Missing:
    words = tuple(dict.fromkeys(term.text for term in query.insisting().terms))
    return Missing("not_stated", words, familiar=True, nearest=context.facts[:2], lacks=query.needs)


def singles_out(resolution: Resolution, context: Context) -> bool:
    """Whether some of the facts told last, and not all of them, state what the message names."""
    if not isinstance(resolution, Found) or len(resolution.facts) == len(context.facts):
        return False
    return not any(c.beside for c in resolution.considered if c.fact in resolution.facts)


def _analysis(reading: Reading, resolution: Resolution, context: Context, desk: Desk) -> Analysis | None:
    """The comparison or computation that a reading asks for, if it asks for one; what the sources state themselves goes
    before."""
    stated = resolution.facts if isinstance(resolution, Found) else ()
    leads = bool(context.facts) and all(t.part for t in reading.query.terms)  # "versus those of the 4th"
    goes_on = reading.inherited or (leads and reading.query.acts & COMPARING)
    if goes_on and reading.query.acts & OPERATIONS and len(reading.query.sessions) < 2:
        told = {fact.id for fact in context.facts}
        new = stated if {fact.id for fact in stated} - told else context.before
        together = combine(reading.query, context.facts, new, desk.targets)
        if together is not None:
            return together
    analysis = analyse(reading.query, desk.targets, stated, context.facts if reading.inherited else ())
    lacks = analysis is not None and any(row.lacking for row in analysis.rows)
    nothing_new = lacks and analysis is not None and set(analysis.facts) <= set(context.facts)
    return None if nothing_new and not reading.query.acts & COMPARING else analysis


def answer_of(reading: Reading, resolution: Resolution | Analysis, desk: Desk) -> Answer:
    """What is said of an outcome."""
    wording, intent = desk.wording, reading.query.intent or "value"
    match resolution:
        case Analysis():
            right, whose = judged(reading.query, resolution, desk.targets.store)
            answer = analysed(resolution.beside(whose), wording, intent, right)
            return compose.noted(answer, resolution.passed, wording)
        case Found(facts=facts):
            if all(isinstance(fact.value, Blank) for fact in facts):
                return compose.blank(facts, wording, intent)
            facts = tuple(f for f in facts if not isinstance(f.value, Blank))
            if resolution.instead:
                return compose.nearest(facts, resolution.instead, wording, intent)
            claim = checked(reading.query, replace(resolution, facts=facts), desk.targets)
            answer = compose.verified(claim.facts, wording, intent, claim.right)
            return compose.noted(answer, resolution.passed, wording)
        case Ambiguous():
            return compose.clarify(resolution, wording, intent)
        case Missing():
            found = corrected(reading.query, resolution, desk.targets, "topic" in reading.inherited)
            if found is not None:
                return compose.verified(found.facts, wording, "claim", right=False)
            instead = said_instead(reading.query, resolution)
            if instead is not None:
                answer = compose.verified(instead.facts, wording, "claim", right=None)
                return compose.noted(answer, instead.passed, wording)
            return compose.refused(resolution, wording, intent)


def _suggesting(answer: Answer, context: Context, desk: Desk) -> Answer:
    """The answer with questions that can be asked next."""
    if answer.status == "clarify":
        return answer
    facts = tuple(desk.targets.store.facts[fact.id] for fact in answer.facts)
    questions = suggestions(facts, (*context.facts, *context.before), desk.targets, desk.wording)
    return replace(answer, suggestions=questions)


def small_talk(intent: str, desk: Desk) -> Answer:
    """What is said to a greeting, to thanks, to a call for help or for the documents, to talk of nothing."""
    wording = desk.wording
    fields = {"example": compose.example(wording), "covered": compose.covered(wording)}
    fields["documents"] = compose.documents(wording)
    reason = "off_topic" if intent == "small_talk" else None
    return compose.chat(wording.say(intent, **fields), wording, intent, reason)


def _nothing_before(intent: str, desk: Desk) -> Answer:
    text = desk.wording.say("refusal.nothing_before", example=compose.example(desk.wording))
    return compose.chat(text, desk.wording, intent)


def _source(context: Context, desk: Desk) -> Answer:
    wording = desk.wording
    if not context.facts:
        return _nothing_before("source", desk)
    rows = list(dict.fromkeys(quote.session for quote in compose.quotes(context.facts, wording)))
    sessions = wording.join([wording.session_id(session) for session in rows])
    text = wording.say("source", session=sessions, answer=compose.statement(context.facts, wording))
    return compose.answered(context.facts, wording, "source", text)
