namespace SageTasks.Cavatica;

/// <summary>A volume that is there.</summary>
public sealed record EnsuredVolume
{
    /// <summary>The volume.</summary>
    public required Volume Volume { get; init; }

    /// <summary>Whether this call attached it.</summary>
    public bool IsNew { get; init; }
}
