namespace SageTasks.Testing.Synapse;

/// <summary>A secret of the server's own, kept so that signed URLs outlive a restart.</summary>
internal sealed record Secret
{
    public required string Value { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => "a secret";
}
