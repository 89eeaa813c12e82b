"""Tables of lines that come from elsewhere (名册): pasted from Excel, or as a file."""
