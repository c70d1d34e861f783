namespace RoundTrip;

/// <summary>What one execution did.</summary>
internal sealed record Summary
{
    public required int Launched { get; init; }

    public required int Reused { get; init; }

    /// <summary>Result files whose bytes went up to Synapse.</summary>
    public required int Uploaded { get; init; }

    /// <summary>The line for programs.</summary>
    public string LastLine => $"launched={Launched} reused={Reused} uploaded={Uploaded}";
}
