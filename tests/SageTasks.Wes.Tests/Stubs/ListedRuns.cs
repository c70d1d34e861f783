using System.Globalization;
using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Wes.Tests.Stubs;

/// <summary>A server's list of runs, newest last, that keeps tags or not and filters well or badly.</summary>
internal sealed class ListedRuns : WesClient
{
    public List<(string Id, WesRunRequest Request)> Runs { get; } = [];

    /// <summary>Takes tags in and never shows them again.</summary>
    public bool KeepsNoTags { get; set; }

    /// <summary>Takes a page first and filters it then, and gives no token where nothing is left.</summary>
    public bool LimitsBeforeItFilters { get; set; }

    /// <summary>Changes each page, given the number of the request (from 1), whether it searches by tags, and the honest page.</summary>
    public Func<int, bool, WesRunPage, WesRunPage> Distort { get; set; } = (_, _, page) => page;

    public List<(string? Tag, string? Token)> Pages { get; } = [];

    public override Uri Endpoint => new("https://wes.example.org/ga4gh/wes/v1");

    public string Add(params (string Key, string Value)[] tags)
    {
        var id = $"run{Runs.Count}";
        Runs.Add((id, new WesRunRequest { WorkflowUrl = "https://example.org/a.cwl", WorkflowType = "CWL", WorkflowTypeVersion = "v1.2", Tags = tags.ToDictionary(tag => tag.Key, tag => tag.Value) }));
        return id;
    }

    public override Task<WesServiceInfo> GetServiceInfoAsync(CancellationToken cancellationToken = default) => Task.FromResult(new WesServiceInfo());

    public override Task<WesTagFilter> GetTagFilterAsync(CancellationToken cancellationToken = default) => Task.FromResult(WesTagFilter.Tags);

    public override Task<string> RunWorkflowAsync(WesRunRequest request, CancellationToken cancellationToken = default)
    {
        var id = $"run{Runs.Count}";
        Runs.Add((id, request));
        return Task.FromResult(id);
    }

    public override Task<WesRunPage> ListRunsPageAsync(
        string? pageToken = null, int pageSize = 100, IReadOnlyDictionary<string, string>? tags = null, CancellationToken cancellationToken = default)
    {
        Pages.Add((tags?.Values.First(), pageToken));
        var start = pageToken is null ? 0 : int.Parse(pageToken, CultureInfo.InvariantCulture);
        var matching = LimitsBeforeItFilters ? Runs : Runs.FindAll(Fits);
        var rows = matching.Skip(start).Take(pageSize).ToList();
        var next = start + rows.Count < matching.Count ? (start + rows.Count).ToString(CultureInfo.InvariantCulture) : null;
        if (LimitsBeforeItFilters && tags is not null)
        {
            rows = rows.FindAll(Fits);
            next = rows.Count == 0 ? null : next;
        }

        return Task.FromResult(Distort(Pages.Count, tags is not null, new WesRunPage
        {
            Runs = rows.ConvertAll(run => new WesRunSummary { RunId = run.Id, State = WesState.Running, Tags = TagsOf(run.Request) }),
            NextPageToken = next,
            ServerTime = DateTimeOffset.UnixEpoch.AddDays(1),
        }));

        bool Fits((string Id, WesRunRequest Request) run) => tags is null || tags.All(tag => TagsOf(run.Request).TryGetValue(tag.Key, out var value) && value == tag.Value);
    }

    public override Task<WesRun> GetRunAsync(string runId, CancellationToken cancellationToken = default) => Runs.Find(run => run.Id == runId) is { Id: not null } run
        ? Task.FromResult(new WesRun { RunId = runId, State = WesState.Running, Request = Stored(run.Request) })
        : throw new NotFoundException(new ApiError { Platform = "WES", Method = "GET", Uri = "/runs", Status = 404 });

    private IReadOnlyDictionary<string, string> TagsOf(WesRunRequest request) => KeepsNoTags ? new Dictionary<string, string>() : request.Tags;

    private WesStoredRequest Stored(WesRunRequest request) => new()
    {
        WorkflowUrl = request.WorkflowUrl,
        WorkflowType = request.WorkflowType,
        WorkflowTypeVersion = request.WorkflowTypeVersion,
        WorkflowParams = request.Parameters is { } parameters ? JsonSerializer.SerializeToElement(parameters) : null,
        Tags = TagsOf(request),
    };
}
