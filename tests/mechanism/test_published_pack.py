"""What of a pack anybody may read."""

from hamroh.mechanism.editions.pack import for_everybody

PACK = {
    "services": [
        {"organisation": "house", "residential": True, "id": "beds"},
        {"organisation": "house", "residential": False, "id": "food"},
        {"organisation": "clinic", "residential": False, "id": "care"},
    ],
    "organisations": [{"id": "house"}, {"id": "clinic", "parent": "house"}],
    "stages": [{"steps": [{"responsibilities": [{"responsible": ["house", "clinic"]}]}]}],
}


def test_whoever_houses_people_is_gone_with_every_mention():
    shown = for_everybody(PACK)
    assert shown["services"] == [PACK["services"][2]]
    assert shown["organisations"] == [{"id": "clinic", "parent": None}]
    assert shown["stages"][0]["steps"][0]["responsibilities"] == [{"responsible": ["clinic"]}]
    assert "house" not in str(shown)


def test_a_pack_without_houses_is_published_whole():
    open_pack = {**PACK, "services": [PACK["services"][2]]}
    assert for_everybody(open_pack) == open_pack
