"""The pages in a real browser, with keyboard and mouse; skipped where there is no Chromium.

``RARESEEK_CHROMIUM`` names another one than those on the path.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    Request,
    ViewportSize,
    sync_playwright,
)

from rareseek.retrieval.audit import AuditStore, Status, sssom

from .conftest import SCRIPT

pytestmark = pytest.mark.slow

NARROW: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHRASE = "spidery elongated finger abnormality"
NOTE = f"He has ectopia lentis and a {PHRASE}. Mrs Exampleperson sent him."
RARESEEK = [sys.executable, "-c", "from rareseek.cli import run; run()"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = (os.environ.get("RARESEEK_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine; install one or set RARESEEK_CHROMIUM")
    with sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except Error as error:
            pytest.skip(f"{found} does not start: {error.message.splitlines()[0]}")
        yield opened
        opened.close()


@pytest.fixture
def served(home: Path, store: AuditStore) -> Iterator[str]:
    """The address of ``rareseek serve`` over the home, started as a user starts it."""
    environment = os.environ | {"RARESEEK_HOME": str(home)}
    log = home / "serve.log"
    with log.open("w") as file:
        server = subprocess.Popen([*RARESEEK, "serve", "--port", "0"], stderr=file, env=environment)
    try:
        while not (found := re.search(r"http://[\d.:]+/", log.read_text())):
            assert server.poll() is None, log.read_text()
        yield found[0]
    finally:
        server.terminate()
        server.wait(20)
    said = log.read_text()
    assert "Exampleperson" not in said
    assert "Traceback" not in said


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A page that must load nothing from elsewhere and log no error."""
    context = browser.new_context(viewport=WIDE)
    opened = context.new_page()
    problems: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(message.text)

    def on_dialog(dialog: Dialog) -> None:
        problems.append(dialog.message)
        dialog.dismiss()

    def on_request(request: Request) -> None:
        if not request.url.startswith(served):
            problems.append(request.url)

    opened.on("console", on_console)
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("dialog", on_dialog)
    opened.on("request", on_request)
    yield opened
    context.close()
    assert problems == []


def command(home: Path, *arguments: str) -> str:
    environment = os.environ | {"RARESEEK_HOME": str(home)}
    done = subprocess.run(
        [*RARESEEK, *arguments], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def diagnosed(home: Path, note: Path) -> tuple[list[str], list[str]]:
    answer = json.loads(command(home, "diagnose", str(note), "--json"))
    present = [each["id"] for each in answer["phenotypes"]]
    return present, [each["text"] for each in answer["unmapped"]]


def told(page: Page) -> None:
    """Wait for the page that tells what was decided, and for its keys."""
    page.wait_for_selector(".told")
    page.wait_for_load_state()


def test_the_audit_loop_by_keyboard(
    page: Page, served: str, home: Path, store: AuditStore, tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE)
    present, unmapped = diagnosed(home, note)
    assert "HP:0001166" not in present
    assert PHRASE in unmapped

    page.goto(f"{served}queue")
    page.keyboard.press("/")
    page.keyboard.type("spidery")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=spidery*")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#decide")
    page.wait_for_load_state()  # keys count once the script has been read
    assert page.locator("h1").inner_text() == PHRASE
    page.keyboard.press("/")
    page.keyboard.type("arachnodactyly")
    page.keyboard.press("Enter")
    page.wait_for_url("**find=arachnodactyly*")
    page.fill("#author", "Ada Curator")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    told(page)
    assert "is Arachnodactyly (HP:0001166)" in page.locator(".told").inner_text()

    present, unmapped = diagnosed(home, note)
    assert "HP:0001166" in present
    assert PHRASE not in unmapped
    exported = command(home, "audit", "export")
    read = sssom.read(exported, "export")
    assert read.bad == ()
    assert [(d.literal, d.object, d.author) for d in read.decisions] == [
        (PHRASE, "HP:0001166", "Ada Curator")
    ]


def test_choose_reject_undo_and_propose_by_keyboard(
    page: Page, served: str, store: AuditStore
) -> None:
    page.goto(f"{served}mention/1")
    page.fill("#author", "Ada")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    page.keyboard.press("a")
    told(page)
    assert store.decisions(1)[0].object == "HP:0001250"
    assert page.locator("#author").count() == 0  # asked once
    page.keyboard.press("u")
    page.wait_for_url("**/mention/1*")
    assert store.mention(1).status is Status.OPEN
    page.keyboard.press("r")
    told(page)
    assert store.mention(1).status is Status.REJECTED
    page.goto(f"{served}mention/3")
    page.keyboard.press("n")
    page.keyboard.type("Bee finger")
    page.click("button[value=propose]")
    told(page)
    assert store.decisions(3)[0].proposed_label == "Bee finger"
    page.keyboard.press("?")
    assert page.locator("dialog[open]").is_visible()


def test_the_loop_works_without_scripts(browser: Browser, served: str, store: AuditStore) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}queue")
    page.click("text=wax fingers")
    page.fill("#author", "Ada")
    page.check("input[value='HP:0001250']")
    page.click("text=Close to this")
    told(page)
    assert store.mention(1).status is Status.RESOLVED
    page.click(".told button")
    page.wait_for_url("**undone*")
    assert store.mention(1).status is Status.OPEN
    context.close()


def test_a_script_in_a_mention_is_shown_as_text(page: Page, served: str) -> None:
    page.goto(f"{served}queue")
    assert SCRIPT in page.locator(".list").inner_text()
    page.goto(f"{served}mention/2")
    assert page.locator("h1").inner_text() == SCRIPT
    assert f"He has {SCRIPT} & more." in page.locator("blockquote").inner_text()
    page.goto(f"{served}diagnose")
    page.fill("#note", f"{SCRIPT} with ectopia lentis")
    page.click("main button.primary")
    page.wait_for_selector("#understood")
    page.wait_for_load_state()
    assert SCRIPT in page.locator(".read").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_narrow_pages_do_not_scroll_sideways(
    page: Page, served: str, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme=scheme)
    for path in ("queue", "mention/1", "mention/1?find=finger", "conflicts", "diagnose"):
        page.goto(served + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path
    page.fill("#note", f"{'x' * 300} {NOTE}")
    page.click("main button.primary")
    page.wait_for_selector("#understood")
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_every_field_has_a_name_and_text_stands_out(page: Page, served: str) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for path in ("queue", "mention/1", "conflicts", "diagnose"):
            page.goto(served + path)
            assert page.evaluate(UNNAMED) == []
            assert page.evaluate(FAINT) == []


#: Fields and buttons without a label or text.
UNNAMED = """() =>
  [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button")]
  .filter((e) => !(e.labels && e.labels.length) && !e.textContent.trim() && !e.ariaLabel)
  .map((e) => e.outerHTML)"""
#: Visible texts whose contrast to what is behind them is below 4.5 (WCAG 2.2, 1.4.3).
FAINT = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (c) => c.slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = numbers(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const texts = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  return [...document.querySelectorAll("body *")]
    .filter((e) => texts(e) && e.checkVisibility() && !e.closest("progress, meter, kbd, option"))
    .filter((e) => {
      const [a, b] = [light(numbers(getComputedStyle(e).color)), light(behind(e))];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
    })
    .map((e) => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 30)}`);
}"""
