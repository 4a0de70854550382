"""What a shift, a day and an engine came to: figures made of records. Pure."""
