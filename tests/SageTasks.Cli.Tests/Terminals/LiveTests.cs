using System.Diagnostics;
using System.Text.RegularExpressions;
using SageTasks.Testing;

namespace SageTasks.Cli.Tests.Terminals;

/// <summary>What somebody sees who sits at a terminal: the command in a process of its own, at a terminal that <c>script</c> makes.</summary>
public sealed partial class LiveTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [TerminalFact]
    public async Task A_copy_shows_its_bytes_rate_and_remaining_time()
    {
        var screen = await ShownAsync(0, "cp", _shell.Write("a.txt", new string('A', 3_000_000)), _shell["b.txt"]);

        Assert.Matches(@"100% 2\.9 MiB of 2\.9 MiB  [0-9.]+ [KMG]iB/s  0:00 left", screen);
        Assert.EndsWith("copied=1 skipped=0 failed=0 bytes=3000000", screen, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task The_progress_of_a_copy_fits_a_terminal_of_80_columns()
    {
        var screen = await ShownAsync(0, 80, Command(["cp", _shell.Write("a.txt", new string('A', 3_000_000)), _shell["b.txt"]]));

        Assert.Matches(@"(?m)^[━ ]+100% 2\.9 MiB of 2\.9 MiB  [0-9.]+ [KMG]iB/s  0:00 left *$", screen);
    }

    [TerminalFact]
    public async Task A_launch_shows_that_it_goes_on_and_a_watched_run_is_a_row_of_a_board()
    {
        await using var tes = await LocalTes.StartAsync();
        _shell.Set("TES_ENDPOINT", tes.Endpoint.ToString());
        var task = _shell.Write("task.json", """{"name": "once", "executors": [{"image": "debian", "command": ["sh", "-c", "echo done"]}]}""");

        var screen = await ShownAsync(0, "tes", "run", task, "--settle", "0.2", "--wait", "--interval", "0.2");

        Assert.Matches(@"Launching on tes, unless it has this work +00:0", screen);
        Assert.Matches(@"\nlaunched \S+ ", screen);
        Assert.Matches(@"│ run +│ name +│ state +│ since +│", screen);
        Assert.Matches(@"│ \S+ +│ once.* +│ (Queued|Running|Succeeded) +│ ", screen);
        Assert.Matches(@"\n\S+ Succeeded once\S*$", screen);
    }

    [TerminalFact]
    public async Task What_is_watched_is_written_where_results_go_and_a_run_may_be_named_twice()
    {
        await using var tes = await LocalTes.StartAsync();
        _shell.Set("TES_ENDPOINT", tes.Endpoint.ToString());
        var task = _shell.Write("task.json", """{"name": "once", "executors": [{"image": "debian", "command": ["true"]}]}""");
        var run = await ToFileAsync("tes", "run", task, "--settle", "0.2", "--wait", "--interval", "0.2");
        var id = run[0].Split(' ')[1];

        var watched = await ToFileAsync("tes", "watch", id, id);

        Assert.Matches($"^{id} Succeeded", run[^1]);
        Assert.Matches($"^{id} Succeeded", Assert.Single(watched));
    }

    [TerminalFact]
    public async Task What_fails_while_something_is_drawn_is_a_line_of_its_own_that_stays()
    {
        var rows = Enumerable.Range(0, 3000).Select(row => $"{_shell[$"absent{row}"]},{_shell[$"to/{row}"]}\n");
        var manifest = _shell.Write("manifest.csv", "source,destination\n" + string.Concat(rows));

        var screen = await ShownAsync(ExitCode.NotFound, "cp", "--manifest", manifest);

        var errors = screen.Split('\n').Where(line => line.Contains("error: ", StringComparison.Ordinal)).ToList();
        Assert.Equal(3000, errors.Count);
        Assert.All(errors, line => Assert.StartsWith("error: ", line, StringComparison.Ordinal));
        Assert.Contains("%", screen, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task A_quiet_command_shows_nothing_but_its_result()
    {
        var screen = await ShownAsync(0, "cp", _shell.Write("a.txt", "ACGT"), _shell["b.txt"], "--quiet");

        Assert.Equal("copied=1 skipped=0 failed=0 bytes=4", screen);
    }

    // What came to standard output, which is a file while somebody watches.
    private async Task<string[]> ToFileAsync(params string[] args)
    {
        await ShownAsync(0, 120, $"{Command(args)} > '{_shell["output"]}'");
        return await File.ReadAllLinesAsync(_shell["output"]);
    }

    private Task<string> ShownAsync(int code, params string[] args) => ShownAsync(code, 120, Command(args));

    private static string Command(string[] args) => string.Join(' ', args.Prepend(typeof(CommandLine).Assembly.Location).Prepend("dotnet").Select(word => $"'{word}'"));

    // What was drawn, without colours and movements of the cursor.
    private async Task<string> ShownAsync(int code, int columns, string command)
    {
        var start = new ProcessStartInfo("script", ["--quiet", "--return", "--command", $"stty cols {columns}; {command}", _shell["screen"]])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["TERM"] = "xterm";
        using var script = Process.Start(start)!;
        await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        var lines = (await File.ReadAllTextAsync(_shell["screen"])).Split('\n')[1..^2];
        var screen = Movement().Replace(string.Join('\n', lines), "").Replace('\r', '\n').Trim();
        Assert.True(script.ExitCode == code, screen);
        return screen;
    }

    [GeneratedRegex(@"\x1b(\[[0-9;?]*[A-Za-z]|[=>])", RegexOptions.None, 10_000)]
    private static partial Regex Movement();
}
