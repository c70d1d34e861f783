using System.CommandLine;

namespace SageTasks.Cli;

/// <summary><c>completion</c>: scripts by which shells complete the command. They ask the command itself.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _sagetasks() {
          local IFS=$'\n'
          COMPREPLY=($(sagetasks "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null))
        }
        complete -o default -F _sagetasks sagetasks
        """;

    private const string Zsh = """
        _sagetasks() {
          local -a found
          found=("${(@f)$(sagetasks "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
          compadd -a found || _files
        }
        compdef _sagetasks sagetasks
        """;

    private const string Fish = """
        complete -c sagetasks -a '(sagetasks "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName sagetasks -ScriptBlock {
          param($word, $line, $position)
          sagetasks "[suggest:$position]" "$line" 2>$null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "Prints a script that lets a shell complete commands and options: source <(sagetasks completion bash)") { shell };
        return command.Does(terminal, (call, _) =>
        {
            call.Terminal.Output.WriteLine(call.Get(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                _ => PowerShell,
            });
            return Task.FromResult(ExitCode.Done);
        }, isConfigured: false);
    }
}
