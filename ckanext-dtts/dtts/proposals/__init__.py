"""How a sheet that is no plain table may be read: proposed, confirmed by a person, and then kept."""

from dtts.proposals.confirm import confirm, for_the_next_file
from dtts.proposals.proposal import Option, Part, Proposal
from dtts.proposals.propose import propose, propose_or_refuse

__all__ = ["Option", "Part", "Proposal", "confirm", "for_the_next_file", "propose", "propose_or_refuse"]
