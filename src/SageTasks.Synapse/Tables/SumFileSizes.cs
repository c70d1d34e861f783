namespace SageTasks.Synapse;

/// <summary>How large the files of a query's rows are together.</summary>
public sealed record SumFileSizes
{
    /// <summary>Bytes.</summary>
    public long? SumFileSizesBytes { get; init; }

    /// <summary>Whether there are more files than the server adds up: the sum is larger then.</summary>
    public bool GreaterThan { get; init; }
}
