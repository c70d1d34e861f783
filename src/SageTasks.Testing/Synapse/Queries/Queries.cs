using System.Text.Json;

namespace SageTasks.Testing.Synapse;

/// <summary>Answers queries page by page.</summary>
internal sealed class Queries(NodeTree tree, EntityContent content, TableSources sources)
{
    private const string Model = "org.sagebionetworks.repo.model.table.";

    public QueryResultBundle Bundle(JobCall<QueryBundleRequest> call)
    {
        var query = call.Body.Query ?? throw SynapseError.Invalid("QueryBundleRequest.query is required.");
        var (result, source) = Run(call.Caller, query, call.Stale);
        bool Wants(long bit) => call.Body.PartMask is null || (call.Body.PartMask & bit) != 0;
        return new QueryResultBundle
        {
            ConcreteType = Model + "QueryResultBundle",
            QueryResult = Wants(0x1) ? ToPage(query, result, source) : null,
            QueryCount = Wants(0x2) ? result.Count : null,
            SelectColumns = Wants(0x4) ? result.Headers : null,
            MaxRowsPerPage = Wants(0x8) ? MaxRows(result, source) : null,
            ColumnModels = Wants(0x10) ? source.Columns : null,
            Facets = Wants(0x20) ? FacetReader.Read(query, source) : null,
            SumFileSizes = Wants(0x40) ? new SumFileSizes { SumFileSizesBytes = SumOfFiles(result, source), GreaterThan = false } : null,
            LastUpdatedOn = Wants(0x80) ? source.LastUpdatedOn : null,
            CombinedSql = call.Body.PartMask is { } mask && (mask & 0x100) != 0 ? query.Sql : null,
        };
    }

    public QueryResult NextPage(JobCall<QueryNextPageToken> call)
    {
        var query = ReadToken(call.Body.Token);
        var (result, source) = Run(call.Caller, query, call.Stale);
        return ToPage(query, result, source);
    }

    public (SqlResult Result, RowSource Source) Run(Caller caller, Query query, TimeSpan? stale)
    {
        var sql = SqlParser.Parse(query.Sql);
        var source = sources.Of(caller, sql.From, stale);
        return (SqlEngine.Run(QueryFilters.Apply(sql, query.AdditionalFilters, query.SelectedFacets, query.Sort), source), source);
    }

    private static QueryResult ToPage(Query query, SqlResult result, RowSource source)
    {
        var offset = (int)Math.Min(query.Offset ?? 0, result.Count);
        var left = (int)Math.Min(query.Limit ?? long.MaxValue, result.Count - offset);
        var size = (int)Math.Min(left, MaxRows(result, source));
        var withEtag = query.IncludeEntityEtag == true && source.IsView;
        return new QueryResult
        {
            ConcreteType = Model + "QueryResult",
            QueryResults = new RowSet
            {
                ConcreteType = Model + "RowSet",
                TableId = source.TableId,
                Etag = source.Etag,
                Headers = result.Headers,
                Rows = [.. result.Rows.Skip(offset).Take(size).Select(r => withEtag ? r : r with { Etag = null })],
            },
            NextPageToken = size < left ? Token(query, source, offset + size, query.Limit - size) : null,
        };
    }

    private static long MaxRows(SqlResult result, RowSource source)
    {
        var types = source.Columns.ToDictionary(c => c.Id ?? c.Name!, StringComparer.Ordinal);
        return Columns.MaxRowsPerPage(
            [.. result.Headers.Select(h => types.GetValueOrDefault(h.Id ?? "") ?? new ColumnModel { Name = h.Name, ColumnType = h.ColumnType })]);
    }

    private long SumOfFiles(SqlResult result, RowSource source) => result.HasRowIds && source.IsView
        ? result.Rows.Sum(r => tree.Find(r.RowId ?? 0) is { } node ? content.FileOf(tree.GetRevision(node).Body)?.ContentSize ?? 0 : 0)
        : 0;

    private static QueryNextPageToken Token(Query query, RowSource source, long offset, long? limit) => new()
    {
        ConcreteType = Model + "QueryNextPageToken",
        EntityId = source.TableId,
        Token = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(query with { Offset = offset, Limit = limit }, SynapseJson.Default.Query)),
    };

    private static Query ReadToken(string? token)
    {
        try
        {
            return JsonSerializer.Deserialize(Convert.FromBase64String(token ?? ""), SynapseJson.Default.Query)!;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw SynapseError.Invalid($"The token is not one of this server's: {e.Message}");
        }
    }
}
