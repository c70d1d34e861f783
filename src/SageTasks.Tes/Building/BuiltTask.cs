namespace SageTasks.Tes;

/// <summary>A task that was held against the rules of TES and of one server.</summary>
public sealed record BuiltTask
{
    /// <summary>The task.</summary>
    public required TesTask Task { get; init; }

    /// <summary>What this server will do otherwise than asked, such as drop a backend parameter; empty where nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];
}
