namespace SageTasks.Testing.Cavatica;

/// <summary>An upload under way, as it is kept.</summary>
internal sealed record UploadDocument
{
    public required string Id { get; init; }

    public required string Project { get; init; }

    public required string Folder { get; init; }

    public required string Name { get; init; }

    public required long Size { get; init; }

    public required long PartSize { get; init; }

    public required string User { get; init; }

    public required DateTimeOffset Initiated { get; init; }

    public bool Overwrites { get; init; }

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<UploadPart> Parts { get; init; } = [];

    /// <summary>How many parts there must be; an empty file is one empty part.</summary>
    public int PartCount => (int)Math.Max(1, (Size + PartSize - 1) / PartSize);

    public long LengthOf(int number) => number == PartCount ? Size - (PartCount - 1) * PartSize : PartSize;
}
