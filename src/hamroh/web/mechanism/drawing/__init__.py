"""The mechanism as a swim lane: stages across, those who act down, a box for each step. Values in, SVG out.

Drawn here rather than by a library: nothing else lays out lanes with right-to-left text, a text alternative and no inline
style, and the whole of it is a few hundred lines that a test can measure.
"""

from .layout import Box, Column, Lane, Picture, Placed, Plan, plan
from .svg import draw

__all__ = ["Box", "Column", "Lane", "Picture", "Placed", "Plan", "draw", "plan"]
