"""vigie reads what is published about a ceasefire and keeps who says that who did what to whom, where, when.

>>> import vigie
>>> found = vigie.read("Rebels shelled the town of Goma on 3 May 2024, the army said.")
>>> [(c.kind, c.trigger.text, c.place.name) for c in found]
[('shelling', 'shelled', 'Goma')]
>>> found[0].source[0].text
'army'
"""

from ._vigie import (
    Claim,
    Claims,
    Entity,
    Finding,
    Incident,
    Place,
    Quote,
    Toll,
    When,
    __version__,
    agreements,
    check,
    claims,
    incidents,
    languages,
    read,
)

__all__ = [
    "Claim",
    "Claims",
    "Entity",
    "Finding",
    "Incident",
    "Place",
    "Quote",
    "Toll",
    "When",
    "__version__",
    "agreements",
    "check",
    "claims",
    "incidents",
    "languages",
    "read",
]
