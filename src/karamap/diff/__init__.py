"""Two builds go in; what became of each event comes out, as text, as JSON and as a page.

`read_build` reads a build strictly, `compare` finds what differs and why, and `as_text`, `as_json`
and `as_page` show it. The same two builds give the same bytes.
"""

from karamap.diff.builds import Build, read_build
from karamap.diff.compare import Difference, compare
from karamap.diff.page import as_page
from karamap.diff.show import as_json, as_text

__all__ = ["Build", "Difference", "as_json", "as_page", "as_text", "compare", "read_build"]
