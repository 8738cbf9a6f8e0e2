"""Pages for those who work with people: home, first-line sheet, inbox, case, screening, consent, referral."""
