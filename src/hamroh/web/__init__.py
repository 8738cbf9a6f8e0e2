"""Pages, by audience. A page asks a door, calls an act, and shows values shaped for it; it never holds a row."""
