using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Records how entities came to be.</summary>
/// <param name="client">The client to ask with.</param>
public sealed class SynapseProvenance(SynapseClient client)
{
    /// <summary>Attaches an activity to the newest version of each entity. Entities that have an equal one are left alone; the others share
    /// one.</summary>
    /// <param name="ids">The entities.</param>
    /// <param name="note">What was used and executed.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>One record for each entity, in order.</returns>
    public async Task<IReadOnlyList<ProvenanceRecord>> RecordAsync(
        IReadOnlyList<SynapseId> ids, ProvenanceNote note, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(note);
        var wanted = ToActivity(note);
        var records = new List<ProvenanceRecord>(ids.Count);
        Activity? attached = null;
        foreach (var id in ids.Select(id => id.WithoutVersion()))
        {
            var present = await client.GetGeneratedByAsync(id, cancellationToken).ConfigureAwait(false);
            if (present is not null && Same(present, wanted))
            {
                records.Add(new ProvenanceRecord { Id = id, ActivityId = present.Id!, Outcome = StoreOutcome.Unchanged });
                attached ??= present;
                continue;
            }

            attached ??= await CreateAsync(wanted, cancellationToken).ConfigureAwait(false);
            attached = await AttachAsync(id, attached, wanted, cancellationToken).ConfigureAwait(false);
            records.Add(new ProvenanceRecord
            {
                Id = id,
                ActivityId = attached.Id!,
                Outcome = present is null ? StoreOutcome.Created : StoreOutcome.Updated,
            });
        }

        return records;
    }

    /// <summary>Attaches an activity to the newest version of an entity; nothing is done where an equal one is attached.</summary>
    public async Task<ProvenanceRecord> RecordAsync(SynapseId id, ProvenanceNote note, CancellationToken cancellationToken = default) =>
        (await RecordAsync([id], note, cancellationToken).ConfigureAwait(false))[0];

    internal static bool Same(Activity left, Activity right) =>
        string.Equals(left.Name, right.Name, StringComparison.Ordinal)
        && string.Equals(left.Description ?? "", right.Description ?? "", StringComparison.Ordinal)
        && Keys(left).SetEquals(Keys(right));

    private static HashSet<string> Keys(Activity activity) => activity.Used.Select(Key).ToHashSet(StringComparer.Ordinal);

    private static string Key(Used used) => used switch
    {
        UsedEntity { Reference: { } reference } => $"{used.WasExecuted} {reference.TargetId} {reference.TargetVersionNumber}",
        UsedUrl url => $"{used.WasExecuted} {url.Url} {url.Name}",
        _ => $"{used.WasExecuted} {used.ConcreteType}",
    };

    private static Activity ToActivity(ProvenanceNote note) => new()
    {
        Name = note.Name,
        Description = note.Description,
        Used = [.. note.Used.Distinct().Select(source => source.ToUsed(executed: false)), .. note.Executed.Distinct().Select(source => source.ToUsed(executed: true))],
    };

    // Only its creator may attach an activity: one that a colleague made is copied.
    private async Task<Activity> AttachAsync(SynapseId id, Activity activity, Activity wanted, CancellationToken cancellationToken)
    {
        try
        {
            await client.SetGeneratedByAsync(id, activity.Id!, cancellationToken).ConfigureAwait(false);
            return activity;
        }
        catch (AccessDeniedException e) when (e.Error.Status == 403)
        {
            var own = await CreateAsync(wanted, cancellationToken).ConfigureAwait(false);
            await client.SetGeneratedByAsync(id, own.Id!, cancellationToken).ConfigureAwait(false);
            return own;
        }
    }

    private Task<Activity> CreateAsync(Activity wanted, CancellationToken cancellationToken) =>
        Contention.RepeatAsync(client.Time, token => client.CreateActivityAsync(wanted, token), cancellationToken);
}
