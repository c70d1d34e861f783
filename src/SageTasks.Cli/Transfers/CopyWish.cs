using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary>What <c>cp</c> is asked for.</summary>
internal sealed record CopyWish
{
    public Location? Source { get; init; }

    public Location? Destination { get; init; }

    public bool IsRecursive { get; init; }

    public string? Manifest { get; init; }

    public string? Report { get; init; }

    public long? BytesPerSecond { get; init; }

    public required TransferPlanOptions Options { get; init; }

    /// <summary>The files.</summary>
    /// <param name="profile">How DRS servers are reached.</param>
    /// <exception cref="UsageException">It is not clear what to copy.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public TransferPlan Plan(Profile profile) => this switch
    {
        { Manifest: { } file, Source: null, Destination: null, IsRecursive: false } => TransferPlan.FromManifest(file),
        { Manifest: not null } => throw new UsageException("--manifest names every file and where it goes: leave SOURCE, DESTINATION and --recursive out."),
        { Source: { Scheme: LocationScheme.Drs } from, Destination: { } to, IsRecursive: true } => new Bundle(profile, from).Plan(to),
        { Source: { } from, Destination: { } to, IsRecursive: true } => TransferPlan.FromPrefix(Folders.Source(from), to),
        { Source: { } from, Destination: { } to } => TransferPlan.Of([new TransferItem { Source = Folders.Single(from), Destination = to }]),
        _ => throw new UsageException("Name a SOURCE and a DESTINATION, or a --manifest."),
    };
}
