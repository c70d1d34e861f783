using System.Text.Json;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Cli.Tests;

/// <summary>Failures are told in the words of whoever types commands, with the code that the README promises.</summary>
public sealed class WordingTests : IDisposable
{
    private static readonly SubmissionKey Key = SubmissionKey.Parse(new string('a', SubmissionKey.Length));

    private readonly Shell _shell = new();
    private readonly string? _home = Environment.GetEnvironmentVariable("HOME");

    public static TheoryData<string, Exception> Refusals => new()
    {
        { "use --ledger, or accept the risk of a second run with --accept-risk.", new LookupIncompleteException(Key, "The list ended early.") },
        { "Submit again later.", new ClaimHeldException(Key, TimeSpan.FromMinutes(5)) },
        { "raise --max-attempts or start a new run on purpose: --force REASON.", new AttemptsExhaustedException(Key, Ended(RunState.Failed), 2, []) },
        { "then start a new run on purpose: --force REASON.", new AttemptsExhaustedException(Key, Ended(RunState.SystemFailed), 3, []) },
        { "give --resubmit-canceled, or --force REASON", new RunCanceledException(Key, Ended(RunState.Canceled)) },
    };

    public WordingTests()
    {
        Environment.SetEnvironmentVariable("HOME", _shell["home"]);
        _shell.Write("task.json", """{ "executors": [ { "image": "debian:12", "command": [ "true" ] } ] }""");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("HOME", _home);
        _shell.Dispose();
    }

