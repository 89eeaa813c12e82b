"""What tests stand on: real databases, a browser, the checks of the lock. Knows no case type."""
