using System.Text;

namespace SageTasks.Testing.Synapse;

/// <summary>Writes the answer of a query to a CSV file, which becomes a file handle of the caller's.</summary>
internal sealed class CsvDownloads(SynapseStore store, Queries queries, FileHandleCatalog files, BlobWriter writer)
{
    public async Task<DownloadResult> RunAsync(JobCall<DownloadRequest> call)
    {
        var request = call.Body;
        var query = new Query
        {
            Sql = request.Sql,
            AdditionalFilters = request.AdditionalFilters,
            SelectedFacets = request.SelectedFacets,
            Sort = request.Sort,
        };
        var (result, source) = store.Run(() => queries.Run(call.Caller, query, call.Stale));
        var withIds = result.HasRowIds && (request.IncludeRowIdAndRowVersion ?? true);
        var withEtag = withIds && source.IsView;
        var part = await writer.WriteAsync(stream =>
        {
            Write(stream, request, result, withIds, withEtag);
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        var name = EntityName.Check(request.FileName ?? $"Job-{Guid.NewGuid():N}.csv");
        return store.Run(() => new DownloadResult
        {
            ConcreteType = TableTypes.Prefix + "DownloadFromTableResult",
            ResultsFileHandleId = files.CreateS3(call.Caller, writer.Keep(call.Caller, name, "text/csv", part), name, "text/csv", part.Md5, Destinations.DefaultId).Id!,
            TableId = source.TableId,
            Etag = source.Etag,
            Headers = result.Headers,
        });
    }

    private static void Write(Stream stream, DownloadRequest request, SqlResult result, bool withIds, bool withEtag)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 64 * 1024, leaveOpen: true);
        var format = CsvFormat.Of(request.CsvTableDescriptor);
        var csv = new CsvWriter(text, format);
        if (request.WriteHeader ?? format.HasHeader)
        {
            csv.Write(Prefixed("ROW_ID", "ROW_VERSION", "ROW_ETAG", result.Headers.Select(h => h.Name)));
        }

        var rows = result.Rows.Skip((int)(request.Offset ?? 0)).Take((int)Math.Min(request.Limit ?? int.MaxValue, int.MaxValue));
        foreach (var row in rows)
        {
            csv.Write(Prefixed(SynId.Number(row.RowId ?? 0), SynId.Number(row.VersionNumber ?? 0), row.Etag, row.Values!));
        }

        IEnumerable<string?> Prefixed(string? id, string? version, string? etag, IEnumerable<string?> cells)
        {
            if (withEtag)
            {
                cells = cells.Prepend(etag);
            }

            return withIds ? cells.Prepend(version).Prepend(id) : cells;
        }
    }
}
