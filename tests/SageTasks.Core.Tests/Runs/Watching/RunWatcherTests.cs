using NSubstitute;
using NSubstitute.ExceptionExtensions;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Tests.Runs.Guard;

namespace SageTasks.Tests.Runs.Watching;

public class RunWatcherTests
{
    private static readonly WatchOptions Quick = new() { MinInterval = TimeSpan.FromMilliseconds(5), MaxInterval = TimeSpan.FromMilliseconds(20) };

    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");

    public static TheoryData<WatchOptions> Wrong =>
    [
        new() { MinInterval = TimeSpan.Zero },
        new() { MinInterval = TimeSpan.FromSeconds(-3) },
        new() { MaxInterval = TimeSpan.Zero },
        new() { MaxInterval = TimeSpan.MaxValue },
        new() { Deadline = TimeSpan.FromSeconds(-1) },
        new() { StallAfter = TimeSpan.Zero },
        new() { GiveUpAfter = TimeSpan.FromSeconds(-1) },
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Times_that_would_ask_without_a_pause_are_refused_before_anything_is_asked(WatchOptions options)
    {
        var platform = Platform();

        Assert.Throws<ArgumentException>(() => new RunWatcher().WatchAsync(platform, ["a"], options));

        await platform.DidNotReceiveWithAnyArgs().GetManyAsync(default!, default);
    }

    [Fact]
    public async Task Every_run_is_followed_to_its_end_with_one_question_a_tick()
    {
        var platform = Platform();
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs(
            [Run("a", RunState.Queued), Run("b", RunState.Running)],
            [Run("a", RunState.Running), Run("b", RunState.Running)],
            [Run("a", RunState.Succeeded), Run("b", RunState.Running)],
            [Run("b", RunState.Succeeded)]);

        var changes = await CollectAsync(platform, ["a", "b"]);

        Assert.Equal(
            ["a:Queued", "b:Running", "a:Running", "a:Succeeded", "b:Succeeded"],
            changes.Select(change => $"{change.WatchedId}:{change.Run!.State}"));
        Assert.Equal(2, changes.Count(change => change.Kind == RunChangeKind.Ended));
        await platform.DidNotReceiveWithAnyArgs().GetAsync(default!, default);
    }

    [Theory]
    [InlineData("tes:one.example.org")]
    [InlineData(null)]
    public async Task Every_change_names_the_server_where_ids_are_its_own(string? service)
    {
        var platform = Platform();
        platform.Capabilities.Returns(platform.Capabilities with { Service = service });
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs([Run("1", RunState.Running)], [Run("1", RunState.Failed)]);

        Assert.Equal([service, service], (await CollectAsync(platform, ["1"])).Select(change => change.Service));
    }

    [Theory]
    [InlineData(typeof(ArgumentException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UriFormatException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task A_log_that_cannot_be_read_does_not_hide_the_failure(Type kind)
    {
        var platform = Platform();
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs([Run("a", RunState.Failed)]);
        platform.GetLogTailAsync(default!, default, default).ThrowsAsyncForAnyArgs((Exception)Activator.CreateInstance(kind, "no such log")!);

        var change = Assert.Single(await CollectAsync(platform, ["a"]));

        Assert.Equal(RunState.Failed, change.Run!.State);
        Assert.Contains("no such log", Assert.Single(change.LogTail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_log_no_more_is_told_than_a_person_reads()
    {
        var platform = Platform();
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs([Run("a", RunState.Failed)]);
        platform.GetLogTailAsync(default!, default, default).ReturnsForAnyArgs([.. Enumerable.Repeat(new string('x', 1_000_000), 30)]);

        var change = Assert.Single(await CollectAsync(platform, ["a"]));

        Assert.Equal(20, change.LogTail.Count);
        Assert.All(change.LogTail, line => Assert.InRange(line.Length, 1, 2_001));
    }

    [Fact]
    public async Task Errors_that_pass_are_survived()
    {
        var platform = Platform();
        var calls = 0;
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs(_ => ++calls switch
        {
            1 => throw new ServerFailureException(Error(503)),
            2 => throw new NetworkFailureException(Error(null)),
            _ => [Run("a", RunState.Succeeded)],
        });

        var changes = await CollectAsync(platform, ["a"]);

        Assert.Equal(RunState.Succeeded, Assert.Single(changes).Run!.State);
    }

    [Fact]
    public async Task An_error_that_does_not_pass_is_thrown()
    {
        var platform = Platform();
        platform.GetManyAsync(default!, default).ThrowsAsyncForAnyArgs(new AccessDeniedException(Error(403)));

        await Assert.ThrowsAsync<AccessDeniedException>(() => CollectAsync(platform, ["a"]));
    }

    [Fact]
    public async Task A_platform_that_stays_away_too_long_is_given_up()
    {
        var platform = Platform();
        platform.GetManyAsync(default!, default).ThrowsAsyncForAnyArgs(new ServerFailureException(Error(503)));

        await Assert.ThrowsAsync<ServerFailureException>(() => CollectAsync(platform, ["a"], Quick with { GiveUpAfter = TimeSpan.Zero }));
    }

    [Fact]
    public async Task A_run_cancelled_as_a_twin_moves_to_the_winner()
    {
        var platform = Platform();
        var twin = Run("twin", RunState.Canceled) with { Tag = new SubmissionTag { Key = Key } };
        var winner = Run("winner", RunState.Running) with { Tag = new SubmissionTag { Key = Key } };
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs([twin], [winner with { State = RunState.Succeeded }]);
        platform.FindAsync(default!, default).ReturnsForAnyArgs(new RunLookup { Runs = [twin, winner], IsComplete = true });

        var changes = await CollectAsync(platform, ["twin"]);

        Assert.Equal([RunChangeKind.Moved, RunChangeKind.Ended], changes.Select(change => change.Kind));
        Assert.All(changes, change => Assert.Equal("winner", change.Run!.Id));
        Assert.All(changes, change => Assert.Equal("twin", change.WatchedId));
    }

    [Fact]
    public async Task A_copy_of_a_cancelled_run_with_another_request_is_not_moved_to()
    {
        var server = new MemoryServer();
        var platform = server.Connect();
        var submission = await new SubmissionGuard(time: server.Time).SubmitAsync(platform, server.Request(new() { ["depth"] = 30 }));
        await server.CloneAsync(submission.RunId, new() { ["depth"] = 60 });
        await server.SetStateAsync(submission.RunId, RunState.Canceled);

        var failure = await Assert.ThrowsAsync<RunFailedException>(() => new RunWatcher(time: server.Time).WaitAsync(platform, submission, Quick));

        Assert.Equal((submission.RunId, RunState.Canceled), (failure.Run.Id, failure.Run.State));
    }

    [Fact]
    public async Task A_twin_whose_own_id_stands_in_its_request_moves_to_the_winner()
    {
        var server = new MemoryServer { DraftFirst = true };
        var platform = server.Connect();
        var request = server.Request(new() { ["outdir"] = $"s3://bucket/{RunPlaceholder.Id}" });
        var submission = await new SubmissionGuard(time: server.Time).SubmitAsync(platform, request);
        var winner = await platform.CreateAsync(await platform.PrepareAsync(request), new SubmissionTag { Key = submission.Key, Nonce = Nonces.New() });
        await platform.StartAsync(winner.Id);
        await server.SetStateAsync(winner.Id, RunState.Succeeded);
        await server.SetStateAsync(submission.RunId, RunState.Canceled);

        Assert.Equal(winner.Id, (await new RunWatcher(time: server.Time).WaitAsync(platform, submission, Quick)).Id);
    }

    [Theory]
    [InlineData(false, RunChangeKind.Moved)]
    [InlineData(true, RunChangeKind.Ended)]
    public async Task A_later_attempt_that_was_a_twin_moves_to_an_earlier_one_unless_it_had_replaced_it(bool replaces, RunChangeKind expected)
    {
        var platform = Platform();
        var later = Run("later", RunState.Canceled) with { Tag = new SubmissionTag { Key = Key, Attempt = 2, Supersedes = replaces } };
        var earlier = Run("earlier", RunState.Running) with { Tag = new SubmissionTag { Key = Key } };
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs([later], [earlier with { State = RunState.Succeeded }]);
        platform.FindAsync(default!, default).ReturnsForAnyArgs(new RunLookup { Runs = [later, earlier], IsComplete = true });

        Assert.Equal(expected, (await CollectAsync(platform, ["later"]))[0].Kind);
    }

    [Fact]
    public async Task A_winner_under_the_key_of_an_older_form_is_found()
    {
        var older = SubmissionKey.Parse("zyxwvutsrqponmlkjihgfedcba");
        var platform = Platform();
        var twin = Run("twin", RunState.Canceled) with { Tag = new SubmissionTag { Key = Key } };
        var winner = Run("winner", RunState.Running) with { Tag = new SubmissionTag { Key = older } };
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs([twin], [winner with { State = RunState.Succeeded }]);
        platform.FindAsync(default!, default).ReturnsForAnyArgs(call => new RunLookup
        {
            Runs = [.. new[] { twin, winner }.Where(run => call.Arg<IReadOnlyCollection<SubmissionKey>>().Contains(run.Tag!.Key))],
            IsComplete = true,
        });
        var submission = new Submission
        {
            RunId = "twin",
            Key = Key,
            Outcome = SubmissionOutcome.Launched,
            Attempt = 1,
            State = RunState.Running,
            Evidence = new SubmissionEvidence { Form = new SubmissionForm { Key = Key, Text = "{}", InputIdentity = InputIdentity.Path }, Decision = "start one", OlderKeys = [older] },
        };

        Assert.Equal("winner", (await new RunWatcher(time: new SkippingTime()).WaitAsync(platform, submission, Quick)).Id);
    }

    [Fact]
    public async Task A_run_cancelled_by_a_person_has_ended()
    {
        var platform = Platform();
        var canceled = Run("a", RunState.Canceled) with { Tag = new SubmissionTag { Key = Key } };
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs([canceled]);
        platform.FindAsync(default!, default).ReturnsForAnyArgs(new RunLookup { Runs = [canceled], IsComplete = true });

        Assert.Equal(RunChangeKind.Ended, Assert.Single(await CollectAsync(platform, ["a"])).Kind);
    }

    [Fact]
    public async Task An_error_while_the_end_is_looked_into_does_not_hide_the_end()
    {
        var platform = Platform();
        var canceled = Run("a", RunState.Canceled) with { Tag = new SubmissionTag { Key = Key } };
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs([canceled]);
        var looks = 0;
        platform.FindAsync(default!, default).ReturnsForAnyArgs(_ =>
            ++looks == 1 ? throw new ServerFailureException(Error(502)) : new RunLookup { Runs = [canceled], IsComplete = true });

        Assert.Equal(RunChangeKind.Ended, Assert.Single(await CollectAsync(platform, ["a"])).Kind);
    }

    [Fact]
    public async Task A_failed_run_brings_the_end_of_its_log_and_a_wait_for_it_throws_with_it()
    {
        var server = new MemoryServer();
        var platform = server.Connect();
        var request = new RunPlan<MemoryRequest> { Request = server.Request([]) };
        var submission = await new SubmissionGuard(time: server.Time).SubmitAsync(platform, request, new SubmissionPolicy { Confirm = ConfirmMode.Early });
        await server.SetStateAsync(submission.RunId, RunState.Failed);

        var failure = await Assert.ThrowsAsync<RunFailedException>(() => new RunWatcher().WaitAsync(platform, submission, Quick));

        Assert.Equal(submission.RunId, failure.Run.Id);
        Assert.Contains("the last line of the log", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_the_platform_does_not_show_any_more_has_vanished()
    {
        var platform = Platform();
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs([Run("a", RunState.Running)], new List<RunSnapshot>());
        platform.GetAsync(default!, default).ReturnsForAnyArgs((RunSnapshot?)null);

        var changes = await CollectAsync(platform, ["a"]);

        Assert.Equal([RunChangeKind.State, RunChangeKind.Vanished], changes.Select(change => change.Kind));
        Assert.Equal(RunState.Running, changes[^1].Run!.State);
    }

    [Fact]
    public async Task A_run_that_is_not_shown_once_has_not_vanished()
    {
        var platform = Platform();
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs(
            new List<RunSnapshot>(), [Run("a", RunState.Running)], new List<RunSnapshot>(), [Run("a", RunState.Succeeded)]);
        platform.GetAsync(default!, default).ReturnsForAnyArgs((RunSnapshot?)null);

        var changes = await CollectAsync(platform, ["a"]);

        Assert.Equal([RunChangeKind.State, RunChangeKind.Ended], changes.Select(change => change.Kind));
    }

    [Fact]
    public async Task A_deadline_names_the_runs_that_have_not_ended()
    {
        var platform = Platform();
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs([Run("slow", RunState.Running)]);

        var failure = await Assert.ThrowsAsync<TimeoutException>(() => CollectAsync(platform, ["slow"], Quick with { Deadline = TimeSpan.FromMilliseconds(50) }));

        Assert.Contains("slow", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_does_not_change_is_said_to_be_stalled_once()
    {
        var platform = Platform();
        var asked = 0;
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs(_ => [Run("a", ++asked < 30 ? RunState.Running : RunState.Succeeded)]);

        var changes = await CollectAsync(platform, ["a"], Quick with { StallAfter = TimeSpan.FromMilliseconds(30) });

        Assert.Single(changes, change => change.Kind == RunChangeKind.Stalled);
    }

    [Fact]
    public async Task A_cancelled_token_stops_the_watching()
    {
        var platform = Platform();
        platform.GetManyAsync(default!, default).ReturnsForAnyArgs([Run("a", RunState.Running)]);
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var change in new RunWatcher().WatchAsync(platform, ["a"], Quick, cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
    }

    private static IRunPlatform<MemoryRequest> Platform()
    {
        var platform = Substitute.For<IRunPlatform<MemoryRequest>>();
        platform.Capabilities.Returns(new MemoryServer().Connect().Capabilities);
        platform.ReadRequestAsync(default!, default).ReturnsForAnyArgs(new CanonicalRequest { Fields = new() { ["pipeline"] = "p" } });
        return platform;
    }

    private static RunSnapshot Run(string id, RunState state) => new() { Id = id, State = state };

    private static ApiError Error(int? status) => new() { Platform = "Memory", Method = "GET", Uri = "memory://runs", Status = status, CanRetry = status is null or 503 or 502 };

    private static async Task<List<RunChange>> CollectAsync(IRunPlatform<MemoryRequest> platform, string[] ids, WatchOptions? options = null)
    {
        var changes = new List<RunChange>();
        await foreach (var change in new RunWatcher(time: new SkippingTime()).WatchAsync(platform, ids, options ?? Quick))
        {
            changes.Add(change);
        }

        return changes;
    }
}
