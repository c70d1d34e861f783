using SageTasks.Testing;

namespace SageTasks.Cli.Tests;

/// <summary>Numbers, times and words that mean nothing are refused while the command line is read.</summary>
public sealed class NumbersTests : IAsyncLifetime, IDisposable
{
    private readonly Shell _shell = new();
    private LocalTes _tes = null!;

    public async Task InitializeAsync()
    {
        _tes = await LocalTes.StartAsync();
        _shell.Set("TES_ENDPOINT", _tes.Endpoint.ToString());
        _shell.Write("task.json", """{ "executors": [ { "image": "debian:12", "command": [ "true" ] } ] }""");
    }

    public async Task DisposeAsync() => await _tes.DisposeAsync();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("run", "--settle", "-1")]
    [InlineData("run", "--settle", "1e9")]
    [InlineData("run", "--settle", "NaN")]
    [InlineData("run", "--max-attempts", "0")]
    [InlineData("run", "--max-attempts", "2.5")]
    [InlineData("run", "--max-age", "1e300")]
    [InlineData("run", "--max-age", "-1")]
    [InlineData("run", "--interval", "-3")]
    [InlineData("run", "--interval", "soon")]
    [InlineData("run", "--deadline", "0")]
    [InlineData("run", "--on-failure", "explode")]
    [InlineData("run", "--output", "xml")]
    [InlineData("watch", "--interval", "0")]
    [InlineData("logs", "--lines", "-1")]
    public async Task What_means_nothing_is_refused_in_one_line_that_names_the_option(string command, string option, string value)
    {
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("tes", command, _shell["task.json"], option, value));

        Assert.StartsWith($"error: {option} '{value}': write ", _shell.Error, StringComparison.Ordinal);
        Assert.Single(_shell.Error.TrimEnd().Split('\n'));
        Assert.Empty(_tes.Journal.Entries);
    }

    [Fact]
    public async Task Words_are_taken_in_any_case_and_completed()
    {
        Assert.Equal(ExitCode.Done, await _shell.RunAsync("tes", "explain", _shell["task.json"], "--on-failure", "ReSubmit", "-o", "JSON", "--settle", "0"));

        await _shell.RunAsync("[suggest:22]", "tes run --on-failure re");
        Assert.Equal(["resubmit", "resume"], _shell.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order());
    }
}
