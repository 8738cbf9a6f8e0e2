"""Every sentence for people stands in every language; every event and refusal has its words."""

import re

import pytest

from tools import messages

TEMPLATE = messages.sentences()


def _text(message: object) -> str:
    return message if isinstance(message, str) else "".join(message)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_nothing_is_untranslated(language: str) -> None:
    catalogue = messages.read(language)
    missing = []
    for wanted in TEMPLATE:
        if not wanted.id:
            continue
        found = catalogue.get(wanted.id if isinstance(wanted.id, str) else wanted.id[0], wanted.context)
        strings = (
            found.string if found and isinstance(found.string, tuple | list) else ([found.string] if found else [""])
        )
        if not all(strings):
            missing.append(wanted.id)
    assert not missing, f"{len(missing)} without a translation; run make messages: {missing[:12]}"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_translation_keeps_every_placeholder(language: str) -> None:
    for message in messages.read(language):
        if not message.id:
            continue
        wanted = set(re.findall(r"%\(\w+\)[sd]", _text(message.id)))
        for string in message.string if isinstance(message.string, tuple | list) else (message.string,):
            if string:
                assert set(re.findall(r"%\(\w+\)[sd]", string)) <= wanted, message.id
                if isinstance(message.id, str):
                    assert set(re.findall(r"%\(\w+\)[sd]", string)) == wanted, message.id


def test_tajik_and_russian_translations_are_written_in_cyrillic() -> None:
    for language in messages.LANGUAGES:
        latin = [
            m.id
            for m in messages.read(language)
            if m.id and isinstance(m.string, str) and m.string == m.id and re.search("[a-z]{4}", m.string)
        ]
        assert not latin, latin
