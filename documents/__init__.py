"""What leaves the office: contexts, templates, rendering and the paper ledger."""
