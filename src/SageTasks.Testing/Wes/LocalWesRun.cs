using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>A run as the server really has it, whatever its answers show.</summary>
public sealed record LocalWesRun
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its state as WES writes it, see <see cref="LocalWesState"/>.</summary>
    public required string State { get; init; }

    /// <summary>When the server took it in, by its own clock.</summary>
    public required DateTimeOffset Submitted { get; init; }

    /// <summary>The workflow's address, or the name of an attachment.</summary>
    public required string WorkflowUrl { get; init; }

    /// <summary>The workflow's language.</summary>
    public required string WorkflowType { get; init; }

    /// <summary>The parameters; null where there are none.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>The tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The names of the files that came with it.</summary>
    public required IReadOnlyList<string> Attachments { get; init; }
}
