"""The files that a jurist reads say what the code does."""

from allervers.people.domain.ground import Ground
from allervers.people.domain.profession import Profession
from allervers.people.domain.sharing import RULES
from allervers.people.mapping.grounds import ground_texts
from allervers.people.mapping.professions import professions


def test_grounds_in_french_are_the_grounds_in_code() -> None:
    told = {
        ground: (
            text.purposes,
            text.excuses,
            {code: one.article for code, one in text.conditions.items()},
        )
        for ground, text in ground_texts().items()
    }
    assert told == {
        ground: (rule.purposes, rule.excuses, dict(rule.conditions))
        for ground, rule in RULES.items()
    }


def test_each_ground_says_how_sure_we_are() -> None:
    for ground in Ground:
        text = ground_texts()[ground]
        assert text.mark in {"V", "S", "M"}
        assert text.title
        assert text.plain.strip()
        assert all(one.says and one.article for one in text.conditions.values())


def test_each_profession_says_its_article() -> None:
    for profession in Profession:
        rule = professions()[profession]
        assert rule.mark in {"V", "S", "M"}
        assert rule.article
