"""What every floor stands on: who acts, when, under which id, and how an act is refused. No tables, no Django."""
