"""Regenerate the checked-in stubs, or freeze the contract of a release.

    python proto/generate.py [DIRECTORY]   write stubs (default: beside the .proto files)
    python proto/generate.py --release     make today's contract the one that `buf breaking` compares with

Needs grpcio-tools and mypy-protobuf; for a release, buf-bin.
"""

import subprocess
import sys
from pathlib import Path

PROTO_ROOT = Path(__file__).resolve().parent
RELEASED = PROTO_ROOT / "released.binpb"
SCRIPTS = Path(sys.executable).parent


def sources() -> list[str]:
    """Paths of the contract's .proto files, relative to the proto root, sorted."""
    return sorted(path.relative_to(PROTO_ROOT).as_posix() for path in PROTO_ROOT.glob("newsassay/**/*.proto"))


def generate(directory: Path) -> None:
    """Write stubs and type stubs of the contract below `directory`."""
    command = [sys.executable, "-m", "grpc_tools.protoc", f"-I{PROTO_ROOT}"]
    command += [
        f"--plugin=protoc-gen-mypy={SCRIPTS / 'protoc-gen-mypy'}",
        f"--plugin=protoc-gen-mypy_grpc={SCRIPTS / 'protoc-gen-mypy_grpc'}",
        f"--python_out={directory}",
        f"--grpc_python_out={directory}",
        f"--mypy_out=quiet:{directory}",
        f"--mypy_grpc_out=quiet:{directory}",
    ]
    subprocess.run([*command, *sources()], check=True)  # noqa: S603 - fixed command
    for source in sources():
        if "\nservice " not in (PROTO_ROOT / source).read_text(encoding="utf-8"):
            stem = source.removesuffix(".proto")
            (directory / f"{stem}_pb2_grpc.py").unlink()
            (directory / f"{stem}_pb2_grpc.pyi").unlink(missing_ok=True)


def release() -> None:
    """Write the contract, without comments, as an image: what later versions must not break."""
    command = [f"{SCRIPTS / 'buf'}", "build", f"{PROTO_ROOT}", "--exclude-source-info", "-o", f"{RELEASED}"]
    subprocess.run(command, check=True)  # noqa: S603 - fixed command


if __name__ == "__main__":
    if sys.argv[1:] == ["--release"]:
        release()
    else:
        generate(Path(sys.argv[1]) if sys.argv[1:] else PROTO_ROOT)
