"""Who opens which page: one line for each named address of the site, a file for each subject.

A page that is not here fails the test; so does a line without its page. To add one: write its line
in the file of its subject, and in tests/access/objects/ how to make what its address names.
PUBLIC pages need no account and set no cookie; TEAM pages are asked for as each character.

    everyone()                     the public page: opens for all, and sets no cookie
    team("aicha", missing="hugo")  opens for Aïcha; for Hugo, of another carrier, it does not exist;
                                   other members are refused; a stranger is asked to sign in;
                                   Inès, deactivated, is told that she belongs nowhere
    mixed({outcome: who})          everybody said one by one (the pages of sign-in)

Who is who: tests/cast.py.
"""

from tests.access.table import (
    accounts,
    api,
    directory,
    entering,
    people,
    people_files,
    people_sharing,
    reception,
    results,
    rights,
    seasons,
    seasons_plans,
    territory,
    tours,
    ui,
)

SUBJECTS = (
    accounts,
    api,
    directory,
    entering,
    people,
    people_files,
    people_sharing,
    reception,
    results,
    rights,
    seasons,
    seasons_plans,
    territory,
    tours,
    ui,
)
PUBLIC = {name: said for one in SUBJECTS for name, said in one.PUBLIC.items()}
TEAM = {name: said for one in SUBJECTS for name, said in one.TEAM.items()}
TABLE = {**PUBLIC, **TEAM}
