"""One person in front of a browser."""

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from hamroh.foundation.accounts.rules import code_at, step_of
from hamroh.kernel import clock
from tests import cast

AXE = Axe()
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


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
        self.script, self.shots, self.member = script, shots, member
        self.complaints: list[str] = []
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
        self.page.fill("[name=code]", code_at(cast.SECRET, step_of(clock.now())))
        self.press()
        assert self.page.url.endswith("/home/"), self.page.url

    def go(self, path: str) -> "Walker":
        response = self.page.goto(path)
        assert response and response.status < 400, f"{path}: {response and response.status}"
        return self

    def press(self, selector: str = "main form[method=post] button.govuk-button") -> None:
        """Press a button and arrive somewhere."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def choose(self, **values: str) -> None:
        """Choose radios or ticks by field name and value."""
        for name, value in values.items():
            self.page.check(f"[name='{name}'][value='{value}']")

    def text(self) -> str:
        return re.sub(r"\s+", " ", self.page.inner_text("body"))

    def look(self, name: str) -> None:
        """Judge the page with axe, see that nothing sticks out sideways, and take a picture if somebody wants one."""
        if self.shots:
            self.page.screenshot(path=self.shots / f"{name}.png", full_page=True)
        if self.script:
            report = AXE.run(self.page, options=AXE_RULES)
            assert not report.response["violations"], f"{name}: {report.generate_report()}"
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name}: {wide} px too wide"
            assert not self.complaints, (name, self.complaints)

    def done(self) -> None:
        self.context.close()
