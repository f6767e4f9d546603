"""Names go in, geopy's locations come out: from karamap's gazetteer, or from a service when asked.

`Gazetteer` is a geocoder of geopy that works without any network. `Fallback` asks a service of
geopy for the names that the gazetteer lacks; nothing in karamap makes one unless a user asks for it.
"""

from __future__ import annotations

from karamap.geocoders.offline import Gazetteer
from karamap.geocoders.online import Fallback, Service, options_of

__all__ = ["Fallback", "Gazetteer", "Service", "options_of"]
