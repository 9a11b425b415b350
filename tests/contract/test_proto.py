"""The contract compiles by itself, is clean, breaks nothing, and the checked-in stubs are what it says."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from google.protobuf.descriptor import FileDescriptor
from google.protobuf.descriptor_pb2 import DescriptorProto, FileDescriptorProto, FileDescriptorSet
from google.rpc import error_details_pb2, status_pb2

PROTO = Path(__file__).parents[2] / "proto"
BUF = Path(sys.executable).with_name("buf")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", PROTO / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of .proto files as a stranger gets it: no stubs, no tools, no Python packages beside it."""
    folder = tmp_path_factory.mktemp("contract") / "proto"
    shutil.copytree(PROTO, folder, ignore=shutil.ignore_patterns("*.py*", "__pycache__"))
    return folder


def run_offline(command: list[str], folder: Path) -> str:
    """Run a command without a way to any network; return what it printed."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "HTTPS_PROXY": "http://127.0.0.1:1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_regenerating_the_stubs_gives_the_same_bytes(generator: ModuleType, tmp_path: Path) -> None:
    generator.generate(tmp_path)
    fresh = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*_pb2*.py*")}
    checked_in = {path.relative_to(PROTO): path.read_bytes() for path in PROTO.rglob("*_pb2*.py*")}
    checked_in = {path: content for path, content in checked_in.items() if path.suffix != ".pyc"}
    assert sorted(fresh) == sorted(checked_in)
    assert [str(path) for path in fresh if fresh[path] != checked_in[path]] == []


def test_buf_builds_and_lints_it(contract: Path) -> None:
    run_offline([f"{BUF}", "build"], contract)
    assert run_offline([f"{BUF}", "lint"], contract) == ""


def test_it_breaks_nothing_that_was_released(contract: Path) -> None:
    assert run_offline([f"{BUF}", "breaking", "--against", "released.binpb"], contract) == ""


@pytest.fixture(scope="module")
def compiled(generator: ModuleType, contract: Path) -> FileDescriptorSet:
    """What plain protoc makes of it."""
    command = [sys.executable, "-m", "grpc_tools.protoc", "-I.", "--include_imports"]
    run_offline([*command, "--descriptor_set_out=all.binpb", *generator.sources()], contract)
    return FileDescriptorSet.FromString((contract / "all.binpb").read_bytes())


def test_every_language_has_a_package(compiled: FileDescriptorSet) -> None:
    ours = [file for file in compiled.file if file.package == "newsassay.v1"]
    assert {
        (
            file.options.go_package,
            file.options.java_package,
            file.options.java_multiple_files,
            file.options.csharp_namespace,
            file.options.ruby_package,
            file.options.php_namespace,
        )
        for file in ours
    } == {
        ("newsassay/v1;newsassayv1", "newsassay.v1", True, "Newsassay.V1", "Newsassay::V1", "Newsassay\\V1")
    }
    assert len({file.options.java_outer_classname for file in ours}) == len(ours)


@pytest.mark.parametrize(
    "public", [error_details_pb2.DESCRIPTOR, status_pb2.DESCRIPTOR], ids=lambda file: file.name
)
def test_errors_are_those_of_every_other_service(contract: Path, public: FileDescriptor) -> None:
    command = [
        sys.executable,
        "-m",
        "grpc_tools.protoc",
        "-I.",
        "--descriptor_set_out=errors.binpb",
        public.name,
    ]
    run_offline(command, contract)
    (ours,) = FileDescriptorSet.FromString((contract / "errors.binpb").read_bytes()).file
    theirs = FileDescriptorProto()
    public.CopyToProto(theirs)
    for file in (ours, theirs):
        file.options.ClearField("cc_enable_arenas")  # on by default in protobuf by now
    assert ours.options == theirs.options
    messages = {message.name: message for message in theirs.message_type}
    for message in ours.message_type:
        assert plain(message) == plain(messages[message.name])


def plain(message: DescriptorProto) -> DescriptorProto:
    """Without what can be derived: generated code leaves that out."""
    for field in message.field:
        field.ClearField("json_name")
    for nested in message.nested_type:
        plain(nested)
    return message
