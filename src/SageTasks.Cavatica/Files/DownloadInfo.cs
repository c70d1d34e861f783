namespace SageTasks.Cavatica;

/// <summary>Where a file's bytes can be fetched for a while.</summary>
public sealed record DownloadInfo
{
    /// <summary>The signed address: it grants access and is kept like a secret.</summary>
    public string? Url { get; init; }

    /// <summary>No part of the address: it grants access.</summary>
    public override string ToString() => "a signed address";
}
