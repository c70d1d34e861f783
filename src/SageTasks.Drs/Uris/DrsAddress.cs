namespace SageTasks.Drs;

/// <summary>Where an object is asked for: a server and the id there.</summary>
public sealed record DrsAddress
{
    /// <summary>The address of the server's API, such as <c>https://drs.example.org/ga4gh/drs/v1</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The id, not percent-encoded.</summary>
    public required string Id { get; init; }

    /// <summary>The name in <see cref="DrsOptions.Hosts"/> whose settings hold: the host or the prefix.</summary>
    public required string Host { get; init; }
}
