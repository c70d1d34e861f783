using SageTasks.Runs;

namespace SageTasks.Storage;

/// <summary>Removes what an <see cref="ObjectLedger"/> knows about settled work of old, and what trials of dead processes left.</summary>
internal sealed class LedgerCleanUp(LedgerStore objects, StoreClock clock, Func<LedgerObject, LedgerRecord, bool> isAlive)
{
    public async Task<int> RunAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var until = clock.Now - age;
        var chains = new Dictionary<SubmissionKey, List<LedgerObject>>();
        await foreach (var found in objects.ListAsync("", cancellationToken).ConfigureAwait(false))
        {
            if (LedgerObject.Of(found) is { } one)
            {
                (chains.TryGetValue(one.Key, out var chain) ? chain : chains[one.Key] = []).Add(one);
            }
            else if (found.Location.Name.StartsWith(StoreTrial.Prefix, StringComparison.Ordinal) && found.Version.LastModified <= until)
            {
                await objects.DeleteAsync([found.Location], cancellationToken).ConfigureAwait(false);
            }
        }

        var removed = 0;
        foreach (var chain in chains.Values.Where(chain => chain.TrueForAll(one => one.WrittenAt <= until)))
        {
            removed += await RemoveAsync(chain, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return removed;
    }

    private async Task<bool> RemoveAsync(List<LedgerObject> chain, CancellationToken cancellationToken)
    {
        chain.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        if (await objects.ReadAsync(chain[^1].Location, cancellationToken).ConfigureAwait(false) is not { } record
            || (!record.IsReleased && isAlive(chain[^1], record))
            || record.Entry is { OpenIntent: not null } or { Run.IsAdopted: true })
        {
            return false;
        }

        // The last goes last: without it an older one would have the word again.
        await objects.DeleteAsync(chain.Select(one => one.Location), cancellationToken).ConfigureAwait(false);
        return true;
    }
}
