"""Nothing goes in; the one small tree of errors that every other module raises comes out.

Each message is one line that says what is wrong, where (file, row, column) and what to do.
`karamap.cli` prints it on standard error and turns its class into an exit code.
"""


class KaramapError(Exception):
    """Anything that karamap refuses to do, with a message fit for a user."""

    exit_code = 1


class UsageError(KaramapError):
    """The command line or an option is wrong."""

    exit_code = 2


class InputError(KaramapError):
    """An article, a seed folder or another input cannot be used."""

    exit_code = 3


class GeodataError(KaramapError):
    """A file in ``geodata/`` breaks its contract."""

    exit_code = 4


class OutputError(KaramapError):
    """Something could not be written; what was there before is untouched."""

    exit_code = 5
