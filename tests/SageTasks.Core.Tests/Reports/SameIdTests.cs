using System.Text.Json.Nodes;
using SageTasks.ContractSuites;
using SageTasks.Reports;
using SageTasks.Runs;
using static SageTasks.Core.Tests.Reports.Records;

namespace SageTasks.Core.Tests.Reports;

/// <summary>Servers that count their runs have the same ids: what is kept of one server's run 1 says nothing of another's.</summary>
public sealed class SameIdTests : IDisposable
{
    private readonly TemporaryFolder _place = new();
    private readonly EvidenceFolder _folder;

    public SameIdTests() => _folder = new EvidenceFolder(_place.Path);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Runs_of_one_id_on_two_servers_end_each_by_itself()
    {
        Launch("heart", "tes:one.example.org");
        Launch("liver", "tes:two.example.org");
        _folder.Keep(Ended("heart", RunState.Failed) with { Service = "tes:one.example.org" });
        _folder.Keep(Ended("liver", RunState.Succeeded) with { Service = "tes:two.example.org" });

        Assert.Equal([("tes:one.example.org", RunState.Failed), ("tes:two.example.org", RunState.Succeeded)], await StatesAsync());
    }

    [Fact]
    public async Task Ends_without_a_key_are_kept_for_each_server_and_joined_by_it()
    {
        Launch("heart", "tes:one.example.org");
        Launch("liver", "tes:two.example.org");
        _folder.Keep(Untagged(RunState.Failed) with { Service = "tes:one.example.org" });
        _folder.Keep(Untagged(RunState.Succeeded) with { Service = "tes:two.example.org" });
        _folder.Keep(new RunChange { WatchedId = "1", Kind = RunChangeKind.Vanished, Service = "wes:three.example.org" });

        Assert.Equal([("tes:one.example.org", RunState.Failed), ("tes:two.example.org", RunState.Succeeded), ("wes:three.example.org", RunState.Unknown)], await StatesAsync());
    }

    [Fact]
    public async Task An_adopted_run_that_carries_another_works_key_is_known_by_its_server()
    {
        Launch("heart", "tes:one.example.org");
        _folder.Keep(Ended("liver", RunState.Succeeded) with { Service = "tes:one.example.org" });

        Assert.Equal([("tes:one.example.org", RunState.Succeeded)], await StatesAsync());
    }

    [Theory]
    [InlineData("5xGz", 1)]
    [InlineData("1", 2)]
    public async Task An_adopted_run_that_carries_another_works_key_is_known_by_its_id_where_no_server_counts_such(string id, int rows)
    {
        Launch("heart", "tower:cloud.example.org/7", id);
        _folder.Keep(Ended("liver", RunState.Succeeded, id));

        var states = await StatesAsync();

        Assert.Equal(rows, states.Count());
        Assert.Contains(("tower:cloud.example.org/7", rows == 1 ? RunState.Succeeded : RunState.Running), states);
    }

