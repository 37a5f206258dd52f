from pathlib import Path

import pytest

from interurban.modules.sources.gazetteer import Gazetteer, Town

MUSTERSTADT = Town(50.5, 8.5, "05", 9000, 0)


@pytest.mark.parametrize(
    "name", ["Musterstadt", "MUSTERSTADT", "Muster-Stadt", "Мустерштадт", "Exempelville Cedex 2"]
)
def test_a_town_is_found_under_every_name_it_has(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find("DE", "", name) == MUSTERSTADT


def test_a_town_tells_all_its_names(gazetteer: Gazetteer) -> None:
    assert gazetteer.names("DE", MUSTERSTADT) == ["Musterstadt", "Exempelville", "Мустерштадт"]


@pytest.mark.parametrize(
    ("country", "name"), [("FR", "Musterstadt"), ("DE", "Nirgendwo"), ("DE", ""), ("", "Neudorf")]
)
def test_what_is_not_known_is_not_found(gazetteer: Gazetteer, country: str, name: str) -> None:
    assert gazetteer.find(country, "", name) is None


def test_of_towns_with_one_name_the_largest_is_meant(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("DE", "", "Neudorf") == Town(48.0, 11.0, "02", 900, 2)


def test_a_region_that_is_known_decides(gazetteer: Gazetteer) -> None:
    gazetteer.learn([("DE", "Musterland", "Musterstadt")] * 5)
    assert gazetteer.find("DE", "Musterland", "Neudorf") == Town(51.0, 9.0, "05", 500, 1)
    gazetteer.learn([("DE", "Anderland", "Musterstadt")] * 2)
    assert gazetteer.find("DE", "Anderland", "Neudorf") == Town(48.0, 11.0, "02", 900, 2)


def test_without_the_package_there_is_no_gazetteer(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no towns"):
        Gazetteer(tmp_path)
