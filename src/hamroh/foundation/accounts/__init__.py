"""Sign-in: a person's account, password, second factor, sessions. It knows no organisation and no role."""
