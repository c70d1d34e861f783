namespace SageTasks.Tower.Tests.Stubs;

/// <summary>A server's list of runs, newest first, that a test can shift, empty or make ignore a search between two pages.</summary>
internal sealed class ListedRuns : TowerClient
{
    private readonly Lock _lock = new();

    public List<WorkflowItem> Runs { get; } = [];

    /// <summary>Changes each answer, given the number of the request (from 1), its search and the honest page.</summary>
    public Func<int, string?, WorkflowPage, WorkflowPage> Distort { get; set; } = (_, _, page) => page;

    public Action<int> Before { get; set; } = _ => { };

    public bool IgnoresSearch { get; set; }

    public bool CountsAll { get; set; } = true;

    public List<(string? Search, int Offset)> Pages { get; } = [];

    public List<string> Described { get; } = [];

    public override Uri Endpoint => TowerClientOptions.CloudEndpoint;

    public string Add(string name, string status = "RUNNING", string? id = null)
    {
        var run = new WorkflowRow
        {
            Id = id ?? $"run{Runs.Count}",
            RunName = name,
            Status = WorkflowStatus.Create(status),
            Submit = DateTimeOffset.UnixEpoch.AddSeconds(Runs.Count),
        };
        Runs.Insert(0, new WorkflowItem { Workflow = run });
        return run.Id;
    }

    public void AddMany(int count)
    {
        for (var index = 0; index < count; index++)
        {
            Add($"happy-run-{Runs.Count}");
        }
    }

    public override ValueTask<long?> GetWorkspaceIdAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<long?>(1);

    public override Task<string> LaunchAsync(WorkflowLaunchRequest launch, long? sourceWorkspaceId = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(Add(launch.RunName!));

    public override Task<LaunchConfiguration?> GetRunLaunchAsync(string workflowId, CancellationToken cancellationToken = default) =>
        Task.FromResult<LaunchConfiguration?>(null);

    public override Task<WorkflowPage> ListRunsPageAsync(
        string? search = null, int offset = 0, int max = 100, bool withLabels = false, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            Pages.Add((search, offset));
            Before(Pages.Count);
            var matching = Runs.Where(item => search is null || IgnoresSearch || item.Workflow.RunName?.Contains(search, StringComparison.Ordinal) == true).ToList();
            var rows = matching.Skip(offset).Take(max).ToList();
            var page = new WorkflowPage
            {
                Workflows = rows,
                TotalSize = CountsAll ? matching.Count : null,
                HasMore = offset + rows.Count < matching.Count,
                ServerTime = DateTimeOffset.UnixEpoch.AddDays(1),
            };
            return Task.FromResult(Distort(Pages.Count, search, page));
        }
    }

    public override Task<WorkflowDetails> GetRunAsync(string workflowId, CancellationToken cancellationToken = default)
    {
        Described.Add(workflowId);
        var run = Runs.Find(item => item.Workflow.Id == workflowId)?.Workflow;
        return run is null
            ? throw new Http.AccessDeniedException(new Http.ApiError { Platform = "Tower", Method = "GET", Uri = "/workflow", Status = 403 })
            : Task.FromResult(new WorkflowDetails { Workflow = new Workflow { Id = run.Id, RunName = run.RunName, Status = run.Status } });
    }

    public static WorkflowPage Empty { get; } = new() { TotalSize = 0, HasMore = false };
}
