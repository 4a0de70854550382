"""What the schemas of the fields are made of. Only data."""

from typing import Any, Final

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
FLAG: Final[Schema] = {"type": "boolean"}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
WHOLE: Final[Schema] = {"type": "integer"}
TEXTS: Final[Schema] = {"type": "array", "items": TEXT}
DIGEST: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
NUMBER: Final[Schema] = {"type": "string", "pattern": "^-?[0-9.]+([eE][-+]?[0-9]+)?$"}
MS: Final[Schema] = {"type": "string", "pattern": "^[0-9]+\\.[0-9]{3}$"}
UTC: Final[Schema] = {"type": "string", "pattern": "^[0-9T:.-]+Z$"}


def maybe(schema: Schema) -> Schema:
    """Returns a schema that also takes null."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(codes: Any) -> Schema:
    """Returns the schema of an enum's stable codes."""
    return {"enum": [code.value for code in codes]}
