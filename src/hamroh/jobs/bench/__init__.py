"""Measuring the pages on data of their own. Nothing here runs in a service.

`rows` and `data` make the cases, `scene` names whom and what is measured, `pages` the pages and what a bare page would
ask for the same rows, `inside` counts queries and prices the policy, `measure` and `client` time requests, `bare` and
`bare_django` are what the pages are compared with. What the figures mean, and what they do not: docs/bench.md.
"""
