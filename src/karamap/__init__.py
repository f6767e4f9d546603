"""Conflict maps from news: what happened, where, when, who says so, and how sure that is."""

__version__ = "0.1.0"
