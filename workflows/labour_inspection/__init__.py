"""Labour inspection (劳动保障监察)."""
