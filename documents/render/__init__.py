"""From a typed paper to the bytes of a PDF; the only package that knows WeasyPrint, loaded only to print."""
