using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using SageTasks.Http;
using static SageTasks.Wes.WesJson;

namespace SageTasks.Wes;

public partial class WesClient
{
    private const int PageSize = 100;

    /// <summary>Starts a run with one request that is never repeated (<c>POST /runs</c>) and answers its id.
    /// Nothing here prevents a second run of the same work: the guard over <see cref="WesRuns"/> does.</summary>
    /// <exception cref="ArgumentException">The request cannot be sent as it is; the message lists everything that is wrong. Nothing was sent, or,
    /// where an attachment turned out to be another than its SHA-256 says while it was sent, no more than a part that no server can run.</exception>
    /// <exception cref="IOException">An attached file cannot be read. Nothing was sent.</exception>
    /// <exception cref="InvalidRequestException">The server refused the run.</exception>
    /// <exception cref="SubmissionUnknownException">Whether a run was started is not known: some servers store a run and answer 500.</exception>
    public virtual async Task<string> RunWorkflowAsync(WesRunRequest request, CancellationToken cancellationToken = default)
    {
        RunRequestRules.Check(request);
        using (new RunRequestContent(request))
        {
            // Made once before anything is sent, so that a file that is missing is the caller's to know at once.
        }

        var answer = await PostAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Read(Default.RunIdAnswer).RunId is { Length: > 0 } id ? id : throw new SubmissionUnknownException(new ApiError
        {
            Platform = WesApi.Name,
            Method = "POST",
            Uri = Redaction.Uri(new Uri(Endpoint.ToString().TrimEnd('/') + "/runs")),
            Status = answer.Status,
            Reason = "The answer names no run.",
        });
    }

    /// <summary>Runs through all pages, in the server's order (<c>GET /runs</c>).</summary>
    /// <remarks>Tags are asked for in the server's own form and checked here; where a list shows none for a run, the run is read (<c>GET /runs/{run_id}</c>).</remarks>
    /// <exception cref="PagingException">The list never ends: a token came twice.</exception>
    public virtual async IAsyncEnumerable<WesRunSummary> ListRunsAsync(
        WesRunQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var wanted = query ?? WesRunQuery.All;
        var asks = wanted.Tags.Count > 0 && await GetTagFilterAsync(cancellationToken).ConfigureAwait(false) != WesTagFilter.None;
        var pages = TokenPages.ReadAsync<WesRunSummary>(
            async (token, stop) =>
            {
                var page = await ListRunsPageAsync(token, wanted.PageSize, asks ? wanted.Tags : null, stop).ConfigureAwait(false);
                return new TokenPage<WesRunSummary> { Items = page.Runs, NextToken = page.NextPageToken };
            },
            new PagingOptions { EmptyPage = EmptyPageRule.Continue },
            cancellationToken);
        await foreach (var run in pages.ConfigureAwait(false))
        {
            if (wanted.Tags.Count == 0)
            {
                yield return run;
            }
            else if (await TaggedAsync(run, cancellationToken).ConfigureAwait(false) is var tagged && Carries(tagged.Tags, wanted.Tags))
            {
                yield return tagged;
            }
        }
    }

    /// <summary>One page of runs, in the server's order (<c>GET /runs</c>).</summary>
    /// <param name="pageToken">What the page before gave for this one; null for the first.</param>
    /// <param name="pageSize">How many runs are wanted; servers may give fewer.</param>
    /// <param name="tags">Tags to ask for in the server's own form (<see cref="GetTagFilterAsync"/>); null for all runs.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="NotSupportedException">The server filters by no tags.</exception>
    public virtual async Task<WesRunPage> ListRunsPageAsync(
        string? pageToken = null, int pageSize = PageSize, IReadOnlyDictionary<string, string>? tags = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        var path = RequestPath.Of($"/runs").Query("page_size", pageSize).Query("page_token", pageToken);
        if (tags is { Count: > 0 })
        {
            Filter(path, tags, await GetTagFilterAsync(cancellationToken).ConfigureAwait(false));
        }

        var (answer, time, waited) = await _api.GetWithTimeAsync(path, Default.RunListAnswer, cancellationToken).ConfigureAwait(false);
        _clock.Set(time);
        return new WesRunPage
        {
            Runs = answer.Runs ?? answer.Workflows ?? [],
            NextPageToken = answer.NextPageToken is { Length: > 0 } next ? next : null,
            ServerTime = time,
            Waited = waited,
        };
    }

