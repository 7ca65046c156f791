"""The command that prints what a shell needs to complete commands and options: completion."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.errors import ExtractorError

SHELLS = ("bash", "zsh", "fish", "powershell")


def completion(
    shell: Annotated[str, typer.Argument(help="bash, zsh, fish or powershell.", metavar="SHELL")],
) -> None:
    """Print the completion script of a shell.

    Example: source <(extractor completion bash)

    Example: extractor completion fish > ~/.config/fish/completions/extractor.fish
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # typer names it in no list

    if shell not in SHELLS:
        raise ExtractorError("E402", found=shell, what="shell", known=", ".join(SHELLS))
    typer.echo(get_completion_script(prog_name="extractor", complete_var="_EXTRACTOR_COMPLETE", shell=shell))
