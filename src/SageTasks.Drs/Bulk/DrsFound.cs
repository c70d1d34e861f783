namespace SageTasks.Drs;

/// <summary>What became of one of many.</summary>
/// <typeparam name="TKey">What was asked with.</typeparam>
/// <typeparam name="T">What was asked for.</typeparam>
public sealed record DrsFound<TKey, T>
    where T : class
{
    /// <summary>What was asked with.</summary>
    public required TKey Key { get; init; }

    /// <summary>What was found; null where there was an error.</summary>
    public T? Value { get; init; }

    /// <summary>The error, as an HTTP status; null where it was found.</summary>
    public int? ErrorCode { get; init; }
}