    [Theory]
    [InlineData(4, "TOWER_ACCESS_TOKEN", "tower watch 1")]
    [InlineData(4, "TOWER_ACCESS_TOKEN is no token", "tower watch 1", "TOWER_ACCESS_TOKEN=two words")]
    [InlineData(2, "--workspace organization/workspace", "tower watch 1", "TOWER_ACCESS_TOKEN=abc", "TOWER_WORKSPACE_ID=lab")]
    [InlineData(4, "SB_AUTH_TOKEN", "cavatica watch 1")]
    [InlineData(4, "SB_PROFILE is 'lab'", "cavatica watch 1", "SB_PROFILE=lab")]
    [InlineData(4, "SB_AUTH_TOKEN", "ls sbg://lab/study/")]
    [InlineData(4, "SYNAPSE_AUTH_TOKEN is no token", "ls syn://syn1/", "SYNAPSE_AUTH_TOKEN=two words")]
    [InlineData(2, "Give --endpoint, or set TES_ENDPOINT or FUNNEL_SERVER", "tes watch 1")]
    [InlineData(4, "TES_TOKEN is no token", "tes watch 1", "TES_ENDPOINT=http://127.0.0.1:9", "TES_TOKEN=two words")]
    [InlineData(4, "Set FUNNEL_SERVER_PASSWORD", "tes watch 1", "TES_ENDPOINT=http://127.0.0.1:9", "FUNNEL_SERVER_USER=ann")]
    [InlineData(2, "Use https.", "tes watch 1", "TES_ENDPOINT=http://tes.example.org", "TES_TOKEN=abc")]
    [InlineData(2, "Give --endpoint, or set WES_ENDPOINT", "wes watch 1")]
    [InlineData(2, "Set AWS_REGION, or AWS_ENDPOINT_URL.", "ls s3://lab/")]
    [InlineData(2, "Set AZURE_STORAGE_ACCOUNT or AZURE_STORAGE_CONNECTION_STRING.", "ls az://lab/")]
    [InlineData(2, "AZURE_STORAGE_KEY is not an account key", "ls az://lab/", "AZURE_STORAGE_ACCOUNT=lab", "AZURE_STORAGE_KEY=###")]
    [InlineData(2, "AZURE_STORAGE_SAS_TOKEN is not a shared access signature", "ls az://lab/", "AZURE_STORAGE_ACCOUNT=lab", "AZURE_STORAGE_SAS_TOKEN=abc")]
    [InlineData(2, "AZURE_STORAGE_CONNECTION_STRING is not one of a storage account", "ls az://lab/", "AZURE_STORAGE_CONNECTION_STRING=abc")]
    [InlineData(2, "set AZURE_STORAGE_KEY, AZURE_STORAGE_SAS_TOKEN or AZURE_STORAGE_ANONYMOUS=true.", "ls az://lab/", "AZURE_STORAGE_ENDPOINT=http://127.0.0.1:9/lab")]
    [InlineData(2, "Use https.", "stat http://files.example.org/a.bin")]
    [InlineData(2, "SHELL 'ksh': write one of 'bash' ", "completion ksh")]
    [InlineData(2, "--platform 'slurm': write one of 'tower' ", "report --platform slurm")]
    [InlineData(2, "--state 'lost': write one of unknown, ", "report --platform tes --state failed --state lost")]
    public async Task What_is_missing_is_named_as_the_user_would_set_it_in_one_line(int code, string told, string command, params string[] variables)
    {
        foreach (var variable in variables)
        {
            _shell.Set(variable.Split('=', 2)[0], variable.Split('=', 2)[1]);
        }

        Assert.True(code == await _shell.RunAsync(command.Split(' ')), _shell.Error);

        Assert.Single(_shell.Error.TrimEnd().Split('\n'));
        Assert.Contains(told, _shell.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\(Parameter|Options|ServiceURL|RegionEndpoint|[Ss]et (Token|Endpoint|Region|Account|Anonymous)|AllowInsecure|SageTasks\.|System\.|two words", _shell.Error);
    }

    [Theory]
    [InlineData("--own-key is blank", "--own-key", " ")]
    [InlineData("give their digests or versions with --input", "--require-content")]
    public async Task What_identifies_work_is_named_by_its_option(string told, params string[] options)
    {
        _shell.Write("task.json", """{ "executors": [ { "image": "debian:12", "command": [ "true" ] } ], "inputs": [ { "url": "s3://lab/a", "path": "/a" } ] }""");
        await using var tes = await LocalTes.StartAsync();
        _shell.Set("TES_ENDPOINT", tes.Endpoint.ToString());

        Assert.True(ExitCode.WrongUse == await _shell.RunAsync(["tes", "run", _shell["task.json"], .. options]), _shell.Error);

        Assert.Contains(told, _shell.Error, StringComparison.Ordinal);
        Assert.Empty(tes.Tasks);
    }

    [Fact]
    public async Task What_a_copy_says_of_one_file_is_said_in_the_same_words()
    {
        string[] copy = ["cp", "http://files.example.org/a.bin", _shell["a.bin"]];

        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync(copy));
        Assert.EndsWith("Use https.", _shell.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync([.. copy, "-o", "json"]));
        Assert.EndsWith("Use https.", JsonDocument.Parse(_shell.Output.Split('\n')[0]).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_the_guard_refuses_is_told_with_the_commands_options(string told, Exception refusal)
    {
        Assert.Contains(told, Wording.Of(refusal), StringComparison.Ordinal);
        Assert.DoesNotMatch("Policy|Options|Inputs|OwnKey|ClaimTimeout|MaxAttempts|MaxSystemAttempts|Secrets|a ledger", Wording.Of(refusal));
    }

    [Fact]
    public async Task A_place_of_this_machine_that_cannot_be_written_is_neither_a_tokens_matter_nor_one_of_waiting()
    {
        _shell.Write("a.txt", "ACGT");

        Assert.True(ExitCode.Failed == await _shell.RunAsync("cp", _shell["a.txt"], _shell["a.txt"] + "/below.txt"), _shell.Error);
        Assert.True(ExitCode.Failed == await _shell.RunAsync("cp", _shell["a.txt"], _shell[new string('n', 300)]), _shell.Error);
        Directory.CreateDirectory(_shell["evidence"]);
        Assert.True(ExitCode.Failed == await _shell.RunAsync("report", _shell["evidence"], "--to", _shell["absent/report.html"]), _shell.Error);

        Assert.StartsWith($"error: --to {_shell["absent/report.html"]} cannot be written: ", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_on_the_way_is_JSON_where_results_are()
    {
        Assert.Equal(ExitCode.Done, await _shell.RunAsync("ls", _shell["home"] + "/../", "-o", "json"));
        Assert.StartsWith("1 objects, ", JsonDocument.Parse(_shell.Error).RootElement.GetProperty("note").GetString(), StringComparison.Ordinal);

        _shell.Write("evidence/broken.json", "{");
        Assert.Equal(ExitCode.Done, await _shell.RunAsync("report", _shell["evidence"], "--to", _shell["report.html"], "-o", "json"));
        Assert.Contains("broken.json", JsonDocument.Parse(_shell.Error).RootElement.GetProperty("warning").GetString(), StringComparison.Ordinal);
    }

    private static RunSnapshot Ended(RunState state) => new() { Id = "1", State = state };
}
