"""Values and sessions in words of a language; the words themselves lie in the language pack."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from facts.models import Blank, Change, Date, Fact, Names, Quantity, Session, Share, Texts, Value
from facts.store import FactStore
from intents.language import Language
from intents.models import SessionRef


@dataclass(frozen=True, slots=True)
class Wording:
    """One language speaking of one store."""

    language: Language
    store: FactStore

    def say(self, path: str, **values: str) -> str:
        """A text of the pack by its dotted name, filled in. Raises KeyError if the pack lacks it."""
        node: Any = self.language.answers
        for key in path.split("."):
            node = node[key]
        return str(node).format_map(values) if values else str(node)

    def session(self, session: Session | SessionRef) -> str:
        """What a session is called."""
        words = self.language.sessions
        if session.year is not None:
            return words.by_year.format(year=session.year)
        ordinal = session.ordinal or 0
        suffix = (
            words.suffixes.get(str(ordinal % 100)) or words.suffixes.get(str(ordinal % 10)) or words.suffixes["other"]
        )
        return words.by_ordinal.format(ordinal=f"{ordinal}{suffix}", n=ordinal)

    def session_id(self, session: str) -> str:
        return self.session(self.store.sessions[session])

    def label(self, measure: str) -> str:
        return str(self.language.measures[measure]["label"])

    def question(self, fact: Fact) -> str:
        """A question that the fact answers; empty if the pack gives none."""
        key = f"ask_{fact.value.kind}" if isinstance(fact.value, Change | Share) else "ask"
        pattern = str(self.language.measures[fact.measure].get(key, ""))
        return pattern.format(session=self.session_id(fact.session))

    def counts(self, measure: str) -> str:
        """What exactly a measure counts."""
        entry = self.language.measures[measure]
        return str(entry.get("counts") or entry["label"])

    def unit(self, unit: str) -> str:
        """The word for a unit behind a figure; empty for units that go without one."""
        return str(self.language.answers["units"].get(unit, ""))

    def value(self, value: Value, running: bool = False) -> str:
        """A value as a text: figures with the word that bounds them; names with their article in ``running`` text."""
        match value:
            case Quantity():
                return self.quantity(value)
            case Change(by=by):
                return self.quantity(by)
            case Share(is_=part):
                return self.quantity(part)
            case Names(entities=entities):
                return self.join([self.name(one, running) for one in entities])
            case Texts(texts=texts):
                return self.join([str(self.language.answers["texts"].get(text, text)) for text in texts])
            case Date(surface=surface, month=month, day=day):
                return self.say("date", surface=surface, month=str(month), day=str(day))
            case Blank(label=label):
                return label

    def name(self, entity: str, running: bool = False) -> str:
        """A name as the sources write it, beside the usual one of the language where there is one; in ``running`` text
        with its article."""
        name, usual = self.store.entities[entity].name, self.language.answers["names"].get(entity)
        article = self.say("article") if running and entity in self.language.answers["articled"] else ""
        return self.say("named", usual=usual, name=name) if usual else f"{article} {name}" if article else name

    def quantity(self, quantity: Quantity, in_words: bool = True) -> str:
        """A figure of the sources with the word that bounds it: as they write it, or in the digits and with the unit of
        the language; ``in_words`` where they write it in words, or where the language does so small a number."""
        patterns = self.language.answers["figures"]
        pattern = patterns["part"] if quantity.of is not None else patterns.get(quantity.unit, patterns["other"])
        small = quantity.amount < int(self.language.answers["spelled_below"])
        words = in_words and (small or not any(map(str.isdigit, quantity.surface)))
        spelled = self.language.answers["spelled"] if words else {}
        shown = pattern.format(
            surface=quantity.surface,
            n=spelled.get(str(quantity.amount)) or self.scaled(quantity.amount, quantity.unit),
            of=self.scaled(quantity.of or quantity.amount, quantity.unit),
        )
        return self.say(f"modifiers.{quantity.modifier}", n=shown)

    def scaled(self, amount: Decimal, unit: str) -> str:
        """An amount in digits, in the largest scale that the language uses for its unit."""
        scale, pattern = self.scale(amount, unit)
        return pattern.format(n=self.digits(amount / scale))

    def scale(self, amount: Decimal, unit: str) -> tuple[int, str]:
        """The largest scale that an amount reaches of those that the language uses for its unit, and how it is
        written."""
        answers = self.language.answers
        for scale, pattern in answers["scales"] if unit in answers["scaled"] else ():
            if abs(amount) >= int(scale):
                return int(scale), str(pattern)
        return 1, "{n}"

    def digits(self, number: Decimal) -> str:
        """A number in digits, with the language's mark between thousands."""
        text = f"{number:,f}".replace(",", str(self.language.answers["thousands"]))
        return text.rstrip("0").rstrip(".") if "." in text else text

    def sentence_of(self, path: str, **values: str) -> str:
        """A text of the pack that begins a sentence."""
        return _capital(self.say(path, **values))

    def join(self, items: Sequence[str]) -> str:
        """A list in words: "a, b, and c"; empty for none."""
        if len(items) < 3:
            return self.say("list.two", a=items[0], b=items[1]) if len(items) == 2 else "".join(items)
        return self.say("list.many", a=self.say("list.comma").join(items[:-1]), b=items[-1])

    def text(self, sentences: Iterable[str]) -> str:
        """Sentences one behind the other, each once."""
        return self.say("list.sentences").join(dict.fromkeys(sentences))

    def sentence(self, fact: Fact, values: Sequence[Value] = (), again: bool = False) -> str:
        """The statement of a fact; with ``values``, of several facts of the same kind at once; ``again`` behind another
        on the same session."""
        shown = [self.value(value, running=True) for value in (values or (fact.value,))]
        fields = {name: self.value(value, running=True) for name, value in fact.roles.items()}
        fields |= {
            "value": self.join(shown),
            "session": self.session_id(fact.session),
            "label": self.label(fact.measure),
        }
        if isinstance(fact.value, Change):
            way = fact.value.direction
            fields["base"] = self.session_id(fact.value.base)
            fields["direction"] = self.say(f"directions.{way}")
            fields["higher"], fields["increase"] = self.say(f"higher.{way}"), self.say(f"increase.{way}")
        pattern = self._pattern(fact, fields)
        if again and pattern.startswith("{session}"):
            fields["session"] = self.say("again", session=fields["session"])
        return _capital(pattern.format_map(fields))

    def _pattern(self, fact: Fact, fields: Mapping[str, str]) -> str:
        """The first sentence of the pack that the fact's roles can fill."""
        entry = self.language.measures[fact.measure]
        kind = fact.value.kind
        patterns = entry.get(kind) or self.language.answers[kind] if kind in ("change", "share") else entry["sentence"]
        choices = [patterns] if isinstance(patterns, str) else list(patterns)
        return next((p for p in choices if all(name in fields for name in _fields(p))), choices[-1])


def _fields(pattern: str) -> list[str]:
    return [piece.partition("}")[0] for piece in pattern.split("{")[1:]]


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
