using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using SageTasks.Runs;
using SageTasks.Tower.Tests.Stubs;

namespace SageTasks.Tower.Tests.Defects;

/// <summary>What other tools lose, show or let through when they launch, each named after the defect, and passed here.</summary>
public sealed class DefectsOfLaunchesTests : IDisposable
{
    private static readonly SubmissionTag Tag = new() { Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz"), Nonce = "2a2b2c2d" };

    private readonly StubTower _tower = new StubTower().Furnish();

    private TowerRuns Runs => field ??= new TowerRuns(_tower.Client());

    private static TowerLaunch Launch => new() { Pipeline = "nf-core/rnaseq", Parameters = new() { ["input"] = "s3://a.csv" } };

    public void Dispose() => _tower.Dispose();

    [Fact]
    public async Task Sagetasks_and_py_orca_lose_the_order_of_the_profiles()
    {
        string[] profiles = ["test", "docker", "arm", "gpu", "awsbatch"];

        await Runs.CreateAsync(await Runs.PrepareAsync(Launch with { Profiles = profiles }), Tag);

        Assert.Equal(profiles, _tower.Launched()["configProfiles"]!.AsArray().Select(profile => (string)profile!));
    }

    [Fact]
    public async Task Sagetasks_sends_the_local_time_as_if_it_were_UTC()
    {
        await Runs.CreateAsync(await Runs.PrepareAsync(Launch), Tag);

        Assert.DoesNotContain("dateCreated", _tower.Launched().Select(field => field.Key));
    }

    [Fact]
    public async Task Sagetasks_prints_the_request_with_its_secrets_while_it_debugs()
    {
        var seen = new Journal();
        var client = new TowerClient(Options(), seen);
        var runs = new TowerRuns(client);

        await runs.CreateAsync(await runs.PrepareAsync(Launch with { Parameters = new() { ["db_password"] = "hunter2-value" }, ConfigText = "x='hunter3-value'" }), Tag);

        Assert.Contains("hunter2-value", (string)_tower.Launched()["paramsText"]!, StringComparison.Ordinal);
        Assert.NotEmpty(seen.Lines);
        Assert.All(seen.Lines, line => Assert.DoesNotContain("-value", line, StringComparison.Ordinal));
        Assert.All(seen.Lines, line => Assert.DoesNotContain("eyJ-test", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tw_relaunch_quietly_drops_parts_of_the_recipe()
    {
        // These are the resumption's own, or mean something else in it.
        string[] own = ["id", "computeEnvId", "runName", "revision", "commitId", "workDir", "sessionId", "resume", "pullLatest", "labelIds", "dateCreated"];
        var stored = new JsonObject { ["id"] = "L9", ["resumeCommitId"] = "c0ffee", ["computeEnv"] = new JsonObject { ["id"] = "ce9" } };
        foreach (var property in typeof(WorkflowLaunchRequest).GetProperties())
        {
            var name = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (!own.Contains(name) && typeof(LaunchConfiguration).GetProperty(property.Name) is not null)
            {
                stored[name] = Sample(property);
            }
        }

        _tower.On("GET", "/workflow/w0", """{"workflow":{"id":"w0","status":"FAILED","launchId":"L9","sessionId":"5e55"}}""")
            .On("GET", "/workflow/w0/launch", new JsonObject { ["launch"] = stored.DeepClone() }.ToJsonString());

        await Runs.ResumeAsync(new RunSnapshot { Id = "w0", State = RunState.Failed }, await Runs.PrepareAsync(Launch), Tag with { Attempt = 2 });

        var sent = _tower.Launched();
        Assert.True(stored.Count > 20);
        Assert.All(stored.Where(field => field.Key is not ("id" or "computeEnv" or "resumeCommitId")), field => Assert.Equal(field.Value!.ToJsonString(), sent[field.Key]?.ToJsonString()));
    }

    [Fact]
    public async Task The_tenth_attempt_of_sagetasks_is_its_first_again()
    {
        _tower.On("GET", "/workflow", $$"""{"workflows":[{"workflow":{"id":"w1","runName":"a-{{Tag.Key}}-a10"} }],"totalSize":1,"hasMore":false}""");

        Assert.Equal(10, Assert.Single((await Runs.FindAsync([Tag.Key])).Runs).Tag!.Attempt);
    }

    [Fact]
    public async Task More_labels_than_a_run_carries_and_a_revision_that_is_too_long_are_told_before_the_launch()
    {
        var labels = Enumerable.Range(0, 26).Select(number => $"label-{number}").ToList();

        var refused = await Assert.ThrowsAsync<LaunchRefusedException>(() => Runs.PrepareAsync(Launch with { Labels = labels, Revision = new string('r', 101) }));

        Assert.Contains("25 at most, but 26 are given", refused.Message, StringComparison.Ordinal);
        Assert.Contains("longer than 100", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_tower.Requests, request => request.Method != "GET");
    }

    private TowerClientOptions Options()
    {
        var options = new TowerClientOptions { Token = "eyJ-test", Endpoint = new Uri("https://api.cloud.seqera.io"), WorkspaceId = 7 };
        options.Http.Handler = _tower;
        return options;
    }

    private static JsonNode Sample(PropertyInfo property) => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
    {
        var type when type == typeof(int) || type == typeof(long) => 7,
        var type when type == typeof(bool) => true,
        var type when type == typeof(IReadOnlyList<string>) => new JsonArray(property.Name),
        _ => property.Name,
    };

    private sealed class Journal : ILoggerFactory, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
