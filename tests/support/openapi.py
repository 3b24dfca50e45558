"""GitHub's own description of its API: what a request may ask, and what an answer has to look like.

``github-openapi.json`` is an extract of the npm package @octokit/openapi (MIT licence, see NOTICE): the operations
that the program uses. ``python -m tests.support.openapi PATH/TO/api.github.com.json`` makes it anew.
"""

import json
import re
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from tests.support.exchange import Answer, Asked, Json

EXTRACT = Path(__file__).with_name("github-openapi.json")

_REPOSITORY = "/repos/{owner}/{repo}"
OPERATIONS = (
    ("get", _REPOSITORY),
    ("get", f"{_REPOSITORY}/git/ref/{{ref}}"),
    ("get", f"{_REPOSITORY}/git/commits/{{commit_sha}}"),
    ("get", f"{_REPOSITORY}/compare/{{basehead}}"),
    ("get", f"{_REPOSITORY}/git/trees/{{tree_sha}}"),
    ("get", f"{_REPOSITORY}/git/blobs/{{file_sha}}"),
    ("post", f"{_REPOSITORY}/git/trees"),
    ("post", f"{_REPOSITORY}/git/commits"),
    ("post", f"{_REPOSITORY}/git/refs"),
    ("patch", f"{_REPOSITORY}/git/refs/{{ref}}"),
    ("delete", f"{_REPOSITORY}/git/refs/{{ref}}"),
    ("get", f"{_REPOSITORY}/pulls"),
    ("post", f"{_REPOSITORY}/pulls"),
    ("patch", f"{_REPOSITORY}/pulls/{{pull_number}}"),
    ("post", f"{_REPOSITORY}/pulls/{{pull_number}}/requested_reviewers"),
    ("post", f"{_REPOSITORY}/issues/{{issue_number}}/labels"),
    ("post", f"{_REPOSITORY}/issues/{{issue_number}}/assignees"),
)
_LEFT_OUT = {"description", "example", "examples", "externalDocs", "summary", "tags", "title", "x-github", "x-octokit"}


