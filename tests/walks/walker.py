"""One person in front of a browser."""

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from hamroh.foundation.accounts.rules import code_at, step_of
from hamroh.kernel import clock
from tests import cast
from tests.walks.languages import left_in_english

AXE = Axe()
# All that a page says, folded away or only read aloud included.
SAID = """body => [body.textContent, document.title,
  ...[...body.querySelectorAll("[aria-label],[title]")].map(e => e.ariaLabel || e.title)].join(" · ")"""
AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
NARROW_RULES = {
    "runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable", "link-in-text-block"]},
    "resultTypes": ["violations"],
}


class Walker:
    """Signs in once and keeps the session; speaks one language; with or without JavaScript; looks at each page with axe."""

    def __init__(
        self, chromium: Any, address: str, member: cast.Member | None, *, language: str = "tg", script: bool = True,
        width: int = 1280, shots: Path | None = None,
    ) -> None:  # fmt: skip
        self.context = chromium.new_context(
            java_script_enabled=script, viewport={"width": width, "height": 900}, locale="en-GB", base_url=address
        )
        self.context.set_default_timeout(8000)
        self.context.add_cookies([{"name": "language", "value": language, "url": address}])
        self.page = self.context.new_page()
        self.script, self.shots, self.member, self.language = script, shots, member, language
        self.complaints: list[str] = []
        self.english: dict[str, str] = {}  # sentence → the first page on which it stood
        if script:
            self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
            self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        if member:
            self.sign_in(member)

    def sign_in(self, member: cast.Member) -> None:
        self.go("/sign-in/")
        self.page.fill("[name=login]", member.username)
        self.page.fill("[name=password]", cast.PASSWORD)
        self.press()
        for later in (0, 1):  # a code works once: who signed in a moment ago takes the next
            self.page.fill("[name=code]", code_at(cast.SECRET, step_of(clock.now()) + later))
            self.press()
            if not self.page.url.endswith("/sign-in/code/"):
                break
        assert self.page.url.endswith(("/home/", "/conduct/")), self.page.url  # the second before one has begun

    def go(self, path: str) -> "Walker":
        response = self.page.goto(path)
        assert response and response.status < 400, f"{path}: {response and response.status}"
        return self

    def press(self, selector: str = "main form[method=post] button.govuk-button") -> "Walker":
        """Press a button, or follow a link, and arrive somewhere."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        return self

    def act(self, name: str) -> "Walker":
        """Press the button of one act of a referral's page."""
        return self.press(f"form:has(input[name=act][value={name}]) button.govuk-button")

    def unfold(self, inner: str) -> "Walker":
        """Open the fold that holds something, as a person would: by its summary."""
        fold = self.page.locator("details", has=self.page.locator(inner))
        if fold.count() and not fold.first.evaluate("fold => fold.open"):
            fold.first.locator("summary").first.click()
        return self

    def choose(self, **values: str | list[str]) -> "Walker":
        """Choose radios or ticks by field name and value."""
        for name, wanted in values.items():
            for value in [wanted] if isinstance(wanted, str) else wanted:
                self.page.check(f"main [name='{name}'][value='{value}']")
        return self

    def write(self, **values: str) -> "Walker":
        for name, value in values.items():
            self.page.fill(f"main [name='{name}']", value)
        return self

    def pick(self, **values: str) -> "Walker":
        """Pick from lists by field name and value."""
        for name, value in values.items():
            self.page.select_option(f"main [name='{name}']", value)
        return self

    def text(self) -> str:
        return re.sub(r"\s+", " ", self.page.inner_text("body"))

    def everything(self) -> str:
        """Also what is folded away, hidden, or only read aloud: nothing that was sent to this browser escapes."""
        return self.page.content()

    def look(self, name: str, *, phone: bool = False) -> "Walker":
        """Judge the page: axe, nothing sticks out sideways, no English on a page in another language. Takes pictures."""
        self.read(name)
        if self.script:
            report = AXE.run(self.page, options=AXE_RULES)
            assert not report.response["violations"], f"{name}: {report.generate_report()}"
            self._fits(name)
            if phone:
                self._look_on_phone(f"{name}-360")
            assert not self.complaints, (name, self.complaints)
        return self

    def read(self, name: str) -> "Walker":
        """Only that it speaks one language: for a page of a make that was judged before."""
        self._speaks_one_language(name)
        self._picture(name)
        return self

    def _look_on_phone(self, name: str) -> None:
        """What depends on the width is judged again: axe stands in the page already."""
        desk = self.page.viewport_size
        self.page.set_viewport_size({"width": 360, "height": 800})
        self._picture(name)
        self._fits(name)
        small = self.page.evaluate("async rules => (await axe.run(document, rules)).violations", NARROW_RULES)
        assert not small, f"{name}: {small}"
        self.page.set_viewport_size(desk)

    def _fits(self, name: str) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name}: {wide} px too wide"

    def _picture(self, name: str) -> None:
        if self.shots:
            self.page.screenshot(path=self.shots / f"{name}.png", full_page=True)

    def _speaks_one_language(self, name: str) -> None:
        assert self.page.get_attribute("html", "lang") == self.language, name
        if self.language != "en":
            for sentence in left_in_english(self.page.locator("body").evaluate(SAID), self.language):
                self.english.setdefault(sentence, name)

    def done(self) -> None:
        """Nobody is left; what stood in English on a page in another language is told, all of it at once."""
        self.context.close()
        assert not self.english, f"stands in English on pages in “{self.language}”: {self.english}"