    /// <summary>A run with all that the server tells of it (<c>GET /runs/{run_id}</c>).</summary>
    /// <exception cref="NotFoundException">There is no such run. Some servers say <see cref="InvalidRequestException"/> (400) instead.</exception>
    public virtual Task<WesRun> GetRunAsync(string runId, CancellationToken cancellationToken = default) =>
        _api.GetAsync(RequestPath.Of($"/runs/{runId}"), Default.WesRun, cancellationToken);

    /// <summary>Where a run stands (<c>GET /runs/{run_id}/status</c>).</summary>
    /// <exception cref="NotFoundException">There is no such run. Some servers say <see cref="InvalidRequestException"/> (400) instead.</exception>
    public virtual Task<WesRunSummary> GetRunStatusAsync(string runId, CancellationToken cancellationToken = default) =>
        _api.GetAsync(RequestPath.Of($"/runs/{runId}/status"), Default.WesRunSummary, cancellationToken);

    /// <summary>Asks the server to stop a run (<c>POST /runs/{run_id}/cancel</c>). Safe to repeat.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public virtual Task CancelRunAsync(string runId, CancellationToken cancellationToken = default) =>
        _api.SendAsync(HttpMethod.Post, RequestPath.Of($"/runs/{runId}/cancel"), RequestSafety.Idempotent, cancellationToken);

    private async Task<ApiResponse> PostAsync(WesRunRequest request, CancellationToken cancellationToken)
    {
        RunRequestContent? content = null;
        try
        {
            return await _api.SendAsync(
                new ApiRequest { Method = HttpMethod.Post, Path = RequestPath.Of($"/runs"), Safety = RequestSafety.Once, Content = () => content = new RunRequestContent(request) },
                cancellationToken).ConfigureAwait(false);
        }
        catch (SubmissionUnknownException unknown) when (content?.BrokenOff is { } because)
        {
            // Its length was announced and not reached: whatever arrived was no request.
            throw new ArgumentException(because, nameof(request), unknown);
        }
    }

    // Some servers' lists show an empty map for every run: nothing was told by it.
    private async Task<WesRunSummary> TaggedAsync(WesRunSummary run, CancellationToken cancellationToken) => run.Tags is { Count: > 0 }
        ? run
        : run with { Tags = (await GetRunAsync(run.RunId, cancellationToken).ConfigureAwait(false)).Request?.Tags };

    private static bool Carries(IReadOnlyDictionary<string, string>? tags, IReadOnlyDictionary<string, string> wanted) =>
        tags is not null && wanted.All(tag => tags.TryGetValue(tag.Key, out var value) && string.Equals(value, tag.Value, StringComparison.Ordinal));

    private static void Filter(RequestPath path, IReadOnlyDictionary<string, string> tags, WesTagFilter form)
    {
        switch (form)
        {
            case WesTagFilter.Filters:
                var named = new JsonObject(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));
                path.Query("filters", new JsonObject { ["tags"] = named }.ToJsonString());
                break;
            case WesTagFilter.Tags:
            case WesTagFilter.Tag:
                path.Query(form == WesTagFilter.Tags ? "tags" : "tag", tags.Select(tag => $"{tag.Key}:{tag.Value}"));
                break;
            default:
                throw new NotSupportedException($"This server filters by no tags; leave {nameof(tags)} out, or set {nameof(WesClientOptions.TagFilter)} where it does.");
        }
    }
}
