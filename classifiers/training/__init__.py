"""How the text model is made. Stands apart: nothing here runs when papers are classified."""
