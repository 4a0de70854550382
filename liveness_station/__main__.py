"""`python -m liveness_station` is the command `liveness-station`."""

import sys

from liveness_station.app.main import main

if __name__ == "__main__":
    sys.exit(main())
