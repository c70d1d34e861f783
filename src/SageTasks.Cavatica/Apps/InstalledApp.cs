namespace SageTasks.Cavatica;

/// <summary>A CWL document that a project has as an app.</summary>
public sealed record InstalledApp
{
    /// <summary>The app with its revision, for tasks.</summary>
    public required string AppId { get; init; }

    /// <summary>Whether this call installed it.</summary>
    public bool IsNew { get; init; }
}
