"""Pages of the browser lent to one test after another, with nothing left of the one before.

A new context starts a process of Chromium, which takes a second of processor: more than all that
most tests do with it. What a test could leave is wiped when it gives the page back: cookies,
storages, cached answers, routes, what was emulated, the other pages it opened. (A listener stays,
and writes in a list that nobody reads any more.)
"""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, Error, Page, ViewportSize

Kind = tuple[bool, bool]  # what only a context says: has_touch, java_script_enabled
MOST_KEPT = 3  # of each kind: each keeps a process alive


@dataclass
class Pages:
    """The pages of one browser, by the options of their context."""

    browser: Browser
    free: dict[Kind, list[Page]] = field(default_factory=dict)
    lent: list[tuple[Kind, Page]] = field(default_factory=list)

    def lend(
        self,
        url: str,
        size: tuple[int, int],
        *,
        has_touch: bool = False,
        java_script_enabled: bool = True,
    ) -> Page:
        """Lend a page of this size on the site at `url`."""
        viewport = ViewportSize(width=size[0], height=size[1])
        kind = (has_touch, java_script_enabled)
        waiting = self.free.setdefault(kind, [])
        if waiting:
            page = waiting.pop()
            page.set_viewport_size(viewport)
        else:
            page = self.browser.new_context(
                base_url=url,
                viewport=viewport,
                locale="fr-FR",
                has_touch=has_touch,
                java_script_enabled=java_script_enabled,
            ).new_page()
        self.lent.append((kind, page))
        return page

    def take_back(self, url: str) -> None:
        """Take back all that is lent, wiped; what cannot be wiped is closed."""
        while self.lent:
            kind, page = self.lent.pop()
            if len(self.free[kind]) < MOST_KEPT and is_wiped(page, url):
                self.free[kind].append(page)
            else:
                page.context.close()


def is_wiped(page: Page, url: str) -> bool:
    """Wipe what a test could leave in a page; say whether that went well."""
    try:
        wipe(page, url)
    except Error:
        return False
    return True


def wipe(page: Page, url: str) -> None:
    """Leave nothing of a test: not in the page, its context, the site's storages, the cache."""
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.unroute_all()
    page.context.unroute_all()
    page.emulate_media(media="null", color_scheme="light", reduced_motion="no-preference")
    page.goto(f"{url}/sante/")  # of the same site, else its process ends; asks no database
    page.evaluate("sessionStorage.clear()")
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": url, "storageTypes": "all"})
    session.send("Network.clearBrowserCache")
    session.detach()
    page.context.clear_cookies()
    page.context.clear_permissions()
