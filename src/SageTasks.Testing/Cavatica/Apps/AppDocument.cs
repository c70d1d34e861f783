namespace SageTasks.Testing.Cavatica;

/// <summary>An app with all its revisions, as it is kept.</summary>
internal sealed record AppDocument
{
    /// <summary><c>owner/project/app</c>.</summary>
    public required string Id { get; init; }

    public required string Project { get; init; }

    /// <summary>In the order of their numbers, from 0.</summary>
    public required IReadOnlyList<AppRevision> Revisions { get; init; }

    /// <summary>The app that it is a copy of, with the revision.</summary>
    public string? CopyOf => Latest.CopyOf;

    public AppRevision Latest => Revisions[^1];
}
