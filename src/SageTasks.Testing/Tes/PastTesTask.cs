namespace SageTasks.Testing;

/// <summary>A task that was there before, put into a <see cref="LocalTes"/> without executing anything.</summary>
public sealed record PastTesTask
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The whole task as JSON, as a client would send it; <see cref="Name"/> and <see cref="Tags"/> go before what it says. Null: one command that does nothing.</summary>
    public string? Json { get; init; }

    /// <summary>Its state as TES writes it, see <see cref="LocalTesState"/>.</summary>
    public string State { get; init; } = LocalTesState.Complete;

    /// <summary>When it was created; null for now.</summary>
    public DateTimeOffset? CreationTime { get; init; }
}
