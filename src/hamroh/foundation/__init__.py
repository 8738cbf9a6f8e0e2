"""What any trustworthy platform needs, knowing nothing of trafficking."""
