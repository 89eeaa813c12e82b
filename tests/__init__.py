"""Contracts over every declaration, the law in sentences, walks through whole cases."""
