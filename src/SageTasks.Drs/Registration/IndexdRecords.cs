namespace SageTasks.Drs;

/// <summary>A page of records of indexd.</summary>
internal sealed record IndexdRecords
{
    public IReadOnlyList<IndexdRecord>? Records { get; init; }
}
