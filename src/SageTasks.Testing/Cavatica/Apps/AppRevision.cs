using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>A revision of an app.</summary>
internal sealed record AppRevision
{
    public required int Number { get; init; }

    public required JsonObject Raw { get; init; }

    /// <summary>What it was copied or brought up to date from, with the revision; an edit keeps it.</summary>
    public string? CopyOf { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }
}
