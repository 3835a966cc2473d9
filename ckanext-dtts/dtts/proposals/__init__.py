"""How a sheet that is no plain table may be read: proposed, confirmed by a person, and then kept."""

from dtts.proposals.confirm import confirm
from dtts.proposals.proposal import Option, Part, Proposal
from dtts.proposals.propose import propose, propose_or_refuse

__all__ = ["Option", "Part", "Proposal", "confirm", "propose", "propose_or_refuse"]
