using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>What changes about a volume; null stays as it is.</summary>
public sealed record VolumeChange
{
    /// <summary>A new description.</summary>
    public string? Description { get; init; }

    /// <summary>Another access mode.</summary>
    public VolumeAccess? AccessMode { get; init; }

    /// <summary>What changes about the cloud service.</summary>
    public JsonObject? Service { get; init; }

    /// <summary>Whether it can be used.</summary>
    public bool? Active { get; init; }

    /// <summary>What changes; not the service, which holds credentials.</summary>
    public override string ToString() => $"volume: {Description} ({AccessMode})";
}
