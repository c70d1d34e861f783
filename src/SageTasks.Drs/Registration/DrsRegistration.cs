using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>An object that has its DRS id.</summary>
public sealed record DrsRegistration
{
    /// <summary>The id on its server, not percent-encoded.</summary>
    public required string Id { get; init; }

    /// <summary>The DRS URI to hand on.</summary>
    public required string Uri { get; init; }

    /// <summary>Whether it was registered now or found.</summary>
    public required DrsRegistrationOutcome Outcome { get; init; }

    /// <summary>The strongest digest by which what is registered was compared with what is here; null where none was: it is new, or no digest was given
    /// that the server tells too.</summary>
    public DigestAlgorithm? VerifiedBy { get; init; }

    /// <summary>Whether the size was compared.</summary>
    public bool IsSizeVerified { get; init; }
}
