namespace SageTasks.Wes;

/// <summary>The engine that was chosen for a request that names none. It is sent, and is no part of the key of the work.</summary>
public sealed record WesEngineChoice
{
    /// <summary>The server's only engine; null where the choice is left to the server.</summary>
    public string? WorkflowEngine { get; init; }
}
