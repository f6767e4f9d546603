"""What each page shows goes in; finished, self-contained HTML pages come out.

`render_pages` is the door for a build, `render_event_page` that for a file of events. Folium builds the frame of each map (`frame`); every text of an
article, a gazetteer or a record reaches the page as escaped HTML (`markup`) or as JSON that one
browser module of ours draws with ``textContent`` (`view`, ``static/karamap.js``).
"""

from karamap.render.event_page import render_event_page
from karamap.render.pages import render_pages

__all__ = ["render_event_page", "render_pages"]
