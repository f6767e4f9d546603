"""What each page shows goes in; finished, self-contained HTML pages come out.

`render_pages` is the only door. Folium builds the frame of each map (`frame`); every text of an
article, a gazetteer or a record reaches the page as escaped HTML (`markup`) or as JSON that one
browser module of ours draws with ``textContent`` (`view`, ``static/karamap.js``).
"""

from karamap.render.pages import render_pages

__all__ = ["render_pages"]
