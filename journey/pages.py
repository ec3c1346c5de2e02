"""A browser without a screen: pages, links and forms over HTTP, as a person without JavaScript.

It knows nothing of the product but its pages: fields are found by their names, buttons by their
words.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx

from journey.ledger import Untruth

Value = str | list[str]
VOID_TEXT = {"script", "style"}


@dataclass
class Form:
    """One form as sent: its fields hold what the page proposed."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # name, value, words
    words: str = ""

    def fill(self, **values: Value) -> "Form":
        """Set fields by name; a name that the form does not have is an untruth."""
        for name, value in values.items():
            known = name in self.fields or name in self.choices or name in self.files
            if not known:
                raise Untruth(
                    f"le formulaire {self.action} n'a pas de champ {name!r}: {self.names}"
                )
            self.fields[name] = value if isinstance(value, list) else [value]
        return self

    @property
    def names(self) -> list[str]:
        """The names of all fields, for messages."""
        return sorted({*self.fields, *self.choices, *self.files})

    def choose(self, name: str, words: str) -> "Form":
        """Choose in a list or radio group the entry that contains these words."""
        for value, label in self.choices.get(name, []):
            if words.casefold() in label.casefold():
                self.fields[name] = [value]
                return self
        raise Untruth(f"{name!r} ne propose pas {words!r}: {self.choices.get(name)}")


class _Reader(HTMLParser):
    """Collects forms, links and visible text."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.text: list[str] = []
        self._form: Form | None = None
        self._hidden = 0
        self._select: tuple[str, bool] | None = None
        self._option: list[str] | None = None
        self._option_value = ""
        self._area: str | None = None
        self._button: list[str] | None = None
        self._button_key = ("", "")
        self._link: tuple[str, list[str]] | None = None
        self._pending_label: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what we follow."""
        at = {key: value or "" for key, value in attrs}
        if tag in VOID_TEXT:
            self._hidden += 1
        opened = getattr(self, f"_open_{tag}", None)
        if opened:
            opened(at, {key for key, _ in attrs})

    def handle_endtag(self, tag: str) -> None:
        """Close what we follow."""
        if tag in VOID_TEXT:
            self._hidden -= 1
        closed = getattr(self, f"_close_{tag}", None)
        if closed:
            closed()

    def handle_data(self, data: str) -> None:
        """Give text to whatever is open."""
        if self._hidden:
            return
        for sink in (self._option, self._button, self._link[1] if self._link else None):
            if sink is not None:
                sink.append(data)
        if self._area is not None and self._form:
            self._form.fields[self._area][0] += data
            return
        if self._option is None:
            self.text.append(data)
        if self._form:
            self._form.words += data
            if self._pending_label and data.strip():
                name, value = self._pending_label
                self._form.choices[name].append((value, data.strip()))
                self._pending_label = None

    def _open_form(self, at: dict[str, str], _keys: set[str]) -> None:
        self._form = Form(at.get("action", ""), at.get("method", "get").lower())
        self.forms.append(self._form)

    def _close_form(self) -> None:
        self._form = None

    def _open_input(self, at: dict[str, str], keys: set[str]) -> None:
        name, kind, value = at.get("name", ""), at.get("type", "text"), at.get("value", "")
        if not self._form or not name or "disabled" in keys:
            return
        if kind == "submit":
            self._form.buttons.append((name, value, value))
        elif kind == "file":
            self._form.files.add(name)
        elif kind in {"checkbox", "radio"}:
            value = value if "value" in keys else "on"  # HTML: an empty value is a value
            self._form.choices.setdefault(name, [])
            self._pending_label = (name, value)
            if "checked" in keys:
                self._form.fields.setdefault(name, []).append(value)
        else:
            self._form.fields.setdefault(name, []).append(value)

    def _open_select(self, at: dict[str, str], keys: set[str]) -> None:
        if self._form and at.get("name"):
            self._select = (at["name"], "multiple" in keys)
            self._form.choices.setdefault(at["name"], [])

    def _close_select(self) -> None:
        if self._form and self._select:
            name, many = self._select
            options = self._form.choices[name]
            if options and not many:
                self._form.fields.setdefault(name, [options[0][0]])
        self._select = None

    def _open_option(self, at: dict[str, str], keys: set[str]) -> None:
        self._option, self._option_value = [], at.get("value", "")
        if self._form and self._select and "selected" in keys:
            self._form.fields.setdefault(self._select[0], []).append(self._option_value)

    def _close_option(self) -> None:
        if self._form and self._select and self._option is not None:
            label = "".join(self._option).strip()
            self._form.choices[self._select[0]].append((self._option_value, label))
        self._option = None

    def _open_textarea(self, at: dict[str, str], _keys: set[str]) -> None:
        if self._form and at.get("name"):
            self._area = at["name"]
            self._form.fields[self._area] = [""]

    def _close_textarea(self) -> None:
        if self._area is not None and self._form:
            # HTML: a newline just after the tag is not part of the value.
            self._form.fields[self._area][0] = self._form.fields[self._area][0].removeprefix("\n")
        self._area = None

    def _open_button(self, at: dict[str, str], _keys: set[str]) -> None:
        if self._form and at.get("type", "submit") == "submit":
            self._button, self._button_key = [], (at.get("name", ""), at.get("value", ""))

    def _close_button(self) -> None:
        if self._form and self._button is not None:
            self._form.buttons.append((*self._button_key, " ".join("".join(self._button).split())))
        self._button = None

    def _open_a(self, at: dict[str, str], _keys: set[str]) -> None:
        self._link = (at.get("href", ""), [])

    def _close_a(self) -> None:
        if self._link:
            self.links.append((self._link[0], " ".join("".join(self._link[1]).split())))
        self._link = None


