"""What each seam promises, kept by the fake and by every real adapter."""
