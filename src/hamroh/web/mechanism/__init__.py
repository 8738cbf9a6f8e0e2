"""Pages on the recorded mechanism: its members and the people who act for them. No case is reached from here."""
