namespace SageTasks.Cavatica;

/// <summary>Where a DRS object's bytes can be fetched for a while.</summary>
public sealed record DrsAccessUrl
{
    /// <summary>The signed address: it grants access and is kept like a secret.</summary>
    public string? Url { get; init; }

    /// <summary>Headers to send, as name and value.</summary>
    public IReadOnlyList<string> Headers { get; init => field = value ?? []; } = [];

    /// <summary>No part of the address: it grants access.</summary>
    public override string ToString() => "a signed address";
}
