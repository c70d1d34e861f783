namespace SageTasks.Testing.Gcs;

/// <summary>The body of a composition.</summary>
internal sealed record ComposeRequest
{
    public IReadOnlyList<Source>? SourceObjects { get; init; }

    public ObjectFields? Destination { get; init; }

    internal sealed record Source
    {
        public string? Name { get; init; }

        public string? Generation { get; init; }

        public Preconditions? ObjectPreconditions { get; init; }
    }

    internal sealed record Preconditions
    {
        public string? IfGenerationMatch { get; init; }
    }
}
