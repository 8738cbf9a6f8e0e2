"""Signing in and out, the second factor, the own account."""
