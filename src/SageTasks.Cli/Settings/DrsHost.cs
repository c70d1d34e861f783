namespace SageTasks.Cli;

/// <summary>How a DRS server is reached.</summary>
internal sealed record DrsHost
{
    /// <summary>Its API.</summary>
    /// <value>null: at the usual path of the host.</value>
    public Uri? Endpoint { get; init; }

    /// <summary>A file that holds its token.</summary>
    /// <value>null: none, or that of the platform's own environment variable.</value>
    public string? TokenFile { get; init; }
}
