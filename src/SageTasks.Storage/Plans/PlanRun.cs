using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

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
    private volatile ExceptionDispatchInfo? _fault;

    private PlanCopy Copy => field ??= new PlanCopy(engine, options, transfer, _meter, _places, progress is not null, time);

    public async IAsyncEnumerable<TransferItemResult> RunAsync(TransferPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (plan.LiesReady)
        {
            await CheckAsync(plan.ReadAsync(engine.Stores, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        using var leave = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, leave.Token);
        using var slots = new SemaphoreSlim(options.Concurrency);
        var items = Channel.CreateBounded<PlanEntry>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });

        // A list that lies ready is read to its end in any case, so that everything is told of.
        var reading = Task.Run(() => ReadAsync(plan, items.Writer, plan.LiesReady ? leave.Token : stop.Token), CancellationToken.None);
        var running = new Queue<Task<TransferItemResult>>();
        try
        {
            Task<bool>? more = null;
            var isCut = false;
            for (var isRead = false; !isRead || running.Count > 0;)
            {
                isRead |= _isStopped || cancellationToken.IsCancellationRequested;
                if (running.TryPeek(out var head) && (isRead || head.IsCompleted || running.Count >= Waiting))
                {
                    var result = await running.Dequeue().ConfigureAwait(false);
                    isCut |= result.Outcome == TransferOutcome.Stopped;
                    yield return result;
                    if (_fault is not null || Ends(result))
                    {
                        // What is in flight is broken off, and told as all that was not begun.
                        await stop.CancelAsync().ConfigureAwait(false);
                    }
                }
                else if (!isRead && items.Reader.TryRead(out var entry))
                {
                    await slots.WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    running.Enqueue(_isStopped || stop.IsCancellationRequested ? Task.FromResult(entry.Stopped()) : RunInSlotAsync(entry, slots, stop.Token));
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

            while (stop.IsCancellationRequested && await IsMoreAsync(items.Reader).ConfigureAwait(false))
            {
                for (isCut = true; items.Reader.TryRead(out var left);)
                {
                    yield return left.Stopped();
                }
            }

            _fault?.Throw();
            if (isCut)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (!_isStopped)
            {
                // Where the list broke off, this throws what broke it.
                await items.Reader.Completion.ConfigureAwait(false);
                _meter.Finish();
            }
        }
        finally
        {
            await leave.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await reading.ConfigureAwait(false);
        }
    }

    // A row that can't be read is found before anything is copied, too.
    private async Task CheckAsync(IAsyncEnumerable<TransferItem> items, CancellationToken cancellationToken)
    {
        if (options.Mode == PutMode.Overwrite)
        {
            await PlannedDestinations.RefuseSharedAsync(items, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await items.LongCountAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(TransferPlan plan, ChannelWriter<PlanEntry> items, CancellationToken cancellationToken)
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
                    await items.WriteAsync(new PlanEntry(index, Foreseen(item, index), mayBeThere), cancellationToken).ConfigureAwait(false);
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

    private static async ValueTask<bool> IsMoreAsync(ChannelReader<PlanEntry> items)
    {
        var more = items.WaitToReadAsync(CancellationToken.None).AsTask();
        await ((Task)more).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return more.IsCompletedSuccessfully && await more.ConfigureAwait(false);
    }

    // The first in the list keeps its place, whichever would be faster.
    private TransferItem Foreseen(TransferItem item, long index) =>
        CopyTarget.Foreseen(item) is { } target && OtherAt(target, item, index) is { } first ? item with { Refusal = PlannedDestinations.Refusal(target, first) } : item;

    // Where nothing may be replaced, the store refuses the second one.
    private long? OtherAt(Location target, TransferItem item, long index) => options.Mode == PutMode.Overwrite ? _places.OtherAt(target, item, index) : null;

    private bool Ends(TransferItemResult result) => options.StopOnFailure && result.Outcome == TransferOutcome.Failed;

    private async Task<TransferItemResult> RunInSlotAsync(PlanEntry entry, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            var result = await Copy.RunAsync(entry, cancellationToken).ConfigureAwait(false);
            _isStopped |= Ends(result);
            return result;
        }
        catch (Exception e)
        {
            // No failure of this object alone: it ends the plan, and is thrown when all is told.
            _fault ??= ExceptionDispatchInfo.Capture(e);
            _isStopped = true;
            return entry.Stopped();
        }
        finally
        {
            slots.Release();
        }
    }
}
