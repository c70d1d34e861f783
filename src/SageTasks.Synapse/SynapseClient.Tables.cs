using System.Text.Json.Serialization.Metadata;
using SageTasks.Http;

namespace SageTasks.Synapse;

public partial class SynapseClient
{
    /// <summary>Creates a column: <c>POST /column</c>. An equal definition is the same column, whoever created it.</summary>
    public virtual Task<ColumnModel> CreateColumnAsync(ColumnModel column, CancellationToken cancellationToken = default) =>
        _repo.SendAsync(
            HttpMethod.Post, $"/column", RequestSafety.Idempotent, column, SynapseJson.Default.ColumnModel, SynapseJson.Default.ColumnModel, cancellationToken);

    /// <summary>Creates several columns: <c>POST /column/batch</c>. An equal definition is the same column, whoever created it.</summary>
    public virtual async Task<IReadOnlyList<ColumnModel>> CreateColumnsAsync(
        IEnumerable<ColumnModel> columns, CancellationToken cancellationToken = default)
    {
        var answer = await _repo.SendAsync(
            HttpMethod.Post, $"/column/batch", RequestSafety.Idempotent, new ListWrapper<ColumnModel> { List = [.. columns] },
            SynapseJson.Default.ListWrapperColumnModel, SynapseJson.Default.ListWrapperColumnModel, cancellationToken)
                .ConfigureAwait(false);
        return answer.List;
    }

