"""What may be written of a child's guardians, best interests and age, of families and of groups. Values in, obstacles out."""
