"""The command line of the service, with simple rules."""

import sys

from allervers.rights.service import serving
from tests.rights.service.conftest import loaded

if __name__ == "__main__":
    sys.exit(serving.main(sys.argv[1:], loaded))
