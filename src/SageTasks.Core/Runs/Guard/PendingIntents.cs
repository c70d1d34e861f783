namespace SageTasks.Runs;

/// <summary>The requests of one work whose outcome is not known yet, by this call or by one that died before it.</summary>
/// <param name="time">The clock.</param>
/// <param name="unknownUntil">How old a request must be before its absence means that it never took effect.</param>
internal sealed class PendingIntents(TimeProvider time, TimeSpan unknownUntil)
{
    private readonly List<PendingIntent> _intents = [];

    public PendingIntent? First => _intents.FirstOrDefault();

    /// <summary>Those that may still take effect. A refused duplicate is none of them: asked again, the platform refuses it again.</summary>
    public IReadOnlyList<PendingIntent> Sent => [.. _intents.Where(intent => intent.Nonce is not null)];

    public bool Contains(string? nonce) => nonce is not null && _intents.Exists(intent => intent.Nonce == nonce);

    public void Add(string? nonce, int attempt, Exception cause) =>
        _intents.Add(new PendingIntent(nonce, attempt, time.GetUtcNow(), time.GetTimestamp(), TimeSpan.Zero, cause));

    /// <summary>Takes over what an earlier call of this process has left open.</summary>
    public void Add(IEnumerable<PendingIntent> intents) => _intents.AddRange(intents);

    /// <summary>Takes over what a ledger remembers.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="ageByLedger">Its age by the ledger's own clock; null where only the machines' clocks tell it.</param>
    public void Add(LedgerIntent intent, TimeSpan? ageByLedger)
    {
        var age = ageByLedger ?? time.GetUtcNow() - intent.WrittenAt;
        _intents.Add(new PendingIntent(
            intent.Nonce, intent.Attempt, intent.WrittenAt, time.GetTimestamp(), age > TimeSpan.Zero ? age : TimeSpan.Zero, Cause: null));
    }

    /// <summary>Some request is so young that its run may still appear.</summary>
    public bool MayAppearAfter(TimedLookup look) => _intents.Exists(intent => intent.AgeAt(look.Started, time) < unknownUntil);

    /// <summary>Forgets requests whose run is seen, and those that a complete look-up after every deadline does not show.
    /// A refused duplicate is only forgotten when the run that it duplicates is seen.</summary>
    public void Resolve(TimedLookup look, IReadOnlyList<Candidate> candidates) =>
        _intents.RemoveAll(intent => candidates.Any(intent.IsSeenAs)
            || (intent.Nonce is not null && look.Lookup.IsComplete && intent.AgeAt(look.Started, time) >= unknownUntil));
}
