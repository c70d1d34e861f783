using SageTasks.Testing;

namespace SageTasks.GuardStorm;

/// <summary>A platform that runs, with what its submitters and the judge need of it.</summary>
internal sealed record StormServer : IAsyncDisposable
{
    public required IAsyncDisposable Platform { get; init; }

    public required Uri Url { get; init; }

    public string? Token { get; init; }

    public long? WorkspaceId { get; init; }

    public required FaultInjector Faults { get; init; }

    public required CommitJournal Journal { get; init; }

    /// <summary>Makes every draft older than any that its guard may still need; null on a platform without drafts.</summary>
    public Action? LetDraftsAge { get; init; }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}
