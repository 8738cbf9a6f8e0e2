"""Web shell: the look of every page, and nothing else.

Its words: a *band* (two strands, at the top of a page), a *part* (a piece of a page that takes plain values), a *clock*
(a time limit in shape, words and colour), a *reading* (what a clock says at one moment). It promises that a page works
without script, that nothing in it needs an inline style or script, and that a state is never told by colour alone.

It knows no table, no act and no case: pages of each audience bring their values, already shaped. README.md beside this
file lists every part and tag with an example.
"""
