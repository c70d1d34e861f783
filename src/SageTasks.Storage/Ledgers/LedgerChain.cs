using SageTasks.Runs;

namespace SageTasks.Storage;

/// <summary>
/// The objects of one piece of work, each with the next number and all that is known. Two writers that have seen the same last object try to
/// create the same next one, and the store lets one of them. A writer that slept while others went on and cleaned up could find a number free
/// again: so it looks at the list after it has written, and has the word only when its object is the last and follows the one it has seen.
/// </summary>
internal sealed class LedgerChain(LedgerStore objects)
{
    /// <summary>Appends an object; null where another writer was faster or the chain is no longer the one that was seen.</summary>
    /// <param name="key">The work.</param>
    /// <param name="last">The last object that the writer has seen; null where there was none.</param>
    /// <param name="number">The number of the new object.</param>
    /// <param name="record">What it says.</param>
    /// <param name="cancellationToken">Ends it; the object may have been written all the same.</param>
    public async Task<ChainLink?> AppendAsync(SubmissionKey key, LedgerObject? last, long number, LedgerRecord record, CancellationToken cancellationToken)
    {
        var place = objects.Place(LedgerObject.NameOf(key, number));
        if (!await objects.TryCreateAsync(place, record, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var chain = await objects.ListAsync(key, cancellationToken).ConfigureAwait(false);
        var before = chain.Count < 2 ? null : chain[^2];
        if (chain.Count > 0 && chain[^1].Number == number && before?.Number == last?.Number)
        {
            return new ChainLink(chain[^1], [.. chain.SkipLast(1).Select(older => older.Location)]);
        }

        await objects.DeleteAsync([place], cancellationToken).ConfigureAwait(false);
        return null;
    }
}
