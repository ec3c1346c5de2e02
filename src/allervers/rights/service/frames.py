"""How the service and the calculating process write to each other through pipes.

In: the length of a situation, then the situation. Out: the length and the HTTP status of an answer,
then the answer; first of all, once, an empty answer of status `READY`. Whole numbers, the heaviest
byte first.
"""

import struct
from typing import Final

LENGTH: Final = struct.Struct("!I")
HEAD: Final = struct.Struct("!IH")
READY: Final = 0