class Description:
    """The operations that the program uses."""

    @cached_property
    def _tree(self) -> Json:
        tree: Json = json.loads(EXTRACT.read_text("utf-8"))
        return tree

    def breaches(self, asked: Asked, answer: Answer) -> Iterator[str]:
        """How a request, or its answer, is not as GitHub describes it."""
        where = f"{asked.method} {asked.path}"
        operation = self._operation(asked)
        if operation is None:
            yield f"{where} is no operation"
            return
        yield from (f"{where}: no parameter {name}" for name in asked.query if name not in operation["query"])
        if operation["request"] is not None:
            yield from (f"{where}: {problem}" for problem in self._problems(operation["request"], asked.body))
            yield from (f"{where}: no such field: {name}" for name in self._unknown(operation["request"], asked.body))
        elif asked.body is not None:
            yield f"{where} takes no body"
        schema = operation["answers"].get(str(answer.status))
        if schema is None and answer.status >= 300:
            # A refusal whose form is not described has at least the form of all.
            schema = {"$ref": "#/components/schemas/basic-error"}
        if schema is not None:
            yield from (
                f"{where} answers {answer.status}: {problem}" for problem in self._problems(schema, answer.body)
            )
        elif answer.body is not None:
            yield f"{where} answers {answer.status} with a body"

    def answer(self, asked: Asked, status: int, values: object) -> object:
        """An answer that has ``values``, and stand-ins for all else that GitHub's always has."""
        operation = self._operation(asked)
        assert operation is not None, asked
        return self._filled(operation["answers"][str(status)], values)

    def _operation(self, asked: Asked) -> Json | None:
        for template, operations in self._tree["paths"].items():
            pattern = re.sub(r"\{(ref|tree_sha)\}", "(.+)", template)
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", pattern), asked.path) and asked.method.lower() in operations:
                operation: Json = operations[asked.method.lower()]
                return operation
        return None

    def _problems(self, schema: Json, value: object) -> Iterator[str]:
        whole = {**schema, "components": self._tree["components"]}
        for error in Draft202012Validator(whole).iter_errors(value):
            yield f"{error.json_path}: {error.message[:300]}"

    def _resolved(self, schema: Json) -> Json:
        while "$ref" in schema:
            schema = self._tree["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return schema

    def _unknown(self, schema: Json, value: object) -> Iterator[str]:
        schema = self._resolved(schema)
        if isinstance(value, list):
            yield from (name for item in value for name in self._unknown(schema.get("items", {}), item))
        elif isinstance(value, dict):
            for choice in (schema, *schema.get("anyOf", ()), *schema.get("oneOf", ())):
                if "properties" in choice:
                    yield from (name for name in value if name not in choice["properties"])
                    for name, inner in choice["properties"].items():
                        yield from self._unknown(inner, value.get(name))

    def _filled(self, schema: Json, values: Any) -> object:
        schema = self._resolved(schema)
        for choice in ("anyOf", "oneOf", "allOf"):
            if choice in schema and "properties" not in schema:
                return self._filled(schema[choice][0], values)
        if isinstance(values, dict) and "properties" in schema:
            names = dict.fromkeys((*schema.get("required", ()), *values))
            return {
                name: self._filled(schema["properties"].get(name, {}), values[name])
                if name in values
                else self._stand_in(schema["properties"][name])
                for name in names
            }
        if isinstance(values, list) and "items" in schema:
            return [self._filled(schema["items"], value) for value in values]
        return values

    def _stand_in(self, schema: Json) -> object:
        schema = self._resolved(schema)
        types = schema.get("type", "object")
        if "null" in types or {"type": "null"} in schema.get("anyOf", ()):
            return None
        if "enum" in schema:
            return schema["enum"][0]
        if types == "string":
            return "2026-01-01T00:00:00Z" if schema.get("format") == "date-time" else "x" * schema.get("minLength", 1)
        simple: Json = {"integer": 1, "number": 1, "boolean": False, "array": []}
        return simple[types] if types in simple else self._filled(schema, {})


def extract(whole: Json) -> Json:
    """The used operations and all the schemas that they refer to, as JSON Schema without prose."""
    needed: dict[str, Json] = {}

    def follow(schema: object) -> object:
        if isinstance(schema, list):
            return [follow(item) for item in schema]
        if not isinstance(schema, dict):
            return schema
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            if name not in needed:
                needed[name] = {}
                needed[name] = follow(whole["components"]["schemas"][name])  # type: ignore[assignment]
            return {"$ref": schema["$ref"]}
        return _plain(
            {
                key: {name: follow(inner) for name, inner in value.items()} if key == "properties" else follow(value)
                for key, value in schema.items()
                if key not in _LEFT_OUT
            }
        )

    def content(node: Json) -> object:
        node = _reached(whole, node)
        kinds = node.get("content", {})
        return follow(kinds["application/json"]["schema"]) if "application/json" in kinds else None

    paths: Json = {}
    for method, path in OPERATIONS:
        operation = whole["paths"][path][method]
        parameters = [_reached(whole, parameter) for parameter in operation["parameters"]]
        paths.setdefault(path, {})[method] = {
            "query": sorted(parameter["name"] for parameter in parameters if parameter["in"] == "query"),
            "request": content(operation["requestBody"]) if "requestBody" in operation else None,
            "answers": {status: content(answer) for status, answer in operation["responses"].items()},
        }
    return {"paths": paths, "components": {"schemas": dict(sorted(needed.items()))}}


def _reached(whole: Json, node: Json) -> Json:
    if "$ref" in node:
        found: Json = whole
        for key in node["$ref"].removeprefix("#/").split("/"):
            found = found[key]
        return found
    return node


def _plain(schema: Json) -> Json:
    """OpenAPI's ``nullable`` as JSON Schema says it."""
    if not schema.pop("nullable", False):
        return schema
    if "type" in schema and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def main() -> None:
    """Write the extract anew."""
    whole = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    made = extract(whole)
    source = f"@octokit/openapi {whole['info']['version']}, api.github.com.json, MIT licence, see NOTICE"
    lines = [f'{{"source": {json.dumps(source)},', '"paths": {']
    lines.append(",\n".join(f"{json.dumps(path)}: {_line(node)}" for path, node in made["paths"].items()))
    lines.append('},\n"components": {"schemas": {')
    lines.append(
        ",\n".join(f"{json.dumps(name)}: {_line(node)}" for name, node in made["components"]["schemas"].items())
    )
    lines.append("}}}")
    EXTRACT.write_text("\n".join(lines) + "\n", "utf-8")


def _line(node: object) -> str:
    return json.dumps(node, separators=(",", ":"))


if __name__ == "__main__":
    main()
