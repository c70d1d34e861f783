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
