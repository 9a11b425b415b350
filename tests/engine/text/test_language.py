"""English or not, on whole paragraphs and on headlines."""

import pytest

from newsassay.engine import Article, score
from newsassay.engine.report import LanguageStatus

ENGLISH = [
    "Harbour authority approves second ferry terminal",
    "Ferry Strike Ends",
    "“Nobody told us,” café owner says as flood waters recede",
    "Varga Beats Lindqvist, Advances Past Quarterfinal Round",
    "São Paulo braces for record heat",
    "Los Alamos Lab Fire Contained",
    "The reserve covers three months of imports, the bank said.",
]
OTHER = [
    "Die Regierung hat am Montag ein neues Gesetz zur Rente beschlossen",
    "Le ministre a annoncé une hausse des taxes sur les carburants",
    "El alcalde dijo que las obras terminarán en junio",
    "O governo não confirmou o acordo com os sindicatos",
    "Il sindaco non ha risposto alle domande della stampa",
    "Het kabinet trekt geld uit voor de dijken, maar niet voor de wegen",
    "Regeringen vill att skatten på bensin sänks",
    "Rząd nie zapłaci za nową drogę, która jest potrzebna",
    "Bakan bu yıl için yeni bir vergi açıkladı",
    "Правительство объявило о новых мерах",
    "政府は新しい税制を発表した",
    "الحكومة تعلن عن ضرائب جديدة",
]


def language(body: str) -> LanguageStatus:
    return score(Article(body=body)).language


@pytest.mark.parametrize("body", [*ENGLISH, f"{ENGLISH[-1]} " * 20])
def test_english_is_supported(body: str) -> None:
    assert language(body).supported


@pytest.mark.parametrize("body", [*OTHER, *(f"{text}. " * 20 for text in OTHER)])
def test_other_languages_are_scored_but_not_supported(body: str) -> None:
    report = score(Article(body=body))
    assert not report.language.supported
    assert "LANGUAGE_NOT_SUPPORTED" in [w.code for w in report.warnings]


def test_a_given_language_is_believed() -> None:
    assert not score(Article(body=ENGLISH[-1], language_code="de")).language.supported
    assert score(Article(body=OTHER[0], language_code="en-GB")).language.supported
