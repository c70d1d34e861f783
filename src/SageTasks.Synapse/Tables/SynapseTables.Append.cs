using SageTasks.Tables;

namespace SageTasks.Synapse;

public sealed partial class SynapseTables
{
    // The server refuses bodies of more than 2 MiB; a character takes up to 6 bytes, a cell its column's id and punctuation besides.
    private const int MostCharactersOfBatch = 300_000;
    private const int CharactersOfCell = 20;

    /// <summary>Appends rows that are not in the table yet. Calling again with the same rows appends nothing.</summary>
    /// <remarks>The server takes a repeated append for a new one. So each batch first looks which keys are there; where the answer to a
    /// batch is lost, it looks again until the rows appear or <see cref="RowAppend.SettleTime"/> has passed, and only then sends what is
    /// still missing; last, it looks once more and removes rows that a request of its own, late or repeated by a proxy, added again. A
    /// request that takes effect even later leaves a twin, which a query by key shows.</remarks>
    /// <param name="request">The table, and what tells rows apart.</param>
    /// <param name="rows">The rows; their columns are columns of the table.</param>
    /// <param name="cancellationToken">Ends the call; batches that were sent stay.</param>
    /// <exception cref="ArgumentException">The table lacks a column, or two rows have the same key.</exception>
    public async Task<AppendedRows> AppendAsync(
        RowAppend request, IAsyncEnumerable<TableRow> rows, CancellationToken cancellationToken = default)
    {
        Validate(request);
        ArgumentNullException.ThrowIfNull(rows);
        var appender = new RowAppender(client, this, request, await GetColumnsAsync(request.TableId, cancellationToken).ConfigureAwait(false));
        var (batch, size) = (new List<TableRow>(), 0);
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var length = row.Values.Sum(cell => cell is null ? 0 : cell.Length + CharactersOfCell);
            if (batch.Count == request.BatchRows || (batch.Count > 0 && size + length > MostCharactersOfBatch))
            {
                await appender.AppendAsync(batch, cancellationToken).ConfigureAwait(false);
                batch.Clear();
                size = 0;
            }

            batch.Add(row);
            size += length;
        }

        if (batch.Count > 0)
        {
            await appender.AppendAsync(batch, cancellationToken).ConfigureAwait(false);
        }

        return appender.Result;
    }

    /// <summary>Appends rows that are not in the table yet. Calling again with the same rows appends nothing.</summary>
    public Task<AppendedRows> AppendAsync(RowAppend request, IEnumerable<TableRow> rows, CancellationToken cancellationToken = default) =>
        AppendAsync(request, rows.ToAsyncEnumerable(), cancellationToken);

    /// <summary>Appends the rows of a local CSV or TSV file that are not in the table yet, in bounded memory. Calling again appends
    /// nothing.</summary>
    /// <exception cref="IOException">The file can't be read; nothing was sent.</exception>
    public async Task<AppendedRows> AppendFileAsync(RowAppend request, string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Tells of a file that can't be read before the table is asked for.
        File.OpenHandle(path).Dispose();
        return await AppendAsync(request, TableReader.ReadFileAsync(path, cancellationToken: cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static void Validate(RowAppend request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.BatchRows, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.BatchRows, 10_000, nameof(request));
        if (request.TableId.Version is not null)
        {
            throw new ArgumentException($"{request.TableId} names a version; rows are appended to the table itself.", nameof(request));
        }

        if (request.KeyColumns.Count > 0 == request.AppendIdColumn is not null || string.IsNullOrWhiteSpace(request.AppendId) != request.AppendIdColumn is null)
        {
            throw new ArgumentException(
                "Name either KeyColumns, or AppendIdColumn together with AppendId: without either, a lost answer could leave rows twice.", nameof(request));
        }
    }
}
