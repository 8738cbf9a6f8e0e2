"""Pure readings of what was sent: the envelope, the answers, the encryption. Values in, answers out."""
