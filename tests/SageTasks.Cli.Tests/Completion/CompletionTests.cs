using System.Diagnostics;

namespace SageTasks.Cli.Tests.Completion;

/// <summary>The scripts as shells execute them, with the command in a process of its own.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Shells_complete_by_asking_the_command(string shell)
    {
        Assert.Equal(0, await _shell.RunAsync("completion", shell));

        Assert.Contains("sagetasks \"[suggest:", _shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sagetasks tes ex", "", "explain")]
    [InlineData("sagetasks cp 'é 🧬 reads' --man", "", "--manifest")]
    [InlineData("sagetasks cp 'é 🧬 reads' --man", " b.txt", "--manifest")]
    [InlineData("sagetasks cp nothing-of-this-name", "", "")]
    [InlineData("sagetasks cp file", "", "")]
    public async Task Bash_completes_what_stands_before_the_cursor(string before, string after, string words)
    {
        await _shell.RunAsync("completion", "bash");
        var script = _shell.Write("complete.sh", $$"""
            sagetasks() { dotnet '{{typeof(CommandLine).Assembly.Location}}' "$@"; }
            {{_shell.Output}}
            before=$1 COMP_LINE=$1$2 COMP_POINT=${#before}
            _sagetasks
            printf '%s\n' "${COMPREPLY[@]}"
            complete -p sagetasks
            """);

        foreach (var locale in new[] { "C.UTF-8", "C" })
        {
            var start = new ProcessStartInfo("bash", ["--norc", script, before, after]) { RedirectStandardOutput = true, UseShellExecute = false };
            start.Environment["LC_ALL"] = locale;
            using var bash = Process.Start(start)!;
            Assert.Equal($"{words}\ncomplete -o default -F _sagetasks sagetasks\n", await bash.StandardOutput.ReadToEndAsync());
        }
    }
}
