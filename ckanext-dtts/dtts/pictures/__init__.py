"""Pictures to save and to share: a card of 1200 × 630 with its words, and SVG as PNG."""

from dtts.pictures.card import HEIGHT, WIDTH, Card, Written, card
from dtts.pictures.lines import wrapped
from dtts.pictures.png import png
from dtts.pictures.style import plain_rules

__all__ = ["HEIGHT", "WIDTH", "Card", "Written", "card", "plain_rules", "png", "wrapped"]
