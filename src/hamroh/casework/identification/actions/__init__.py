"""The acts of identification, one file each: first-line sheet, screening, decision."""
