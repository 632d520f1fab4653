"""Banners in words."""

from recovery.presenters.notices import Banner, show_notices
from tests.plan.cases import Raw, after, check_in, plan


def banners(flag: str, *more: Raw) -> list[Banner]:
    return show_notices(plan(after(2), check_in(after(1), 5, flags=[flag], screened=True), *more))


def test_a_first_back_pain_is_told_calmly_without_a_date_and_can_be_cleared() -> None:
    [banner] = banners("D9")
    assert list(banner.lines) == [
        "This is your first back pain, at 55 or older.",
        "This is seldom serious. Tell your doctor about it.",
    ]
    assert (banner.level, banner.title, banner.clear, banner.rule) == ("info", "", True, "safety.see_a_doctor")


def test_only_one_banner_offers_to_clear_the_flags() -> None:
    found = banners("D9", check_in(after(1.5), 5, flags=["D1"]))
    assert [(banner.level, banner.clear) for banner in found] == [("soon", True), ("info", False)]
    found = banners("D9", check_in(after(1.5), 5, flags=["S2"]))
    assert [(banner.level, banner.clear) for banner in found] == [("safety", True), ("info", False)]


def test_ice_that_a_rash_bars_links_to_no_page_about_the_person() -> None:
    [ice] = [banner for banner in banners("D7") if banner.rule == "temperature.without_cold"]
    assert list(ice.links) == []
    assert "A fresh rash is sore, and may be shingles." in ice.lines
