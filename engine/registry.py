"""Which case types are declared: found by name, compiled once, never edited to add one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from datetime import date
from types import ModuleType

from engine.calendar import NATION
from engine.casetype import CaseType
from engine.directory import Setting, places
from engine.errors import DeclarationError, NotFound
from engine.machine import Compiled, compiled
from engine.vocabulary import Agency, Role


class Registry:
    """The case types of an installation by code and version, with the settings, roles and agencies declared."""

    def __init__(
        self,
        case_types: list[type[CaseType]],
        settings: Mapping[str, Setting],
        roles: Mapping[str, Role],
        agencies: Mapping[str, Agency] | None = None,
    ) -> None:
        self.settings = settings
        self.roles = roles
        self.agencies = agencies if agencies is not None else _agencies_of(case_types)
        self._by_digest: dict[str, Compiled] = {}
        self._versions: dict[str, list[Compiled]] = {}
        for case_type in case_types:
            new = compiled(case_type)
            if any(c.code == new.code and c.version == new.version for c in self._by_digest.values()):
                raise DeclarationError(f"{new.code} version {new.version} is declared twice")
            self._by_digest[new.digest] = new
            self._versions.setdefault(new.code, []).append(new)

    def __iter__(self) -> Iterator[Compiled]:
        return iter([self.get(code) for code in sorted(self._versions)])

    def versions(self) -> Iterator[Compiled]:
        """Every declaration that is loaded, old versions included."""
        return iter(self._by_digest.values())

    def get(self, code: str, day: date | None = None, jurisdiction: str = NATION) -> Compiled:
        """The version under which a case is opened: the nearest place's, in force on the day; raises NotFound.

        Without a day: the version that comes into force last.
        """
        known = [c for c in self._versions.get(code, ()) if day is None or c.case_type.in_force <= day]
        for place in places(jurisdiction):
            here = [c for c in known if c.case_type.jurisdiction == place]
            if here:
                return max(here, key=lambda c: (c.case_type.in_force, c.version))
        raise NotFound(f"没有“{code}”这种案件类型")

    def pinned(self, digest: str) -> Compiled:
        """The declaration that a running case pins; raises NotFound where it is no longer loaded."""
        found = self._by_digest.get(digest)
        if found is None:
            raise NotFound("本案适用的流程版本没有加载，不能办理；请系统管理员检查程序版本")
        return found

    def knows(self, digest: str) -> bool:
        """Tell whether a pinned declaration is loaded."""
        return digest in self._by_digest


def _agencies_of(case_types: list[type[CaseType]]) -> dict[str, Agency]:
    """Every kind of organisation that owns cases of these types or receives hand-offs from them."""
    receivers = (step.hands_off.to for t in case_types for step in t.steps.values() if step.hands_off is not None)
    return {agency.code: agency for agency in (*(t.agency for t in case_types), *receivers)}


def discover(package: str) -> Registry:
    """Find every case type and setting declared in a package's modules."""
    found: dict[str, type[CaseType]] = {}
    settings: dict[str, Setting] = {}
    roles: dict[str, Role] = {}
    agencies: dict[str, Agency] = {}
    for module in _modules(package):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, CaseType) and value is not CaseType:
                found[f"{value.__module__}.{value.__qualname__}"] = value
            elif isinstance(value, Setting):
                settings[value.code] = value
            elif isinstance(value, Role):
                roles[value.code] = value
            elif isinstance(value, Agency):
                agencies[value.code] = value
    return Registry(list(found.values()), settings, roles, agencies)


def _modules(package: str) -> Iterator[ModuleType]:
    root = importlib.import_module(package)
    yield root
    for info in pkgutil.iter_modules(root.__path__, f"{package}."):
        # Flows import Prefect and the calculators declare no case types: both would only slow the start.
        if info.name.rpartition(".")[2] in {"flows", "calculators", "parameters", "demo", "papers"}:
            continue
        if info.ispkg:
            yield from _modules(info.name)
        else:
            yield importlib.import_module(info.name)
