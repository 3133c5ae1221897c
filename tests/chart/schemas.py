"""Makes the JSON schemas that kubeconform reads, from what Kubernetes and the Prometheus Operator publish of their APIs as
Go modules: python3 schemas.py FOLDER. They are stricter than an API server: a field that nobody knows is refused, and so
is a null, which is what a template leaves where a value is missing."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from manifests import read_yaml

# The oldest that the chart supports, the first with native sidecars, and the newest.
KUBERNETES = {"1.25.16": "h1:pdtEdre7aInDvXas+mWzpTiK/7cpcaGRyYB+Bedr2+Q=",
              "1.29.14": "h1:mbk5M/WaJr/AX7p3p2/7eJjrtI+I3AKu7IEjI8+Ny/U=",
              "1.34.2": "h1:WQdDvYJazkmkwSncgNwGvVtaCt4TYXIU3wSMRgvp3MI="}
OLDEST, NATIVE_SIDECARS, NEWEST = KUBERNETES
OPERATOR = ("0.85.0", "h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=")
PREFIX = "#/definitions/"
# What the documents call a string, and a manifest may write as a number too.
NUMBERS = {"io.k8s.apimachinery.pkg.api.resource.Quantity": ["string", "number"],
           "io.k8s.apimachinery.pkg.util.intstr.IntOrString": ["string", "integer"]}


def download(module, version, checksum):
    """The folder of that module, which the go command keeps."""
    done = subprocess.run(["go", "mod", "download", "-json", f"{module}@v{version}"], capture_output=True, text=True,
                          check=False)
    if done.returncode:
        sys.exit(f"{module}@v{version}: {done.stdout}{done.stderr}")
    found = json.loads(done.stdout)
    if found["Sum"] != checksum:
        sys.exit(f"{module}@v{version}: the checksum is {found['Sum']}, not {checksum}")
    return pathlib.Path(found["Dir"])


def closed(schema):
    """The same, where an object has no other fields than those that are named; without what is there for people."""
    if not isinstance(schema, dict):
        return schema
    if schema.get("x-kubernetes-int-or-string"):
        return {"type": ["string", "integer"]}
    result = {key: schema[key] for key in ("$ref", "type", "enum", "pattern", "required", "minimum", "maximum", "minLength",
                                           "maxLength", "minItems", "maxItems") if key in schema}
    if schema.get("nullable"):
        result["type"] = [schema["type"], "null"]
        if "enum" in result:
            result["enum"] = [*schema["enum"], None]
    if "items" in schema:
        result["items"] = closed(schema["items"])
    if "properties" in schema:
        result["properties"] = {name: closed(value) for name, value in schema["properties"].items()}
    if "additionalProperties" in schema:
        result["additionalProperties"] = closed(schema["additionalProperties"])
    elif "properties" in schema and not schema.get("x-kubernetes-preserve-unknown-fields"):
        result["additionalProperties"] = False
    return result


def named_in(schema):
    """The definitions that a schema refers to."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            # A CustomResourceDefinition has a field of that name.
            if key == "$ref" and isinstance(value, str):
                yield value.removeprefix(PREFIX)
            else:
                yield from named_in(value)


def with_definitions(name, definitions):
    """One kind's schema with all that it needs, itself or by others."""
    needed, left = {}, [name]
    while left:
        if (one := left.pop()) not in needed:
            needed[one] = definitions[one]
            left.extend(named_in(definitions[one]))
    return {"$ref": PREFIX + name, "definitions": needed}


def kubernetes(folder):
    """{file name: schema} of the kinds of one version."""
    swagger = json.loads((folder / "api/openapi-spec/swagger.json").read_text(encoding="utf-8"))["definitions"]
    definitions = {name: {"type": NUMBERS[name]} if name in NUMBERS else closed(schema) for name, schema in swagger.items()}
    for name, schema in swagger.items():
        # What several groups share, such as DeleteOptions, is no object of its own.
        kinds = schema.get("x-kubernetes-group-version-kind", ())
        if len(kinds) == 1:
            yield file_name(**kinds[0]), with_definitions(name, definitions)


def operator(folder):
    """{file name: schema} of the Prometheus Operator's kinds."""
    for path in sorted((folder / "example/prometheus-operator-crd").glob("*.yaml")):
        spec = read_yaml(path.read_text(encoding="utf-8"))["spec"]
        for version in spec["versions"]:
            schema = version["schema"]["openAPIV3Schema"]
            yield file_name(spec["group"], version["name"], spec["names"]["kind"]), closed(schema)


def file_name(group, version, kind):
    """As kubeconform asks for it."""
    return "-".join(part for part in (kind.lower(), group.split(".")[0], version) if part) + ".json"


def write(folder, schemas):
    """All or nothing: a folder that is there is whole, and newer than what made it."""
    if folder.exists() and folder.stat().st_mtime > pathlib.Path(__file__).stat().st_mtime:
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        unfinished = pathlib.Path(scratch) / folder.name
        unfinished.mkdir()
        for name, schema in schemas():
            (unfinished / name).write_text(json.dumps(schema, separators=(",", ":")), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        unfinished.rename(folder)


def make(folder):
    for version, checksum in KUBERNETES.items():
        write(folder / f"v{version}", lambda v=version, c=checksum: kubernetes(download("k8s.io/kubernetes", v, c)))
    write(folder / "prometheus-operator",
          lambda: operator(download("github.com/prometheus-operator/prometheus-operator", *OPERATOR)))


if __name__ == "__main__":
    make(pathlib.Path(sys.argv[1]))
