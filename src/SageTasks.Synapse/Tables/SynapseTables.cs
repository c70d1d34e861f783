using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SageTasks.Storage;
using SageTasks.Tables;

namespace SageTasks.Synapse;

/// <summary>Reads and fills tables and views.</summary>
/// <param name="client">The client to ask with.</param>
/// <param name="transfer">How files are moved; null for the defaults.</param>
public sealed partial class SynapseTables(SynapseClient client, TransferOptions? transfer = null)
{
    private const long RowsAndColumns = 0x1 | 0x4;

    // Left to itself the server escapes with backslashes, which no reader of plain CSV understands.
    private static readonly CsvTableDescriptor Rfc4180 = new() { EscapeCharacter = "\"" };

    private readonly TransferOptions _transfer = transfer ?? new TransferOptions();

    /// <summary>How long a query or change may make no progress before waiting for it ends with a <see cref="TimeoutException"/>.</summary>
    /// <value>null: <see cref="SynapseClientOptions.JobStallTimeout"/>.</value>
    public TimeSpan? JobStallTimeout { get; init; }

    /// <summary>The rows of a query, page by page. A table that changes meanwhile may show rows of both states; a CSV file
    /// (<see cref="DownloadCsvAsync"/>) is always of one.</summary>
    /// <param name="sql">The query, such as <c>SELECT * FROM syn123 WHERE "age" &gt; 40</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The query names no table.</exception>
    public async IAsyncEnumerable<TableRow> QueryAsync(string sql, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var table = TableIn(sql);
        var request = new QueryBundleRequest { EntityId = table.ToString(), Query = new TableQuery { Sql = sql }, PartMask = RowsAndColumns };
        var bundle = await RunQueryAsync(table, request, cancellationToken).ConfigureAwait(false);
        var page = bundle.QueryResult;
        if ((page?.QueryResults?.Headers ?? bundle.SelectColumns) is not { Count: > 0 } columns)
        {
            yield break;
        }

        var header = new TableHeader(columns.Select(column => column.Name), table.ToString());
        while (page?.QueryResults is { } rows)
        {
            foreach (var row in rows.Rows)
            {
                yield return new TableRow(header, row.Values);
            }

            page = await NextAsync(table, page.NextPageToken, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The rows of a query as objects.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="map">Makes an object of a row.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<T> QueryAsync<T>(
        string sql, Func<TableRow, T> map, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        await foreach (var row in QueryAsync(sql, cancellationToken).ConfigureAwait(false))
        {
            yield return map(row);
        }
    }

    /// <summary>The result of a query as a CSV file with a header, of one state of the table, verified by MD5. An equal file is left
    /// alone.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="path">The local file; it appears once it is whole.</param>
    /// <param name="progress">Hears how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<DownloadedFile> DownloadCsvAsync(
        string sql, string path, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var table = TableIn(sql);
        var request = new DownloadFromTableRequest { EntityId = table.ToString(), Sql = sql, WriteHeader = true, CsvTableDescriptor = Rfc4180 };
        var job = await client.StartCsvDownloadAsync(request, cancellationToken).ConfigureAwait(false);
        var result = await client.WaitAsync(token => client.GetCsvDownloadAsync(table, job.Token, token), JobStallTimeout, cancellationToken)
            .ConfigureAwait(false);
        var handle = await client.GetFileHandleAsync(result.ResultsFileHandleId, cancellationToken).ConfigureAwait(false);
        var download = new FileHandleDownload(client, _transfer);
        return await download.RunAsync(table, handle, path, token => client.GetFileHandleUrlAsync(result.ResultsFileHandleId, token), progress, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>The columns of a table or view, in order.</summary>
    public async Task<IReadOnlyList<ColumnModel>> GetColumnsAsync(SynapseId tableId, CancellationToken cancellationToken = default)
    {
        var bundle = await client.GetBundleAsync(tableId.WithoutVersion(), new EntityBundleRequest { IncludeTableBundle = true }, cancellationToken)
            .ConfigureAwait(false);
        return bundle.TableBundle?.ColumnModels ?? throw new ArgumentException($"{tableId} is neither a table nor a view.", nameof(tableId));
    }

    /// <summary>Runs changes of a table or view and waits for what they did. Sent once; a lost answer surfaces.</summary>
    /// <exception cref="SageTasks.Http.SubmissionUnknownException">Whether the changes were started is not known.</exception>
    /// <exception cref="EntityUpdateException">Entities of a view refused their change; others may have taken it.</exception>
    public async Task<TableTransactionResult> ChangeAsync(TableTransactionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var table = SynapseId.Parse(request.EntityId);
        var job = await client.StartTransactionAsync(request, cancellationToken).ConfigureAwait(false);
        var result = await client.WaitAsync(token => client.GetTransactionAsync(table, job.Token, token), JobStallTimeout, cancellationToken)
            .ConfigureAwait(false);
        EntityUpdateException.ThrowIfAny(result);
        return result;
    }

    internal async Task<QueryResultBundle> RunQueryAsync(SynapseId table, QueryBundleRequest request, CancellationToken cancellationToken)
    {
        var job = await client.StartQueryAsync(request, cancellationToken).ConfigureAwait(false);
        return await client.WaitAsync(token => client.GetQueryAsync(table, job.Token, token), JobStallTimeout, cancellationToken)
            .ConfigureAwait(false);
    }

    internal async Task<QueryResult?> NextAsync(SynapseId table, QueryNextPageToken? next, CancellationToken cancellationToken)
    {
        if (next is null)
        {
            return null;
        }

        var job = await client.StartNextPageAsync(table, next, cancellationToken).ConfigureAwait(false);
        return await client.WaitAsync(token => client.GetNextPageAsync(table, job.Token, token), JobStallTimeout, cancellationToken)
            .ConfigureAwait(false);
    }

    private static SynapseId TableIn(string sql)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        return FromClause().Match(sql) is { Success: true } match
            ? SynapseId.Parse(match.Groups["id"].Value).WithoutVersion()
            : throw new ArgumentException($"The query names no table: expected … FROM syn123 … in '{sql}'.", nameof(sql));
    }

    [GeneratedRegex(@"\bfrom\s+(?<id>syn\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex FromClause();
}
