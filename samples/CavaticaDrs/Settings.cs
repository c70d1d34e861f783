using SageTasks.Samples;

namespace ManifestToDrs;

/// <summary>What the command line says.</summary>
internal sealed record Settings
{
    /// <summary>The CSV file with a row for each sample.</summary>
    public required string ManifestFile { get; init; }

    public required string StateFolder { get; init; }

    /// <summary>The project's name, in Synapse and on Cavatica.</summary>
    public required string Project { get; init; }

    /// <summary>The Synapse to use; null for the embedded one.</summary>
    public RealService? Synapse { get; init; }

    /// <summary>The Cavatica to use; null for the embedded one.</summary>
    public RealService? Cavatica { get; init; }

    /// <summary>The address of Cavatica's DRS service; null for the one that belongs to the API.</summary>
    public Uri? Ga4gh { get; init; }

    /// <summary>The billing group's name or id; null where there is only one.</summary>
    public string? BillingGroup { get; init; }

    /// <summary>The name of the volume that the reads are on.</summary>
    public required string Volume { get; init; }

    /// <summary>The JSON file with the cloud service of a volume that is not attached yet.</summary>
    public string? ServiceFile { get; init; }

    public required Toolbox Tools { get; init; }
}
