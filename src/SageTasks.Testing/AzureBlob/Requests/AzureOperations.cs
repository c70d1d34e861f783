namespace SageTasks.Testing.AzureBlob;

/// <summary>The operations, by method, place and what the query names: <c>PUT blob</c>, <c>PUT blob?block</c>, <c>GET container?list</c>.</summary>
internal sealed class AzureOperations
{
    private readonly Dictionary<string, Func<AzureCall, CancellationToken, ValueTask<LocalAnswer>>> _operations = new(StringComparer.Ordinal);

    public void Map(string operation, Func<AzureCall, LocalAnswer> handle) => Map(operation, (call, _) => ValueTask.FromResult(handle(call)));

    public void Map(string operation, Func<AzureCall, CancellationToken, ValueTask<LocalAnswer>> handle) => _operations.Add(operation, handle);

    /// <exception cref="AzureRefusal">There is no such operation here.</exception>
    public ValueTask<LocalAnswer> RunAsync(AzureCall call, CancellationToken stopping)
    {
        var name = $"{call.Request.Method} {call.Place}{Variant(call)}";
        return _operations.TryGetValue(name, out var handle) ? handle(call, stopping) : throw new AzureRefusal(AzureError.NotHere(name));
    }

    private static string Variant(AzureCall call)
    {
        if (call.Query("snapshot") is not null || call.Query("versionid") is not null)
        {
            return "?snapshot";
        }

        if (call.Query("comp") is { } part)
        {
            return "?" + part;
        }

        // A source in the headers makes a copy; with the type of the blob it is one that is put.
        var isCopy = call.Place == "blob" && call.Request.Method == "PUT" && call.Header("x-ms-copy-source") is not null;
        return isCopy ? "?copy" : "";
    }
}
