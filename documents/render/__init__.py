"""From a typed paper to the bytes of a PDF; the only package that knows WeasyPrint, and it loads it only when it prints."""
