using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A bucket to attach.</summary>
public sealed record NewVolume
{
    /// <summary>Its name on the platform.</summary>
    public required string Name { get; init; }

    /// <summary>A description.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it can be written to.</summary>
    public VolumeAccess AccessMode { get; init; }

    /// <summary>The cloud service: type, bucket, prefix, endpoint, credentials and properties.</summary>
    public required JsonObject Service { get; init; }

    /// <summary>The name; not the service, which holds credentials.</summary>
    public override string ToString() => $"volume {Name} ({AccessMode})";
}
