using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>Carries a plan out: several objects at a time, results in the plan's order.</summary>
internal sealed class PlanRun(TransferEngine engine, TransferPlanOptions options, TransferOptions transfer, IProgress<TransferProgress>? progress, TimeProvider time)
{
    // Results that wait for an earlier, slower one; each is a few hundred bytes.
    private const int Waiting = 4096;

    // How far the list is read ahead, so that the total is soon known.
    private const int Ahead = 8192;

    private readonly PlanMeter _meter = new(progress, time);
    private readonly PlannedDestinations _places = new();
    private volatile bool _isStopped;

    public async IAsyncEnumerable<TransferItemResult> RunAsync(TransferPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (plan.LiesReady)
        {
            await PlannedDestinations.RefuseSharedAsync(plan.ReadAsync(engine.Stores, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var slots = new SemaphoreSlim(options.Concurrency);
        var items = Channel.CreateBounded<Entry>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(plan, items.Writer, stop.Token), CancellationToken.None);
        var running = new Queue<Task<TransferItemResult>>();
        try
        {
            Task<bool>? more = null;
            for (var isRead = false; !isRead || running.Count > 0;)
            {
                isRead |= _isStopped;
                if (running.TryPeek(out var head) && (isRead || head.IsCompleted || running.Count >= Waiting))
                {
                    var result = await running.Dequeue().ConfigureAwait(false);
                    yield return result;
                    if (Ends(result))
                    {
                        yield break;
                    }
                }
                else if (!isRead && items.Reader.TryRead(out var entry))
                {
                    await slots.WaitAsync(stop.Token).ConfigureAwait(false);
                    running.Enqueue(RunInSlotAsync(entry, slots, stop.Token));
                }
                else if (!isRead)
                {
                    // Results are not held back while the list takes its time.
                    more ??= items.Reader.WaitToReadAsync(stop.Token).AsTask();
                    if (head is null || await Task.WhenAny(more, head).ConfigureAwait(false) == more)
                    {
                        await ((Task)more).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                        isRead = !(more.IsCompletedSuccessfully && await more.ConfigureAwait(false));
                        more = null;
                    }
                }
            }

            // Where the list broke off, this throws what broke it.
            await items.Reader.Completion.ConfigureAwait(false);
            _meter.Finish();
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await reading.ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(TransferPlan plan, ChannelWriter<Entry> items, CancellationToken cancellationToken)
    {
        try
        {
            var there = new DestinationList(engine.Stores, options.SkipEqual ? plan.Destination : null);
            await using (there.ConfigureAwait(false))
            {
                long index = 0;
                await foreach (var item in plan.ReadAsync(engine.Stores, cancellationToken).WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    _meter.Read(item);
                    var mayBeThere = item.Refusal is not null || await there.MayHoldAsync(item.Destination, cancellationToken).ConfigureAwait(false);
                    await items.WriteAsync(new Entry(index, Foreseen(item, index), mayBeThere), cancellationToken).ConfigureAwait(false);
                    index++;
                }
            }

            _meter.End();
            items.Complete();
        }
        catch (Exception e)
        {
            // The reader of the channel throws it, behind the objects that came before.
            items.Complete(e);
        }
    }

    // The first in the list keeps its place, whichever would be faster.
    private TransferItem Foreseen(TransferItem item, long index) =>
        CopyTarget.Foreseen(item) is { } target && OtherAt(target, item, index) is { } first ? item with { Refusal = PlannedDestinations.Refusal(target, first) } : item;

    // Where nothing may be replaced, the store refuses the second one.
    private long? OtherAt(Location target, TransferItem item, long index) => options.Mode == PutMode.Overwrite ? _places.OtherAt(target, item.Source, index) : null;

    private bool Ends(TransferItemResult result) => options.StopOnFailure && result.Outcome == TransferOutcome.Failed;

    private async Task<TransferItemResult> RunInSlotAsync(Entry entry, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            var result = await RunOneAsync(entry, cancellationToken).ConfigureAwait(false);
            _isStopped |= Ends(result);
            return result;
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<TransferItemResult> RunOneAsync(Entry entry, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var (index, item, _) = entry;
        var share = _meter.For(item);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await TryAsync(entry, attempt, share, cancellationToken).ConfigureAwait(false);
                return result with { Attempts = attempt, Duration = time.GetElapsedTime(began), CompletedAt = time.GetUtcNow() };
            }
            catch (DestinationExistsException) when (options.SkipEqual && !entry.MayBeThere)
            {
                // It came after the destination was listed, and may be equal.
                entry = entry with { MayBeThere = true };
                share.Report(0);
                attempt--;
            }
            catch (Exception e) when (attempt < options.MaxAttempts && CanPass(e) && !cancellationToken.IsCancellationRequested)
            {
                share.Report(0);
                await Backoff.WaitAsync(attempt, transfer, time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsOfTheObject(e))
            {
                share.Report(0);
                share.Know(item.Size);
                return new TransferItemResult
                {
                    Index = index,
                    Item = item,
                    Outcome = TransferOutcome.Failed,
                    Attempts = attempt,
                    Duration = time.GetElapsedTime(began),
                    CompletedAt = time.GetUtcNow(),
                    Error = e.Message,
                    Exception = e,
                };
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // What fails because everything is being ended is the end, not a failure.
                cancellationToken.ThrowIfCancellationRequested();
                throw;
            }
        }
    }

    private async Task<TransferItemResult> TryAsync(Entry entry, int attempt, PlanMeter.Share share, CancellationToken cancellationToken)
    {
        var (index, item, mayBeThere) = entry;
        if (item.Refusal is { } refusal)
        {
            throw new ArgumentException(refusal);
        }

        var copy = new CopyOptions { Mode = options.Mode, Expected = item.Expected, ContentType = item.ContentType, AllowServerSide = options.AllowServerSide };

        // An attempt whose answer was lost may have brought it there since it was listed.
        var there = mayBeThere || attempt > 1 ? await DestinationAsync(item, cancellationToken).ConfigureAwait(false) : (IsKnown: true, Found: null);
        var isNew = there is { IsKnown: true, Found: null };
        var job = await engine.PrepareAsync(item.Source, item.Destination, copy, isNew && !options.DryRun, cancellationToken).ConfigureAwait(false);
        if (OtherAt(job.Destination, item, index) is { } first)
        {
            await job.LetGoAsync().ConfigureAwait(false);
            throw new ArgumentException(PlannedDestinations.Refusal(job.Destination, first));
        }

        if (job.Source.Version.Size is { } size)
        {
            share.Know(size);
        }

        if (!isNew && await IsThereAsync(job, there, cancellationToken).ConfigureAwait(false) is { } digests)
        {
            share.Skip(job.Size);
            return Result(TransferOutcome.Skipped, digests, null);
        }

        if (options.DryRun)
        {
            return Result(TransferOutcome.Planned, job.Source.Digests, null);
        }

        var result = await engine.CopyAsync(job with { Progress = progress is null ? null : share }, cancellationToken).ConfigureAwait(false);
        share.Know(result.Size);
        share.Report(result.Size);
        return Result(TransferOutcome.Copied, result.Digests, result);

        TransferItemResult Result(TransferOutcome outcome, IReadOnlyList<Digest> digests, TransferResult? result) => new()
        {
            Index = index,
            Item = item,
            Outcome = outcome,
            Size = result?.Size ?? job.Source.Version.Size,
            Digests = digests,
            Copy = result,
        };
    }

    /// <summary>What is at the destination, where that can be told before the source is known and matters.</summary>
    private async Task<(bool IsKnown, ObjectInfo? Found)> DestinationAsync(TransferItem item, CancellationToken cancellationToken)
    {
        var place = item.Destination;
        if (!options.SkipEqual)
        {
            return (true, null);
        }

        return place.IsFolder || (place.IsLocal && Directory.Exists(place.LocalPath))
            ? (false, null)
            : (true, await engine.Stores.StoreOf(place).StatAsync(place, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<IReadOnlyList<Digest>?> IsThereAsync(CopyJob job, (bool IsKnown, ObjectInfo? Found) destination, CancellationToken cancellationToken)
    {
        var found = destination.IsKnown ? destination.Found : await job.To.StatAsync(job.Destination, cancellationToken).ConfigureAwait(false);
        if (found is not { } there)
        {
            return null;
        }

        var proven = await EqualObjects.ProveAsync(job.Source, there, cancellationToken).ConfigureAwait(false);
        var isExpected = job.Options.Expected.All(expected => proven?.Any(digest => digest.Algorithm == expected.Algorithm && digest != expected) != true);
        return isExpected ? proven : null;
    }

    /// <summary>Whether the same may succeed later without anything else being done.</summary>
    internal static bool CanPass(Exception e) => e switch
    {
        ApiException api => api.Error.CanRetry || api is NetworkFailureException,
        TransferException transfer => transfer.CanRetry,
        HttpRequestException or TimeoutException => true,
        _ => false,
    };

    private static bool IsOfTheObject(Exception e) =>
        e is ApiException or IOException or HttpRequestException or TimeoutException or NotSupportedException or ArgumentException or UnauthorizedAccessException or OperationCanceledException;

    /// <summary>An object of the plan, and whether something may be at its destination.</summary>
    private readonly record struct Entry(long Index, TransferItem Item, bool MayBeThere);
}
