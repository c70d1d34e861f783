using System.Globalization;
using System.Security.Cryptography;
using SageTasks.Runs;

namespace SageTasks.Storage;

/// <summary>Finds out by trying whether a store can keep a ledger: of several writers that create one object one must win. The object's time is
/// the store's clock.</summary>
internal sealed class StoreTrial(LedgerStore objects, StoreClock clock)
{
    /// <summary>What the objects of a trial are called; they are deleted, unless the process dies.</summary>
    public const string Prefix = ".sagetasks-trial-";

    private const int Writers = 4;

    /// <exception cref="LedgerException">The store cannot keep a ledger.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (objects.Store.Capabilities is { ConditionalCreate: ConditionSupport.None } or { List: false })
        {
            throw new LedgerException($"The store for \"{objects.Place("").Scheme}\" cannot keep a ledger: that takes lists, and writes that create an object only where there is none.");
        }

        var place = objects.Place(Prefix + RandomNumberGenerator.GetHexString(16, lowercase: true));
        var trial = new LedgerRecord { Holder = "", Lease = TimeSpan.Zero, IsReleased = true };
        try
        {
            var created = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => objects.TryCreateAsync(place, trial, cancellationToken))).ConfigureAwait(false);
            if (created.Count(won => won) is not 1 and var winners)
            {
                throw new LedgerException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The server behind {objects.Place("")} cannot keep a ledger: of {Writers} writers that were to create one object only where there is none, ")
                    + string.Create(CultureInfo.InvariantCulture, $"{winners} were told that they did. ")
                    + "It ignores the condition (If-None-Match). Use another server, or a PostgreSQL ledger.");
            }

            var found = await objects.StatAsync(place, cancellationToken).ConfigureAwait(false);
            clock.Read(found?.Version.LastModified ?? throw LedgerStore.WithoutTimes(place));
        }
        finally
        {
            await objects.DeleteAsync([place], CancellationToken.None).ConfigureAwait(false);
        }
    }
}
