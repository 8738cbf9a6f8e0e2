"""An invented mechanism at work: people in every role, and cases over three years, for whoever tries Hamroh out.

Everything here is invented. The pack is the real one; the people, their passwords and all cases are not. Cases come
about through the same doors and acts as real ones, as the application's role, at past moments: what a rule forbids
cannot be shown. The same seed and the same day give the same names, numbers and codes.
"""
