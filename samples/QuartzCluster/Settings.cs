namespace QuartzCluster;

/// <summary>What the command line says.</summary>
internal sealed record Settings
{
    public static readonly TimeSpan UsualCheckIn = TimeSpan.FromSeconds(5);

    /// <summary>Npgsql's connection string of the database that holds the cluster and the ledger.</summary>
    public required string Database { get; init; }

    /// <summary>A folder that all nodes and the runs see.</summary>
    public required string StateFolder { get; init; }

    /// <summary>The project's name in Synapse.</summary>
    public required string Project { get; init; }

    /// <summary>The node's name in the cluster.</summary>
    public required string Node { get; init; }

    /// <summary>When everything is extracted, as Quartz writes it: seconds, minutes, hours, day of month, month, day of week.</summary>
    public required string Cron { get; init; }

    /// <summary>How often a node says that it is alive. One that has not for twice as long is dead to the others.</summary>
    public required TimeSpan CheckIn { get; init; }

    /// <summary>The time between two looks at a run.</summary>
    public required TimeSpan Look { get; init; }

    /// <summary>The loopback port of the status page; 0 for a free one.</summary>
    public required int Page { get; init; }

    /// <summary>Whether the node ends when no work is left.</summary>
    public required bool UntilIdle { get; init; }

    /// <summary>The repository that runs execute: parameters <c>input</c> (a sheet) and <c>outdir</c>; it writes <c>outdir/RUN NAME/SAMPLE.json</c>.</summary>
    public required string Pipeline { get; init; }
}
