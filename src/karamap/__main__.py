"""Arguments of ``python -m karamap`` go in; the exit code of the command line comes out."""

import sys

from karamap.cli import main

if __name__ == "__main__":
    sys.exit(main())
