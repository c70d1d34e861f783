using System.CommandLine;
using SageTasks.Testing;

namespace SageTasks.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    public static TheoryData<string> Commands => [.. "cp;ls;stat;tower run;tower watch;cavatica explain;tes adopt;wes logs;tes cancel;drs resolve;drs get;drs mint;synapse get;synapse store;synapse sync;synapse query;sheet build;sheet validate;serve;doctor;completion;report".Split(';')];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_explains_itself(string command)
    {
        Assert.Equal(0, await _shell.RunAsync([.. command.Split(' '), "--help"]));

        Assert.Contains($" {command} ", _shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tes watch abc")]
    [InlineData("wes watch abc")]
    [InlineData("report --platform tes --to report.html")]
    [InlineData("drs mint a.txt --registry proposal")]
    public async Task A_server_on_the_command_line_is_an_address(string command)
    {
        foreach (var wrong in new[] { "localhost:8000/x", "host/path", "ftp://host/", "" })
        {
            Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync([.. command.Split(' '), "--endpoint", wrong]));
            Assert.Contains($"--endpoint '{wrong}' is no address of a server: write https://host/path.", _shell.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_on_the_command_line_is_the_one_that_is_asked()
    {
        await using var tes = await LocalTes.StartAsync();
        await using var wes = await LocalWes.StartAsync();

        Assert.Equal(ExitCode.NotFound, await _shell.RunAsync("tes", "logs", "absent", "--endpoint", tes.Endpoint.ToString()));
        Assert.Equal(ExitCode.NotFound, await _shell.RunAsync("wes", "logs", "absent", "--endpoint", wes.Endpoint.ToString()));
        Assert.Equal(0, await _shell.RunAsync("report", "--platform", "tes", "--endpoint", tes.Endpoint.ToString(), "--to", _shell["report.html"]));
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("report", "--platform", "tower", "--endpoint", tes.Endpoint.ToString(), "--to", _shell["report.html"]));
        Assert.Contains("--endpoint is the server of --platform tes or wes", _shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense://x")]
    [InlineData("")]
    public async Task A_place_that_is_none_is_said(string place)
    {
        foreach (var command in new[] { "doctor", "ls" })
        {
            Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync(command, place));
            Assert.StartsWith($"error: LOCATION: \"{place}\" is not a location: ", _shell.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_fails_while_the_command_line_is_read_is_one_line()
    {
        var root = new RootCommand { new Argument<string>("WORD") { CustomParser = _ => throw new InvalidOperationException("No such word.") } };
        using var error = new StringWriter();

        Assert.Equal(ExitCode.WrongUse, await CommandLine.RunAsync(root, ["a"], new Terminal(TextReader.Null, TextWriter.Null, error, isInteractive: false)));

        Assert.Equal("error: The command line cannot be read: No such word. See sagetasks --help.", error.ToString().TrimEnd());
    }

    [Fact]
    public async Task Mistakes_are_one_line_for_people_and_JSON_for_programs()
    {
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("tes", "watch"));
        Assert.StartsWith("error: ", _shell.Error, StringComparison.Ordinal);
        Assert.EndsWith("See sagetasks tes watch --help.", _shell.Error.TrimEnd(), StringComparison.Ordinal);

        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("tes", "watch", "-o", "json"));
        Assert.Equal(ExitCode.WrongUse, System.Text.Json.JsonDocument.Parse(_shell.Error).RootElement.GetProperty("code").GetInt32());
    }
}
