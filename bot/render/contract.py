"""The JSON object that other programs rely on."""

from dataclasses import asdict
from typing import Any

from bot.answer import Answer
from bot.render.plain import text


def fields(answer: Answer) -> dict[str, Any]:
    """The answer as the contract's ANSWER object, ready for ``json.dumps``."""
    return {
        "status": answer.status,
        "answer": answer.answer,
        "text": text(answer),
        "intent": answer.intent,
        "reason": answer.reason,
        "sessions": list(answer.sessions),
        "facts": [asdict(fact) for fact in answer.facts],
        "derived": [_derived(asdict(row)) for row in answer.derived],
        "comparability": asdict(answer.comparability) if answer.comparability else None,
        "citations": [asdict(quote) for quote in answer.citations],
        "suggestions": list(answer.suggestions),
    }


def _derived(row: dict[str, Any]) -> dict[str, Any]:
    return {**{key: value for key, value in row.items() if key != "from_"}, "from": list(row["from_"])}
