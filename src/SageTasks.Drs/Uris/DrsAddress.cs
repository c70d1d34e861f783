namespace SageTasks.Drs;

/// <summary>Where an object is asked for: a server and the id there.</summary>
public sealed record DrsAddress
{
    /// <summary>The address of the server's API, such as <c>https://drs.example.org/ga4gh/drs/v1</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The id, not percent-encoded.</summary>
    public required string Id { get; init; }

    /// <summary>The name in <see cref="DrsOptions.Hosts"/> whose settings hold: the host, with its port where it has one, or the prefix.</summary>
    public required string Host { get; init; }

    /// <summary>What stands before the colon of the compact identifier that led here, such as <c>drs.42</c> or <c>provider/drs.42</c>; null
    /// where a host led here.</summary>
    public string? Prefix { get; init; }

    /// <summary>The DRS URI of an object of this server: it leads back to here, whatever registry or setting led here.</summary>
    /// <exception cref="ArgumentException">No DRS URI leads to this host.</exception>
    internal DrsUri UriOf(string id) => Prefix?.Split('/') switch
    {
        null => DrsUri.ForHost(Host, id),
        [var provider, var prefix] => DrsUri.ForPrefix(prefix, id, provider),
        _ => DrsUri.ForPrefix(Prefix, id),
    };
}
