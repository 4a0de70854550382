"""What `doctor` says of the texts that subjects are asked with."""

from liveness_station.app.consent_files import HOUSE_FOLDER, read_consent_texts
from liveness_station.app.findings import Finding
from liveness_station.app.paths import Places


def look_at_consent(places: Places) -> Finding:
    """Says which texts there are; warns of one that is not shown, fails where nobody can be asked.

    A desk that asks and has no text captures nobody.
    """
    shelf = read_consent_texts(places.consent_texts, places.config / HOUSE_FOLDER)
    unusable = ", ".join(f"{one.file_name} ({one.trouble.value})" for one in shelf.problems)
    if not shelf.texts.languages:
        detail = f"there is no text to ask with; not usable: {unusable or 'none found'}"
        return Finding("consent texts", "fail", detail, "install the program anew")
    newest = (shelf.texts.newest(language) for language in shelf.texts.languages)
    named = ", ".join(
        f"{'house-' if one.is_house else ''}{one.name} ({one.language})" for one in newest
    )
    if not unusable:
        return Finding("consent texts", "pass", named)
    step = "mend the file as docs/consent.md says; until then the texts above are shown"
    return Finding("consent texts", "warn", f"{named}; not shown: {unusable}", step)
