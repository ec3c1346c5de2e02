"""The argument of an address → its object, a file for each subject.

All belongs to Aïcha's organisation unless said. "name of the address/argument" wins over
"space:argument", which wins over "argument".
"""

from tests.access.objects import (
    accounts,
    directory,
    people,
    people_sharing,
    reception,
    rights,
    seasons,
    seasons_plans,
    territory,
    tours,
)
from tests.access.world import Makers

SUBJECTS = (
    accounts,
    directory,
    people,
    people_sharing,
    reception,
    rights,
    seasons,
    seasons_plans,
    territory,
    tours,
)
MAKERS: Makers = {name: make for one in SUBJECTS for name, make in one.MAKERS.items()}