class Page:
    """One answer, read."""

    def __init__(self, response: httpx.Response) -> None:
        reader = _Reader()
        reader.feed(response.text)
        self.url = str(response.url)
        self.status = response.status_code
        self.forms = reader.forms
        self.links = [(urljoin(self.url, href), words) for href, words in reader.links]
        self.text = " ".join(" ".join(reader.text).split())

    def shows(self, *words: str) -> "Page":
        """Check that the page shows these words; return it."""
        for word in words:
            if word.casefold() not in self.text.casefold():
                raise Untruth(
                    f"{self.url} ({self.status}) ne montre pas {word!r}: {self.text[300:2500]}"
                )
        return self

    def hides(self, *words: str) -> "Page":
        """Check that the page does not show these words; return it."""
        for word in words:
            if word.casefold() in self.text.casefold():
                raise Untruth(f"{self.url} montre {word!r}, qui ne devrait pas y être")
        return self

    def link(self, words: str) -> str:
        """The address of the first link whose words or address contain this."""
        for href, label in self.links:
            if words.casefold() in label.casefold() or words in href:
                return href
        raise Untruth(f"{self.url} n'a pas de lien {words!r}: {self.text[:600]}")

    def form(self, *names: str) -> Form:
        """The first form that has all these fields (or, for one name, this button's words)."""
        for form in self.forms:
            if all(n in form.names or any(n in b[2] for b in form.buttons) for n in names):
                return form
        raise Untruth(
            f"{self.url} ({self.status}) n'a pas de formulaire {names}: {self.text[300:1800]}"
        )


class Browser:
    """One character's browser: its own cookies, nothing else."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.client = httpx.Client(base_url=base, follow_redirects=True, timeout=30)

    def get(self, address: str, status: int = 200) -> Page:
        """Open an address and check its status."""
        return self._checked(self.client.get(address), status)

    def raw(self, address: str) -> httpx.Response:
        """Fetch something that is not a page."""
        response = self.client.get(address)
        if not response.is_success:
            raise Untruth(f"{address} répond {response.status_code}")
        return response

    def follow(self, page: Page, words: str) -> Page:
        """Follow a link by its words."""
        return self.get(page.link(words))

    def send(
        self,
        page: Page,
        form: Form,
        button: str = "",
        files: dict[str, tuple[str, bytes]] | None = None,
        status: int = 200,
    ) -> Page:
        """Send a form as a browser would, with the named button pressed."""
        pairs = {key: list(values) for key, values in form.fields.items()}
        for name, value, words in form.buttons:
            if button and name and button.casefold() in words.casefold():
                pairs[name] = [value]
                break
        address = urljoin(page.url, form.action or page.url)
        if form.method == "get":
            return self._checked(self.client.get(address, params=pairs), status)
        headers = {"Referer": page.url}
        answer = self.client.post(address, data=pairs, files=files, headers=headers)
        return self._checked(answer, status)

    @staticmethod
    def _checked(response: httpx.Response, status: int) -> Page:
        page = Page(response)
        if response.status_code != status:
            raise Untruth(
                f"{page.url} répond {response.status_code}, non {status}: {page.text[:4000]}"
            )
        return page
