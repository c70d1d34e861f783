using System.CommandLine;

namespace SageTasks.Cli;

/// <summary><c>completion</c>: scripts by which shells complete the command. They ask the command itself.</summary>
internal static class CompletionCommand
{
    // The command is given the line up to the cursor, and a position behind all of it: shells count in bytes or characters, each after its locale.
    private const string Bash = """
        _sagetasks() {
          local line="${COMP_LINE:0:$COMP_POINT}" word
          COMPREPLY=()
          while IFS= read -r word; do
            if [[ -n $word && $word == "${line##*[[:space:]]}"* ]]; then COMPREPLY+=("$word"); fi
          done < <(sagetasks "[suggest:1000000]" "$line" 2>/dev/null)
        }
        complete -o default -F _sagetasks sagetasks
        """;

    private const string Zsh = """
        _sagetasks() {
          local -a found
          found=(${(f)"$(sagetasks "[suggest:1000000]" "$LBUFFER" 2>/dev/null)"})
          compadd -a found || _files
        }
        compdef _sagetasks sagetasks
        """;

    private const string Fish = """
        complete -c sagetasks -a '(sagetasks "[suggest:1000000]" (commandline --cut-at-cursor | string collect) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName sagetasks -ScriptBlock {
          param($word, $line, $position)
          sagetasks "[suggest:$position]" "$line" 2>$null | Where-Object { $_.StartsWith($word) } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
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
