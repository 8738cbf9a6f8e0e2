"""HTCDS: cases in and out in the shape of IOM's Human Trafficking Case Data Standard 2.0.

It promises that nothing is written before every faulty row was shown, and that an unknown code is refused, never guessed.
"""
