"""Two texts side by side: what is new, what is gone, where."""

from hamroh.mechanism.library.rules import Provision, compare


def clause(id: str, text: str) -> Provision:
    return Provision(id, id, "", text)


def test_a_changed_word_is_told_from_the_words_around_it():
    (changed,) = compare([clause("a", "within three days")], [clause("a", "within two days")])
    assert changed.how == "changed"
    assert [(p.how, p.words) for p in changed.pieces] == [
        ("same", "within "),
        ("gone", "three"),
        ("new", "two"),
        ("same", " days"),
    ]


def test_what_is_gone_stands_where_it_stood_and_what_is_new_where_it_stands():
    old = [clause("a", "1"), clause("b", "2"), clause("c", "3")]
    new = [clause("a", "1"), clause("x", "new"), clause("c", "3")]
    assert [(c.how, c.provision.id) for c in compare(old, new)] == [
        ("same", "a"),
        ("gone", "b"),
        ("new", "x"),
        ("same", "c"),
    ]


def test_a_clause_lost_at_the_head_comes_first():
    assert [c.how for c in compare([clause("a", "1"), clause("b", "2")], [clause("b", "2")])] == ["gone", "same"]


def test_the_new_text_is_what_stays_without_what_is_gone():
    old, new = "Ҳар кӯдак ҳақ дорад.", "Ҳар кӯдак ҳақ дорад, ки шунида шавад."
    (changed,) = compare([clause("a", old)], [clause("a", new)])
    assert "".join(p.words for p in changed.pieces if p.how != "gone") == new
    assert "".join(p.words for p in changed.pieces if p.how != "new") == old
