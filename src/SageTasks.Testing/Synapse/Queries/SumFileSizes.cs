namespace SageTasks.Testing.Synapse;

/// <summary>How large the files of a result are together.</summary>
internal sealed record SumFileSizes
{
    public required long SumFileSizesBytes { get; init; }

    public required bool GreaterThan { get; init; }
}
