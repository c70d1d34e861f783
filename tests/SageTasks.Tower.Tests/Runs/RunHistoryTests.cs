using NSubstitute;
using SageTasks.Http;
using SageTasks.Reports;
using SageTasks.Runs;

namespace SageTasks.Tower.Tests.Runs;

/// <summary>What Tower's history says for a report: costs as Tower gives them, and none where it gives none.</summary>
public sealed class RunHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly TowerClient _client = Substitute.For<ClientOfWorkspace7>();

    public RunHistoryTests() => _client.Endpoint.Returns(new Uri("https://api.tower.nf"));

    public abstract class ClientOfWorkspace7 : TowerClient
    {
        public sealed override ValueTask<long?> GetWorkspaceIdAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<long?>(7);
    }

    [Fact]
    public async Task A_runs_own_cost_goes_before_the_estimate_of_its_progress()
    {
        Shows("billed", new WorkflowDetails { Workflow = Run("billed"), Cost = 4.2m, CostCurrency = "USD", Progress = new WorkflowProgress { Totals = new WorkflowLoad { Cost = 9 } } });
        Shows("guessed", new WorkflowDetails { Workflow = Run("guessed"), Progress = new WorkflowProgress { Totals = new WorkflowLoad { Cost = 0.31m } } });
        Shows("silent", new WorkflowDetails { Workflow = Run("silent") });
        var history = new TowerRunHistory(_client);

        Assert.Equal(new RunCost { Amount = 4.2m, Currency = "USD" }, (await history.GetAsync("billed"))!.Cost);
        Assert.Equal(new RunCost { Amount = 0.31m, IsEstimate = true }, (await history.GetAsync("guessed"))!.Cost);
        Assert.Null((await history.GetAsync("silent"))!.Cost);
    }

    [Fact]
    public async Task Only_runs_that_fit_are_asked_for_and_one_that_is_gone_meanwhile_is_left_out()
    {
        Shows("a", new WorkflowDetails { Workflow = Run("a") });
        _client.GetRunAsync("gone", Arg.Any<CancellationToken>())
            .Returns(Task.FromException<WorkflowDetails>(new AccessDeniedException(new ApiError { Platform = "Tower", Method = "GET", Uri = "https://api.tower.nf/workflow/gone", Status = 403 })));
        _client.ListRunsAsync(Arg.Any<RunQuery>(), Arg.Any<CancellationToken>()).Returns(new[] { Row("a", Noon), Row("gone", Noon), Row("early", Noon.AddDays(-1)), Row("late", Noon.AddHours(2)) }.ToAsyncEnumerable());

        var runs = await new TowerRunHistory(_client).ListAsync(new RunHistoryQuery { CreatedFrom = Noon, CreatedTo = Noon.AddHours(1), States = [RunState.Succeeded] }).ToListAsync();

        var run = Assert.Single(runs);
        Assert.Equal(("a", "tower:api.cloud.seqera.io/workspaces/7", "https://github.com/nf-core/rnaseq · 3.18.0", Noon.AddMinutes(2)), (run.Run.Id, run.Service, run.Work, run.StartedAt));
        await _client.DidNotReceive().GetRunAsync("early", Arg.Any<CancellationToken>());
        await _client.DidNotReceive().GetRunAsync("late", Arg.Any<CancellationToken>());
        _ = _client.Received().ListRunsAsync(Arg.Is<RunQuery>(query => query.After == new DateOnly(2026, 11, 20) && query.Before == new DateOnly(2026, 11, 20)), Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData("tower:api.cloud.seqera.io/workspaces/7", true)]
    [InlineData("", true)]
    [InlineData("cavatica:cavatica-api.sbgenomics.com/lab/study", false)]
    public void Runs_of_other_platforms_are_not_its_own(string service, bool can) => Assert.Equal(can, new TowerRunHistory(_client).CanShow(service));

    private void Shows(string id, WorkflowDetails details) => _client.GetRunAsync(id, Arg.Any<CancellationToken>()).Returns(details);

    private static Workflow Run(string id) => new()
    {
        Id = id,
        RunName = id,
        Status = WorkflowStatus.Succeeded,
        Submit = Noon,
        Start = Noon.AddMinutes(2),
        Complete = Noon.AddHours(1),
        Repository = "https://github.com/nf-core/rnaseq",
        Revision = "3.18.0",
    };

    private static WorkflowItem Row(string id, DateTimeOffset submit) => new() { Workflow = new WorkflowRow { Id = id, RunName = id, Status = WorkflowStatus.Succeeded, Submit = submit } };
}
