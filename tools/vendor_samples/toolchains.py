"""How a program of each language is compiled and run, with what this machine has."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

STAND_INS: Final = Path(__file__).parent / "stand_ins"
_JARS: Final = ("httpclient", "httpcore", "commons-logging", "commons-codec", "commons-io")
_JAR_FOLDER: Final = Path("/usr/share/java")
_RUNTIME_CONFIG: Final = """{"runtimeOptions": {"framework":
{"name": "Microsoft.NETCore.App", "version": "%s"}, "rollForward": "major"}}"""


class ToolchainMissingError(Exception):
    """A language cannot be run on this machine; the text says what to install."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with one program.

    Attributes:
        file_name: what to call the program.
        commands: run one after the other in the program's folder.
        extra_files: further files for that folder, by name.
        copies: files to copy into that folder.
    """

    file_name: str
    commands: tuple[tuple[str, ...], ...]
    extra_files: tuple[tuple[str, str], ...] = ()
    copies: tuple[Path, ...] = ()


def plan(language: str, text: str, *, dotnet: Path | None = None) -> Plan:
    """Returns how to run a program.

    Args:
        language: one of the page's.
        text: the program.
        dotnet: the folder of a .NET SDK; None for the one on the path.

    Raises:
        ToolchainMissingError: something is not installed.
    """
    if language == "Python":
        return Plan("sample.py", ((sys.executable, "sample.py"),))
    if language == "JavaScript":
        return Plan("sample.js", ((_tool("node", "nodejs"), "sample.js"),))
    if language == "PHP":
        return Plan("sample.php", ((_tool("php", "php-cli php-curl"), "sample.php"),))
    if language == "Java":
        return _plan_java(text)
    return _plan_csharp(dotnet)


def _plan_java(text: str) -> Plan:
    packages = "libhttpclient-java libcommons-io-java"
    jars = [_JAR_FOLDER / f"{name}.jar" for name in _JARS]
    if not all(jar.is_file() for jar in jars):
        raise ToolchainMissingError(f"install {packages}")
    class_name = text.partition("public class ")[2].partition(" ")[0]
    class_path = ":".join([".", *map(str, jars)])
    stand_in = STAND_INS / "com" / "alibaba" / "fastjson2" / "JSONObject.java"
    java, javac = _tool("java", "a JDK"), _tool("javac", "a JDK")
    options = ("-encoding", "UTF-8", "-nowarn", "-d", ".", "-cp", class_path)
    return Plan(
        f"{class_name}.java",
        (
            (javac, *options, str(stand_in), f"{class_name}.java"),
            (java, "-cp", class_path, class_name),
        ),
    )


def _plan_csharp(dotnet: Path | None) -> Plan:
    found = shutil.which("dotnet")
    if dotnet is None and found is None:
        raise ToolchainMissingError("give --dotnet FOLDER (see README.md)")
    folder = dotnet or Path(str(found)).resolve().parent
    compiler = _newest(folder, "sdk/*/Roslyn/bincore/csc.dll")
    json_library = _newest(folder, "sdk/*/Newtonsoft.Json.dll")
    references = _newest(
        folder, "packs/Microsoft.NETCore.App.Ref/*/ref/*/System.Runtime.dll"
    ).parent
    runtime = _newest(folder, "shared/Microsoft.NETCore.App/*/System.Runtime.dll").parent.name
    libraries = [*sorted(references.glob("*.dll")), json_library]
    program = str(folder / "dotnet")
    return Plan(
        "sample.cs",
        (
            (
                program,
                str(compiler),
                "-nologo",
                "-out:sample.dll",
                *(f"-r:{library}" for library in libraries),
                "sample.cs",
            ),
            (program, "sample.dll"),
        ),
        extra_files=(("sample.runtimeconfig.json", _RUNTIME_CONFIG % runtime),),
        copies=(json_library,),
    )


def _newest(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if not found:
        raise ToolchainMissingError(f"{folder} holds no .NET SDK: no {pattern}")
    return found[-1]


def _tool(name: str, packages: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ToolchainMissingError(f"install {packages}")
    return found
