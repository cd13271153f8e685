"""What people look at. No rule of the domain lives here."""
