namespace SageTasks.Testing.S3;

/// <summary>
/// The operations, by method, place and the query that names them: <c>PUT object</c>, <c>GET object?uploadId</c>. One path serves many
/// operations in S3.
/// </summary>
internal sealed class S3Operations
{
    // What S3 has and this server has not must not be mistaken for the plain operation of that path.
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "abac", "accelerate", "acl", "analytics", "attributes", "cors", "encryption", "intelligent-tiering", "inventory", "legal-hold", "lifecycle", "logging",
        "metadataConfiguration", "metadataTable", "metrics", "notification", "object-lock", "ownershipControls", "policy", "policyStatus", "publicAccessBlock",
        "renameObject", "replication", "requestPayment", "restore", "retention", "select", "session", "tagging", "torrent", "versionId", "versioning", "versions",
        "website",
    };

    private readonly Dictionary<string, List<(string? Query, Func<S3Call, CancellationToken, ValueTask<LocalAnswer>> Handle)>> _operations = new(StringComparer.Ordinal);

    public void Map(string operation, Func<S3Call, LocalAnswer> handle) => Map(operation, (call, _) => ValueTask.FromResult(handle(call)));

    public void Map(string operation, Func<S3Call, CancellationToken, ValueTask<LocalAnswer>> handle)
    {
        var (path, query) = operation.Split('?') is [var p, var q] ? (p, q) : (operation, null);
        if (!_operations.TryGetValue(path, out var known))
        {
            _operations[path] = known = [];
        }

        known.Add((query, handle));
    }

    /// <exception cref="S3Refusal">There is no such operation here.</exception>
    public ValueTask<LocalAnswer> RunAsync(S3Call call, CancellationToken stopping)
    {
        var known = _operations.GetValueOrDefault($"{call.Request.Method} {call.Place}") ?? throw new S3Refusal(S3Error.MethodNotAllowed);
        var named = known.Find(operation => operation.Query is { } query && call.Query(query) is not null);
        if (named.Handle is null && call.Request.Query.Keys.FirstOrDefault(Others.Contains) is { } other)
        {
            throw new S3Refusal(S3Error.NotImplemented(other));
        }

        var handle = named.Handle ?? known.Find(operation => operation.Query is null).Handle ?? throw new S3Refusal(S3Error.MethodNotAllowed);
        return handle(call, stopping);
    }
}
