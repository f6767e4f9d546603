"""Mentions of an article go in; for each the place that it names, or an abstention, comes out.

The whole article is in view: which countries and units it names, what else its names may be, what
stands beside a name, what lies near. Each candidate place gets the sum of the weights of what
speaks for it (``lexicons/resolution.toml``, made by ``scripts/train_resolution.py``). The confidence is
the soft-max of the sums against one more answer, "none of these"; below a cut the answer is an
abstention. Every answer has its reason and its runners-up.

`standing` sums up what a candidate has in any article (its kind, its size), `profiles` keeps that for
a name; `context` gathers what the article says as a whole, `beside` reads what stands beside a name;
`answers` words the outcome; `resolve` puts them together.
"""

from karamap.places.resolve import resolve_places

__all__ = ["resolve_places"]
