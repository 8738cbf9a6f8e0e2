"""What is recorded about who somebody is. Names of acts; what was written is never in them."""

IDENTITY_WRITTEN = "identity.written"
IDENTITY_SHOWN = "identity.shown"
CONTACT_AGREED = "contact.agreed"
PROFILE_WRITTEN = "profile.written"
