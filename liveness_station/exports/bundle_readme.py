"""The text that a bundle says of itself."""


def readme(job: str | None, count: int, *, is_signed: bool) -> str:
    """Returns README.txt of a bundle.

    Args:
        job: whose entries it holds, None for a range.
        count: how many entries.
        is_signed: whether its checkpoint bears a signature.
    """
    extent = (
        "All entries from the first number to the last are here: none in between is left out."
        if job is None
        else "These are entries of one job. That there are no more of it, a bundle cannot show."
    )
    signed = (
        "Take station.key from where the station's administrator keeps it, not from this file:\n"
        "with the key in here, anybody could have made all of this."
        if is_signed
        else "This station has no keys: the checkpoint is not signed, and nothing here proves who\n"
        "made it. Compare checkpoint.txt with a copy that was kept outside the station."
    )
    return f"""Evidence from a liveness station: {count} entries of its record

To verify, with any Python from 3.9 on and nothing else:

    python verify.py BUNDLE.zip --public-key station.key

{signed}
If you doubt this file's own verify.py, take that, too, from the station's makers.

Proven, where it says "unaltered": that each entry is, letter for letter, in the record whose
checkpoint this is, in its place, and that who has the station's key vouched for that. {extent}
What stands in private/ and pictures/ is what the entries' digests are of.

Not proven: that an entry was true when it was made; that the record was not continued, or undone,
after this checkpoint; README.txt and verify.py themselves.

entries/        the bodies of the entries, exactly as they are in the record
manifest.json   what belongs to their hashes beside the body, and the proof of each (RFC 9162)
checkpoint.txt  what the record held: number of entries, root, newest hash, signature (C2SP)
private/        what could name a person, if it was asked for
pictures/       pictures, if they were kept and asked for
"""