    [Fact]
    public async Task An_older_end_without_server_and_key_is_nobodys_where_several_runs_have_its_id()
    {
        Launch("heart", "tes:one.example.org");
        Launch("liver", "tes:two.example.org");
        _folder.Keep(new RunChange { WatchedId = "1", Kind = RunChangeKind.Vanished });

        var report = await _folder.ReadAsync();

        Assert.All(report.Runs, run => Assert.Equal(RunState.Running, run.Run.State));
        Assert.Contains("kept without its server", Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_whose_form_names_no_server_are_kept_apart_by_their_keys()
    {
        Launch("heart", "");
        Launch("liver", "");
        _folder.Keep(Ended("liver", RunState.Succeeded));

        Assert.Equal([("", RunState.Running), ("", RunState.Succeeded)], (await StatesAsync()).Order());
    }

    [Theory]
    [InlineData("heart")]
    [InlineData("liver")]
    [InlineData("lung")]
    [InlineData("skin")]
    public async Task A_run_that_has_ended_and_is_gone_later_has_ended(string work)
    {
        Launch(work, "tes:one.example.org");
        _folder.Keep(Ended(work, RunState.Succeeded));
        _folder.Keep(new RunChange { WatchedId = "1", Kind = RunChangeKind.Vanished });

        Assert.Equal([("tes:one.example.org", RunState.Succeeded)], await StatesAsync());
    }

    [Fact]
    public async Task Twins_of_one_id_on_two_servers_are_two()
    {
        foreach (var (work, service) in new[] { ("heart", "tes:one.example.org"), ("liver", "tes:two.example.org") })
        {
            var twin = Candidate(Run(work, 1, RunState.Canceled) with { Id = "2" }, CandidateRole.Twin);
            _folder.Keep(On(service, Submission(work, SubmissionOutcome.Launched, Run(work) with { Id = "1" }, twin)));
        }

        Assert.Contains("<dt>Twins cancelled</dt><dd><strong>2</strong>", (await _folder.ReadAsync()).ToHtml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Older_records_lack_lists_and_are_told_of_all_the_same(bool asNull)
    {
        Launch("heart", "tes:one.example.org");
        _folder.Keep(Ended("heart", RunState.Failed));
        foreach (var file in Directory.GetFiles(_folder.FullPath))
        {
            var record = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
            Lose(record, asNull, "logTail", "service");
            Lose(record["evidence"] as JsonObject, asNull, "candidates", "canceledTwins", "warnings", "olderKeys");
            await File.WriteAllTextAsync(file, record.ToJsonString());
        }

        var report = await _folder.ReadAsync();

        Assert.Empty(report.Notes);
        Assert.Equal(RunState.Failed, Assert.Single(report.Runs).Run.State);
        Assert.Contains("rnaseq-heart", report.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_is_asked_for_its_own_runs_alone()
    {
        Launch("heart", "tes:one.example.org");
        Launch("liver", "wes:two.example.org");
        var history = new OneServer("tes:one.example.org");

        var report = await (await _folder.ReadAsync()).RefreshAsync(history);

        Assert.Equal(["1"], history.Asked);
        Assert.Equal([("tes:one.example.org", RunState.Succeeded), ("wes:two.example.org", RunState.Running)], report.Runs.Select(run => (run.Service, run.Run.State)));
    }

    private void Launch(string work, string service, string id = "1") => _folder.Keep(On(service, Submission(work, SubmissionOutcome.Launched, Run(work, state: RunState.Running, takes: null) with { Id = id })));

    private static Submission On(string service, Submission submission) => submission with
    {
        Evidence = submission.Evidence with { Form = submission.Evidence.Form with { Text = $$"""{"service":"{{service}}"}""" } },
    };

    private static RunChange Ended(string work, RunState state, string id = "1") => new() { WatchedId = id, Kind = RunChangeKind.Ended, Run = Run(work, state: state) with { Id = id } };

    private static RunChange Untagged(RunState state) => Ended("hand", state) is var end ? end with { Run = end.Run! with { Tag = null } } : end;

    private static void Lose(JsonObject? record, bool asNull, params string[] names)
    {
        foreach (var name in names)
        {
            record?.Remove(name);
            if (asNull && record is not null)
            {
                record[name] = null;
            }
        }
    }

    private async Task<IEnumerable<(string Service, RunState State)>> StatesAsync() => (await _folder.ReadAsync()).Runs.Select(run => (run.Service, run.Run.State)).OrderBy(run => run.Service, StringComparer.Ordinal);

    private sealed class OneServer(string service) : IRunHistory
    {
        public List<string> Asked { get; } = [];

        public bool CanShow(string other) => other == service;

        public IAsyncEnumerable<ReportedRun> ListAsync(RunHistoryQuery query, CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<ReportedRun>();

        public Task<ReportedRun?> GetAsync(string runId, CancellationToken cancellationToken = default)
        {
            Asked.Add(runId);
            return Task.FromResult<ReportedRun?>(new ReportedRun { Service = service, Run = new RunSnapshot { Id = runId, State = RunState.Succeeded } });
        }
    }
}
