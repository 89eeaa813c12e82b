"""Back payment of premiums (社会保险费补缴)."""
