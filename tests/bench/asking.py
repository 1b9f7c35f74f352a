"""One question through the whole engine, beside hassil and whole-sentence similarity, in turns in one process.

Each question is asked once, by all of them in turn. Every second question of tests/corpus is measured; the others are
among those that similarity chooses from, where none that is measured stands: an equal one ends the search.
"""

import time
from collections.abc import Callable, Iterator

from bot.conversation import Context
from bot.desk import open_desk
from bot.pipeline import Desk, ask
from bot.render.plain import text
from tests.bench.rivals import RATIOS, examples, sentence_chooser, template_matcher
from tests.bench.timing import Spread
from tests.corpus.test_corpus import CASES, Case

WARM = 40
"""Questions asked before any is measured."""


def table() -> Iterator[str]:
    """Lines that tell what each kind of question costs each of them, in milliseconds of a core."""
    desk = open_desk()
    kinds = {kind: cases[::2] for kind, cases in english().items()}
    rivals = {"hassil": template_matcher(desk)}
    chosen = examples(desk, [case.turns[-1] for cases in english().values() for case in cases[1::2]])
    rivals |= {name: sentence_chooser(chosen, ratio) for name, ratio in RATIOS.items()}
    for case in [case for cases in english().values() for case in cases[1 : WARM * 2 : 2]]:
        _asked(case, desk)
        for rival in rivals.values():
            rival(case.turns[-1])
    yield f"{'':<28}{'median':>9}{'quartiles':>16}{'99th':>9}   ms of a core"
    medians: dict[str, dict[str, float]] = {}
    for kind, cases in kinds.items():
        times: dict[str, list[float]] = {}
        fitting = 0
        for case in cases:
            times.setdefault("fairdesk", []).append(_asked(case, desk))
            for name, rival in rivals.items():
                seconds, found = _timed(rival, case.turns[-1])
                times.setdefault(name, []).append(seconds)
                fitting += name == "hassil" and found is not None
        yield f"{len(cases)} {kind} (hassil finds an intent in {fitting})"
        for name, row in times.items():
            spread = Spread.of(row)
            medians.setdefault(name, {})[kind] = spread.median
            low, upper = spread.low * 1e3, spread.upper * 1e3
            yield f"  {name:<26}{spread.median * 1e3:>9.3f}{f'{low:.3f}–{upper:.3f}':>16}{spread.high * 1e3:>9.3f}"
        own = medians["fairdesk"][kind]
        yield "  " + ", ".join(f"{name} / fairdesk {medians[name][kind] / own:.1f}" for name in rivals)


def english() -> dict[str, list[Case]]:
    """The questions of tests/corpus that are asked in English, by what comes of them."""
    english = [case for case in CASES if "".join(case.turns).isascii()]
    alone = [case for case in english if len(case.turns) == 1]
    return {
        "answers": [case for case in alone if case.expected.status == ("answered",)],
        "refusals": [case for case in alone if "answered" not in case.expected.status],
        "follow-ups": [case for case in english if len(case.turns) > 1],
    }


def _asked(case: Case, desk: Desk) -> float:
    """Seconds of a core for the last message, from its text to the text of the reply."""
    context = Context()
    for turn in case.turns[:-1]:
        _, context = ask(turn, context, 0, desk)
    return _timed(lambda turn: text(ask(turn, context, 0, desk)[0]), case.turns[-1])[0]


def _timed(act: Callable[[str], object], question: str) -> tuple[float, object]:
    start = time.process_time()
    result = act(question)
    return time.process_time() - start, result
