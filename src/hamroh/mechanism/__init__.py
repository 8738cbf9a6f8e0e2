"""The national referral mechanism as an institution: what is recorded, published and repaired."""
