using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>A volume as it is kept: a cloud bucket to clients, a folder here.</summary>
internal sealed record VolumeDocument
{
    /// <summary><c>owner/name</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required string Owner { get; init; }

    /// <summary><c>RO</c> or <c>RW</c>.</summary>
    public required string AccessMode { get; init; }

    /// <summary>What the volume is of, without its secrets.</summary>
    public required JsonObject Service { get; init; }

    /// <summary>The folder on this machine.</summary>
    public required string Folder { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    public required DateTimeOffset ModifiedOn { get; init; }
}
