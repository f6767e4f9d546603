"""Coordinates go in; distances on the sphere and clean GeoJSON coordinates come out.

Longitude always comes before latitude, in WGS 84 degrees; distances are in kilometres.
"""

from __future__ import annotations

import math

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
NEAR_KM = 25.0  # as UCDP has it: "near" is within some 25 km of a known point


def distance_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the great-circle distance of two points in kilometres (haversine)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_dphi = (phi2 - phi1) / 2
    half_dlambda = math.radians(lon2 - lon1) / 2
    a = math.sin(half_dphi) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_dlambda) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, a)))
