using SageTasks.Runs;
using SageTasks.Samples;

namespace LoopAndWebhook;

/// <summary>What the command line says.</summary>
internal sealed record Settings
{
    /// <summary>Runs on this machine end soon, and nobody counts the questions.</summary>
    public static readonly WatchOptions WatchClosely = new() { MinInterval = TimeSpan.FromMilliseconds(200), MaxInterval = TimeSpan.FromSeconds(2) };

    public required string StateFolder { get; init; }

    /// <summary>The Tower to use; null for the embedded one.</summary>
    public RealService? Tower { get; init; }

    /// <summary>The repository that runs execute.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The parameter <c>outdir</c> of each run.</summary>
    public required string Outdir { get; init; }

    /// <summary>The ledger's folder.</summary>
    public string Ledger => Path.Combine(StateFolder, "ledger");
}
