using SageTasks.Http;
using static SageTasks.Tower.TowerJson;
using static SageTasks.Tower.Wire;

namespace SageTasks.Tower;

public partial class TowerClient
{
    /// <summary>The labels of the workspace, through all pages (<c>GET /labels</c>).</summary>
    /// <param name="search">A part of the name; null for all.</param>
    /// <param name="type">The kind of label; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual IAsyncEnumerable<Label> ListLabelsAsync(string? search = null, LabelType? type = null, CancellationToken cancellationToken = default) =>
        new OverlappingPages<Label>(
            "labels",
            PageSize,
            label => FormattableString.Invariant($"{label.Id}"),
            async (offset, max, token) =>
            {
                var page = await ListLabelsPageAsync(search, type, offset, max, token).ConfigureAwait(false);
                return new Slice<Label>(page.Labels, HasMore: null, page.TotalSize);
            }).ReadAsync(cancellationToken);

    /// <summary>One page of the labels of the workspace (<c>GET /labels</c>).</summary>
    /// <param name="search">A part of the name; null for all.</param>
    /// <param name="type">The kind of label; null for all.</param>
    /// <param name="offset">How many to skip.</param>
    /// <param name="max">How many to show, at most 100: the server refuses more.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<LabelPage> ListLabelsPageAsync(
        string? search = null, LabelType? type = null, int offset = 0, int max = PageSize, CancellationToken cancellationToken = default)
    {
        var path = RequestPath.Of($"/labels")
            .Query("max", CheckMax(max))
            .Query("offset", offset)
            .Query("search", search)
            .Query("type", (type ?? LabelType.All).Value);
        return await GetAsync(path, Default.LabelPage, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a label, or answers the one that exists on newer servers (<c>POST /labels</c>). Needs the Maintain role.</summary>
    public virtual Task<Label> CreateLabelAsync(CreateLabelRequest request, CancellationToken cancellationToken = default) =>
        PostAsync(RequestPath.Of($"/labels"), RequestSafety.Idempotent, request, Default.CreateLabelRequest, Default.Label, cancellationToken);

    /// <summary>Deletes a label everywhere (<c>DELETE /labels/{labelId}</c>).</summary>
    public virtual Task DeleteLabelAsync(long labelId, CancellationToken cancellationToken = default) =>
        DeleteAsync(RequestPath.Of($"/labels/{labelId}"), cancellationToken);

    /// <summary>Adds labels to runs (<c>POST /workflow/labels/add</c>).</summary>
    public virtual Task AddLabelsAsync(IReadOnlyList<string> workflowIds, IReadOnlyList<long> labelIds, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, RequestPath.Of($"/workflow/labels/add"), new RunLabelsRequest(workflowIds, labelIds), Default.RunLabelsRequest, cancellationToken);

    /// <summary>Gives runs exactly these labels (<c>POST /workflow/labels/apply</c>).</summary>
    public virtual Task SetLabelsAsync(IReadOnlyList<string> workflowIds, IReadOnlyList<long> labelIds, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, RequestPath.Of($"/workflow/labels/apply"), new RunLabelsRequest(workflowIds, labelIds), Default.RunLabelsRequest, cancellationToken);

    /// <summary>Takes labels off runs (<c>POST /workflow/labels/remove</c>).</summary>
    public virtual Task RemoveLabelsAsync(IReadOnlyList<string> workflowIds, IReadOnlyList<long> labelIds, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, RequestPath.Of($"/workflow/labels/remove"), new RunLabelsRequest(workflowIds, labelIds), Default.RunLabelsRequest, cancellationToken);
}
