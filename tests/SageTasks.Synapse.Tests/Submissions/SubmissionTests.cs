using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Testing;

namespace SageTasks.Synapse.Tests.Submissions;

public sealed class SubmissionTests : IAsyncLifetime
{
    private const string PutStatus = "PUT /repo/v1/evaluation/submission/*/status";

    private World _world = null!;
    private string _queue = "";

    private SynapseSubmissions Subject => new(_world.Client);

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync();
        var queue = await _world.Client.CreateEvaluationAsync(new Evaluation { Name = "Queue", ContentSource = _world.Project.ToString() });
        _queue = queue.Id!;
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Waiting_submissions_are_all_seen_although_their_status_changes_meanwhile()
    {
        await SubmitAsync(130);
        var taken = 0;

        await foreach (var waiting in Subject.GetWaitingAsync(_queue))
        {
            await SetAsync(waiting.Submission.Id!, SubmissionState.EvaluationInProgress);
            taken++;
        }

        Assert.Equal(130, taken);
        Assert.Empty(await Subject.GetWaitingAsync(_queue).ToListAsync());
    }

    [Fact]
    public async Task A_status_is_set_once()
    {
        var id = (await SubmitAsync(1))[0];

        var first = await SetAsync(id, SubmissionState.Scored);
        var second = await SetAsync(id, SubmissionState.Scored);

        Assert.Equal((StatusChangeOutcome.Changed, StatusChangeOutcome.Unchanged), (first.Outcome, second.Outcome));
        Assert.Equal(first.Status.Etag, second.Status.Etag);
    }

    [Theory]
    [InlineData(FaultKind.Overtake)]
    [InlineData(FaultKind.DropReply)]
    public async Task A_status_that_is_changed_meanwhile_is_read_again(FaultKind kind)
    {
        var id = (await SubmitAsync(1))[0];
        _world.Fault(World.Rule(kind, PutStatus, 1));

        var changed = await SetAsync(id, SubmissionState.Accepted);

        Assert.Equal(SubmissionState.Accepted, changed.Status.Status);
        Assert.Equal(1, _world.Server.Faults.Injected[kind]);
    }

    [Fact]
    public async Task Of_several_workers_one_alone_takes_a_submission()
    {
        var id = (await SubmitAsync(1))[0];

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => ClaimAsync(id, $"worker {worker}")));

        Assert.Single(claims, claim => claim.Outcome == StatusChangeOutcome.Changed);
        Assert.Equal(5, claims.Count(claim => claim.Outcome == StatusChangeOutcome.Refused));
    }

    [Fact]
    public async Task A_worker_knows_its_own_claim_again_and_no_other()
    {
        var id = (await SubmitAsync(1))[0];
        await ClaimAsync(id, "worker 1");

        Assert.Equal(StatusChangeOutcome.Unchanged, (await ClaimAsync(id, "worker 1")).Outcome);
        Assert.Equal(StatusChangeOutcome.Refused, (await ClaimAsync(id, "worker 2")).Outcome);
    }

    [Fact]
    public async Task Annotations_of_a_submission_are_merged()
    {
        var id = (await SubmitAsync(1))[0];
        await Subject.SetStatusAsync(Change(id, SubmissionState.Validated, ("a", "1")));

        var changed = await Subject.SetStatusAsync(Change(id, SubmissionState.Validated, ("b", "2")));

        Assert.Equal(["a", "b"], changed.Status.SubmissionAnnotations!.Values.Keys.Order());
        Assert.Equal(StatusChangeOutcome.Unchanged, (await Subject.SetStatusAsync(Change(id, SubmissionState.Validated, ("b", "2")))).Outcome);
    }

    [Fact]
    public async Task A_batch_sets_many_at_once()
    {
        var ids = await SubmitAsync(3);
        var statuses = new List<SubmissionStatus>();
        foreach (var id in ids)
        {
            statuses.Add(await _world.Client.GetSubmissionStatusAsync(id) with { Status = SubmissionState.Closed });
        }

        await _world.Client.UpdateSubmissionStatusesAsync(_queue, new SubmissionStatusBatch { Statuses = statuses, IsFirstBatch = true, IsLastBatch = true });

        Assert.Equal(3, (await _world.Client.GetSubmissionsAsync(_queue, SubmissionState.Closed).ToListAsync()).Count);
    }

    private static SubmissionChange Change(string id, SubmissionState status, params (string Key, string Value)[] annotations) => new()
    {
        SubmissionId = id,
        Status = status,
        Annotations = annotations.ToDictionary(pair => pair.Key, pair => AnnotationValue.Of(pair.Value)),
    };

    private Task<ChangedSubmission> SetAsync(string id, SubmissionState status) =>
        Subject.SetStatusAsync(new SubmissionChange { SubmissionId = id, Status = status });

    private Task<ChangedSubmission> ClaimAsync(string id, string worker) =>
        Subject.SetStatusAsync(Change(id, SubmissionState.EvaluationInProgress, ("worker", worker)) with { OnlyFrom = SubmissionState.Received });

    private async Task<List<string>> SubmitAsync(int count)
    {
        var file = await _world.Files.StoreAsync(new FileStore { Path = _world.Write("entry.txt", "x"), ParentId = _world.Project });
        var etag = (await _world.Client.GetEntityAsync(file.Id)).Etag;
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var submission = await _world.Client.CreateSubmissionAsync(
                new EvaluationSubmission { EvaluationId = _queue, EntityId = file.Id.WithoutVersion().ToString(), VersionNumber = 1 }, etag);
            ids.Add(submission.Id!);
        }

        return ids;
    }
}
