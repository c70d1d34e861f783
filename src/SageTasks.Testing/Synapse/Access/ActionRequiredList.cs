namespace SageTasks.Testing.Synapse;

/// <summary>What the caller must do before a download; nothing, here.</summary>
internal sealed record ActionRequiredList
{
    public required IReadOnlyList<string> Actions { get; init; }
}
