"""Marks a sentence for translation without importing the translator; pages translate it when they show it."""


def N_(sentence: str) -> str:
    return sentence
