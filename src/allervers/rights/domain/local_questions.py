"""The questions that only local rights need: asked when one of the person's place needs them.

Kept out of the national order (domain/questionnaire.py): whether they are worth asking depends on
files that the domain does not read (domain/local/findings.local_codes).
"""

from decimal import Decimal
from typing import Final

from allervers.rights.domain.question import Kind, Question, choice, many, money, whole

# Benefits that no national right asks about; those that one does are read there.
BENEFITS_ASKED: Final = ("css_free", "ame")
SITUATIONS: Final = ("veteran", "veteran_spouse", "deported", "family_medal", "retired_unfit")
LOCAL_PLACE: Final = "local_commune"
LOCAL_QUESTIONS: Final = (
    Question(LOCAL_PLACE, Kind.COMMUNE),
    many("local_benefits", *BENEFITS_ASKED),
    many("local_situations", *SITUATIONS),
    choice("local_grant"),  # a child has a grant for collège or lycée
    money("local_quotient"),  # the CAF's quotient familial, euros a month
    whole("local_years", 0, 99),  # in the département, without a break
    whole("local_years_commune", 0, 99),
    money("local_tax", Decimal(999_999)),  # income tax before reductions, euros a year
)
LOCAL_CODES: Final = frozenset(one.code for one in LOCAL_QUESTIONS)
LOCAL_DURATIONS: Final = ("local_years", "local_years_commune")  # to ask again after a move
