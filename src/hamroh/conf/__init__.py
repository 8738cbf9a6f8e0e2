"""Settings, the embedded database, root addresses, and the `hamroh` command."""