    /// <summary>A column: <c>GET /column/{id}</c>.</summary>
    public virtual Task<ColumnModel> GetColumnAsync(string columnId, CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/column/{columnId}", SynapseJson.Default.ColumnModel, cancellationToken);

    /// <summary>The columns of a table or view, in order: <c>GET /entity/{id}/column</c>. Synapse allows this six times a minute; a bundle
    /// with <see cref="EntityBundleRequest.IncludeTableBundle"/> says the same without that limit.</summary>
    public virtual async Task<IReadOnlyList<ColumnModel>> GetTableColumnsAsync(SynapseId id, CancellationToken cancellationToken = default)
    {
        var answer = await _repo.GetAsync($"/entity/{Newest(id)}/column", SynapseJson.Default.PaginatedColumnModels, cancellationToken)
            .ConfigureAwait(false);
        return answer.Results;
    }

    /// <summary>Starts a query: <c>POST /entity/{id}/table/query/async/start</c>.</summary>
    public virtual Task<AsyncJobId> StartQueryAsync(QueryBundleRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(RequestPath.Of($"/entity/{TableOf(request?.EntityId)}/table/query/async/start"), RequestSafety.Idempotent, request!, SynapseJson.Default.QueryBundleRequest, cancellationToken);

    /// <summary>Asks after a query: <c>GET /entity/{id}/table/query/async/get/{token}</c>.</summary>
    public virtual Task<AsyncJob<QueryResultBundle>> GetQueryAsync(
        SynapseId id, string jobToken, CancellationToken cancellationToken = default) =>
        GetJobAsync(RequestPath.Of($"/entity/{id.WithoutVersion()}/table/query/async/get/{jobToken}"), SynapseJson.Default.QueryResultBundle, cancellationToken);

    /// <summary>Starts reading the next page of a query: <c>POST /entity/{id}/table/query/nextPage/async/start</c>.</summary>
    public virtual Task<AsyncJobId> StartNextPageAsync(
        SynapseId id, QueryNextPageToken token, CancellationToken cancellationToken = default) =>
        StartAsync(RequestPath.Of($"/entity/{id.WithoutVersion()}/table/query/nextPage/async/start"), RequestSafety.Idempotent, token, SynapseJson.Default.QueryNextPageToken, cancellationToken);

    /// <summary>Asks after the next page of a query: <c>GET /entity/{id}/table/query/nextPage/async/get/{token}</c>.</summary>
    public virtual Task<AsyncJob<QueryResult>> GetNextPageAsync(
        SynapseId id, string jobToken, CancellationToken cancellationToken = default) =>
        GetJobAsync(RequestPath.Of($"/entity/{id.WithoutVersion()}/table/query/nextPage/async/get/{jobToken}"), SynapseJson.Default.QueryResult, cancellationToken);

    /// <summary>Starts a query whose result becomes a CSV file: <c>POST /entity/{id}/table/download/csv/async/start</c>.</summary>
    public virtual Task<AsyncJobId> StartCsvDownloadAsync(
        DownloadFromTableRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(RequestPath.Of($"/entity/{TableOf(request?.EntityId)}/table/download/csv/async/start"), RequestSafety.Idempotent, request!, SynapseJson.Default.DownloadFromTableRequest, cancellationToken);

    /// <summary>Asks after a CSV file: <c>GET /entity/{id}/table/download/csv/async/get/{token}</c>. Its bytes come by
    /// <see cref="GetFileHandleUrlAsync"/>.</summary>
    public virtual Task<AsyncJob<DownloadFromTableResult>> GetCsvDownloadAsync(
        SynapseId id, string jobToken, CancellationToken cancellationToken = default) =>
        GetJobAsync(RequestPath.Of($"/entity/{id.WithoutVersion()}/table/download/csv/async/get/{jobToken}"), SynapseJson.Default.DownloadFromTableResult, cancellationToken);

    /// <summary>Starts changes of a table or view: <c>POST /entity/{id}/table/transaction/async/start</c>. Sent once: the server does not
    /// tell repeats apart.</summary>
    /// <exception cref="SubmissionUnknownException">Whether it was started is not known; <c>SynapseTables.AppendAsync</c> looks
    /// first.</exception>
    public virtual Task<AsyncJobId> StartTransactionAsync(TableTransactionRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(RequestPath.Of($"/entity/{TableOf(request?.EntityId)}/table/transaction/async/start"), RequestSafety.Once, request!, SynapseJson.Default.TableTransactionRequest, cancellationToken);

    /// <summary>Asks after changes of a table or view: <c>GET /entity/{id}/table/transaction/async/get/{token}</c>.</summary>
    /// <exception cref="InvalidRequestException">The job failed and changed nothing.</exception>
    public virtual Task<AsyncJob<TableTransactionResult>> GetTransactionAsync(
        SynapseId id, string jobToken, CancellationToken cancellationToken = default) =>
        GetJobAsync(RequestPath.Of($"/entity/{id.WithoutVersion()}/table/transaction/async/get/{jobToken}"), SynapseJson.Default.TableTransactionResult, cancellationToken);

    /// <summary>Starts finding out which columns a CSV file would need: <c>POST /table/upload/csv/preview/async/start</c>.</summary>
    public virtual Task<AsyncJobId> StartCsvPreviewAsync(CsvPreviewRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(RequestPath.Of($"/table/upload/csv/preview/async/start"), RequestSafety.Idempotent, request, SynapseJson.Default.CsvPreviewRequest, cancellationToken);

    /// <summary>Asks which columns a CSV file would need: <c>GET /table/upload/csv/preview/async/get/{token}</c>.</summary>
    public virtual Task<AsyncJob<CsvPreview>> GetCsvPreviewAsync(string jobToken, CancellationToken cancellationToken = default) =>
        GetJobAsync(RequestPath.Of($"/table/upload/csv/preview/async/get/{jobToken}"), SynapseJson.Default.CsvPreview, cancellationToken);

    /// <summary>Starts finding out which columns the annotations of a view would make:
    /// <c>POST /column/view/scope/async/start</c>.</summary>
    public virtual Task<AsyncJobId> StartViewColumnsAsync(ViewColumnsRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(RequestPath.Of($"/column/view/scope/async/start"), RequestSafety.Idempotent, request, SynapseJson.Default.ViewColumnsRequest, cancellationToken);

    /// <summary>Asks which columns the annotations of a view would make: <c>GET /column/view/scope/async/get/{token}</c>.</summary>
    public virtual Task<AsyncJob<ViewColumnsPage>> GetViewColumnsAsync(string jobToken, CancellationToken cancellationToken = default) =>
        GetJobAsync(RequestPath.Of($"/column/view/scope/async/get/{jobToken}"), SynapseJson.Default.ViewColumnsPage, cancellationToken);

    /// <summary>Deletes rows: <c>POST /entity/{id}/table/deleteRows</c>.</summary>
    public virtual Task<RowReferenceSet> DeleteRowsAsync(SynapseId id, RowSelection rows, CancellationToken cancellationToken = default) =>
        _repo.SendAsync(
            HttpMethod.Post, $"/entity/{Newest(id)}/table/deleteRows", RequestSafety.Once, rows,
            SynapseJson.Default.RowSelection, SynapseJson.Default.RowReferenceSet, cancellationToken);

    /// <summary>Makes a version of a table or view: <c>POST /entity/{id}/table/snapshot</c>. A repeat makes another one.</summary>
    public virtual Task<SnapshotResult> CreateSnapshotAsync(
        SynapseId id, SnapshotRequest request, CancellationToken cancellationToken = default) =>
        _repo.SendAsync(
            HttpMethod.Post, $"/entity/{Newest(id)}/table/snapshot", RequestSafety.Once, request,
            SynapseJson.Default.SnapshotRequest, SynapseJson.Default.SnapshotResult, cancellationToken);

    private static SynapseId TableOf(string? entityId) => SynapseId.Parse(entityId ?? "").WithoutVersion();

    private Task<AsyncJobId> StartAsync<T>(
        RequestPath path, RequestSafety safety, T request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        _repo.SendAsync(HttpMethod.Post, path, safety, request, type, SynapseJson.Default.AsyncJobId, cancellationToken);
}
