namespace SageTasks.Testing.Cavatica;

/// <summary>A marked place in a file of the genome browser, as it is kept.</summary>
internal sealed record MarkerDocument
{
    public required string Id { get; init; }

    public required string File { get; init; }

    public required string Name { get; init; }

    public required string Chromosome { get; init; }

    public required long Start { get; init; }

    public required long End { get; init; }

    public bool IsPrivate { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedTime { get; init; }
}
