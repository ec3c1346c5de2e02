"""The pages of the platform itself."""

from tests.access.saying import everyone

PUBLIC: dict[str, dict[str, str]] = {
    "alive": everyone(),
    "ready": everyone(),
    "ui:accessibility": everyone(),
    "ui:emergency": everyone(),
    "ui:favicon": everyone("led-elsewhere"),
    "ui:gallery": everyone(),
    "ui:legal": everyone(),
    "ui:privacy": everyone(),
    "ui:robots": everyone(),
}
TEAM: dict[str, dict[str, str]] = {}
