"""The pages that officials and workers see (页面); every change goes through the kernel's one writer."""

from forms.pages.frame import refusal_page
from forms.pages.routes import rooms, router

__all__ = ["refusal_page", "rooms", "router"]
