namespace SageTasks.Runs;

/// <summary>One place where a stored request is not the request that was asked for.</summary>
public sealed record RequestDifference
{
    /// <summary>The JSON pointer of the place, within the canonical fields.</summary>
    public required string Pointer { get; init; }

    /// <summary>What was asked for, as canonical JSON without secrets; null where nothing was.</summary>
    public string? Asked { get; init; }

    /// <summary>What is stored, as canonical JSON without secrets; null where nothing is.</summary>
    public string? Stored { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Pointer}: asked {Asked ?? "(nothing)"}, stored {Stored ?? "(nothing)"}";
}
