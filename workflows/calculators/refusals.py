"""Refusals of the calculators: an input that breaks a rule, said in Chinese with the name of its field."""


class InputError(ValueError):
    """A value that cannot be calculated with; `field` is its name in the record."""

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(f"{field}：{rule}")
        self.field = field
        self.rule = rule
