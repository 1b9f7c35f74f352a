"""Each message is answered in its own language; a language is a folder."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.conversation import Context
from bot.desk import CORPUS, open_desk
from bot.pipeline import Desk, ask
from facts.models import Names, Texts
from facts.store import values_of
from intents.language import FOLDER, Language
from intents.language import load as load_language

ROWS: dict[str, Any] = yaml.load(Path(__file__).with_name("chinese.yaml").read_bytes(), yaml.CSafeLoader)


def chinese(desk: Desk) -> Desk:
    """The desk that speaks Chinese."""
    assert desk.speaking is not None
    return desk.speaking("zh")


@pytest.mark.parametrize(("question", "expected"), ROWS["answers"], ids=ascii)
def test_a_chinese_question_has_a_chinese_answer(question: str, expected: list[str], desk: Desk) -> None:
    """Large figures are written in Chinese scales, names as the sources write them beside the usual Chinese ones."""
    answer, _ = ask(question, Context(), 0.0, desk)

    assert "answered" == answer.status
    assert [] == [text for text in expected if text not in answer.answer]
    assert answer.headings == ask("/help", Context(language="zh"), 0.0, desk)[0].headings


def test_a_conversation_may_change_its_language(desk: Desk) -> None:
    """Words of a language change it; a figure or a single word goes on in the one before."""
    context, spoken = Context(), []
    for text, _ in ROWS["talk"]:
        _, context = ask(text, context, 0.0, desk)
        spoken.append(context.language)

    assert [language for _, language in ROWS["talk"]] == spoken


def test_a_language_is_read_when_it_is_first_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    """An English question waits for no other language."""
    read: list[str] = []

    def load(folder: Path) -> Language:
        read.append(folder.name)
        return load_language(folder)

    monkeypatch.setattr("intents.language.load", load)
    desk = open_desk()
    ask("How many contracts did the 4th CIFTIS sign?", Context(), 0.0, desk)
    english = list(read)
    ask(ROWS["answers"][0][0], Context(), 0.0, desk)
    ask(ROWS["answers"][1][0], Context(), 0.0, desk)

    assert (["en"], 1) == (english, read.count("zh"))


def test_a_language_is_added_by_adding_a_folder(tmp_path: Path) -> None:
    """A third language is data: its letters tell it, and it is understood and spoken."""
    for code in ("en", "zh"):
        shutil.copytree(FOLDER / code, tmp_path / code)
    pack, added = shutil.copytree(FOLDER / "en", tmp_path / "xx"), ROWS["added"]
    (pack / "language.yaml").write_text(yaml.safe_dump({"name": "Xx", "letters": added["letters"]}), encoding="utf-8")
    for path, change in (
        ("concepts/events.yaml", {"area": added["area"]}),
        ("measures.yaml", {"exhibition_area": {"label": "x", "sentence": added["sentence"]}}),
    ):
        content = yaml.load((pack / path).read_bytes(), yaml.CBaseLoader)
        (pack / path).write_text(yaml.safe_dump({**content, **change}, allow_unicode=True), encoding="utf-8")
    desk = open_desk(CORPUS, tmp_path / "en")

    answer, context = ask(added["asked"], Context(), 0.0, desk)
    english, _ = ask("How large was the area in 2023?", context, 0.0, desk)

    assert ("answered", "xx") == (answer.status, context.language)
    assert answer.answer.endswith(added["answer"])
    assert "The exhibition area of the 2023 CIFTIS was 155,000 square meters." == english.answer


def test_every_text_of_the_sources_has_chinese_words(desk: Desk) -> None:
    """What is no name is told in Chinese, and nothing is translated that no fact holds."""
    store = desk.targets.store
    texts = {text for fact in store.facts.values() for v in values_of(fact) if isinstance(v, Texts) for text in v.texts}
    translated = set(chinese(desk).wording.language.answers["texts"])

    assert set() == texts - translated
    assert translated <= texts | {fact.value.label for fact in store.facts.values() if hasattr(fact.value, "label")}


def test_names_stay_as_the_sources_write_them(desk: Desk) -> None:
    """Whatever the usual Chinese form of a name is, the source's own stands beside it."""
    store, wording = desk.targets.store, chinese(desk).wording
    named = {
        one for fact in store.facts.values() for v in values_of(fact) if isinstance(v, Names) for one in v.entities
    }

    assert [] == [one for one in named if store.entities[one].name not in wording.name(one)]
    assert set(wording.language.answers["names"]) <= set(store.entities)
