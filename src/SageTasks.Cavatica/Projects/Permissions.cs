namespace SageTasks.Cavatica;

/// <summary>What a member of a project or volume may do.</summary>
public sealed record Permissions
{
    /// <summary>See it.</summary>
    public bool? Read { get; init; }

    /// <summary>Change and delete.</summary>
    public bool? Write { get; init; }

    /// <summary>Copy out of it.</summary>
    public bool? Copy { get; init; }

    /// <summary>Run tasks.</summary>
    public bool? Execute { get; init; }

    /// <summary>Change members and settings.</summary>
    public bool? Admin { get; init; }
}
