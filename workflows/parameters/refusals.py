"""Refusals for want of a value that law or county has not given; each names the setting that lifts it."""


class SettingMissingError(ValueError):
    """A choice or value that the county must make is missing; `setting` is its name."""

    def __init__(self, setting: str, message: str) -> None:
        super().__init__(f"{message}（设置项：{setting}）")
        self.setting = setting


class ParameterMissingError(SettingMissingError):
    """A dated table has no row for the day asked; the county may enter one with its document."""
