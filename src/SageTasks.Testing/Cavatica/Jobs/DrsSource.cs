namespace SageTasks.Testing.Cavatica;

/// <summary>An object that a DRS URI led to, its bytes already here or on a volume.</summary>
internal sealed record DrsSource
{
    public required string Name { get; init; }

    public long Size { get; init; }

    public string? ETag { get; init; }

    public IReadOnlyList<StoredBytes> Bytes { get; init; } = [];

    public string? Volume { get; init; }

    public string? Location { get; init; }

    /// <summary>What is in it, where it is a bundle.</summary>
    public IReadOnlyList<DrsSource>? Contents { get; init; }
}
