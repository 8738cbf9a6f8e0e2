"""What each `hamroh` command does. Imported only when it runs."""
