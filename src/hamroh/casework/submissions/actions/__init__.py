"""The acts: issue and revoke a telephone, accept what it sends, take it in, settle it, make a key."""
