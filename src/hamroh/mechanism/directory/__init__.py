"""Services: what support is offered where, for whom, with how many places, and when that was last confirmed."""
