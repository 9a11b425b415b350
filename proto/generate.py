"""Regenerate the checked-in stubs, or lint the contract.

    python proto/generate.py [DIRECTORY]   write stubs (default: beside the .proto files)
    python proto/generate.py --lint        buf lint, without buf's own module registry

Needs grpcio-tools, mypy-protobuf and buf-bin. The google protos come from googleapis-common-protos.
"""

import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

PROTO_ROOT = Path(__file__).resolve().parent
GOOGLE_PROTOS = sysconfig.get_path("purelib")
SCRIPTS = Path(sys.executable).parent


def sources() -> list[str]:
    """Paths of all .proto files, relative to the proto root, sorted."""
    return sorted(path.relative_to(PROTO_ROOT).as_posix() for path in PROTO_ROOT.rglob("*.proto"))


def generate(directory: Path) -> None:
    """Write stubs and type stubs of every .proto file below `directory`."""
    _protoc(
        f"--plugin=protoc-gen-mypy={SCRIPTS / 'protoc-gen-mypy'}",
        f"--plugin=protoc-gen-mypy_grpc={SCRIPTS / 'protoc-gen-mypy_grpc'}",
        f"--python_out={directory}",
        f"--grpc_python_out={directory}",
        f"--mypy_out=quiet:{directory}",
        f"--mypy_grpc_out=quiet:{directory}",
    )
    for source in sources():
        if "\nservice " not in (PROTO_ROOT / source).read_text(encoding="utf-8"):
            stem = source.removesuffix(".proto")
            (directory / f"{stem}_pb2_grpc.py").unlink()
            (directory / f"{stem}_pb2_grpc.pyi").unlink(missing_ok=True)


def lint() -> int:
    """Run buf lint on an image built by protoc; return its exit status."""
    with tempfile.TemporaryDirectory() as directory:
        image = Path(directory) / "image.binpb"
        _protoc("--include_imports", "--include_source_info", f"--descriptor_set_out={image}")
        command: list[str | Path] = [SCRIPTS / "buf", "lint", image, "--config", PROTO_ROOT / "buf.yaml"]
        command += ["--path", "newsassay"]
        return subprocess.run(command, check=False).returncode  # noqa: S603 - fixed command


def _protoc(*arguments: str) -> None:
    include = [f"-I{PROTO_ROOT}", f"-I{GOOGLE_PROTOS}"]
    command = [sys.executable, "-m", "grpc_tools.protoc", *include, *arguments, *sources()]
    subprocess.run(command, check=True)  # noqa: S603 - fixed command


if __name__ == "__main__":
    if sys.argv[1:] == ["--lint"]:
        sys.exit(lint())
    generate(Path(sys.argv[1]) if sys.argv[1:] else PROTO_ROOT)
