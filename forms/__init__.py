"""What people fill in: fields, form parts, intake and the web pages."""
