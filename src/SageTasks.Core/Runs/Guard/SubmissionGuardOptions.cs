using System.Text.Json.Serialization;

namespace SageTasks.Runs;

/// <summary>Settings of a <see cref="SubmissionGuard"/>.</summary>
public sealed class SubmissionGuardOptions
{
    /// <summary>How long a claim in the ledger stays alive when its holder dies. Default: 2 minutes; at least one request's time-out, and never less than a second.</summary>
    public TimeSpan LedgerLease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>A key of the team's own that makes the hashes of secret parameters unguessable. Everyone who submits the same work must use the same one.
    /// Default: none, so that a short secret could be found from its hash by trying.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> SecretKey { get; set; }

    /// <summary>Called at the moments between two steps where a test wants a process to die.</summary>
    internal Action<GuardStep> Checkpoint { get; set; } = _ => { };

    /// <summary>Forms of earlier versions whose keys a look-up tries too.</summary>
    internal IReadOnlyList<IFormWriter> OlderForms { get; set; } = [];

    /// <summary>Who shares turns with this guard; tests that play several processes give each its own.</summary>
    internal InProcessClaims Claims { get; set; } = InProcessClaims.Shared;
}
