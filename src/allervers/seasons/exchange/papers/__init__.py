"""Papers of a season as tagged PDF (PDF/UA-1, ISO 14289-1), drawn by typst."""
