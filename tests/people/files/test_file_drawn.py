"""What the pieces of a file's page make of a text: as Django's own filter, and as safe."""

from django.template.defaultfilters import linebreaksbr
from hypothesis import given
from hypothesis import strategies as st

from allervers.people.views.file_drawn import in_lines


@given(st.text(st.sampled_from("a<>&\"'\r\n é"), max_size=12))
def test_lines_of_a_note_are_those_of_the_filter(text: str) -> None:
    assert in_lines(text) == linebreaksbr(text)
