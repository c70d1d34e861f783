namespace SageTasks.Testing;

/// <summary>What the journal keeps of a task that came to be (<c>task.created</c>).</summary>
internal sealed record TaskCommit
{
    public string? Name { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }

    public string? Owner { get; init; }

    public required DateTimeOffset CreationTime { get; init; }
}
