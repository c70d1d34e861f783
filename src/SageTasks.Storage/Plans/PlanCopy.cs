using System.Net.Sockets;
using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>Copies one object of a plan, as often as that is worth it, and says what became of it.</summary>
internal sealed class PlanCopy(
    TransferEngine engine, TransferPlanOptions options, TransferOptions transfer, PlanMeter meter, PlannedDestinations places, bool reports, TimeProvider time)
{
    /// <summary>Copies it. What fails is told, and so is what was ended before it was copied.</summary>
    public async Task<TransferItemResult> RunAsync(PlanEntry entry, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var (index, item, _) = entry;
        var share = meter.For(item);
        var isToWait = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (isToWait)
                {
                    await Backoff.WaitAsync(attempt - 1, transfer, time, cancellationToken).ConfigureAwait(false);
                    isToWait = false;
                }

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
            catch (Exception e) when (attempt < options.MaxAttempts && CanPass(e) && !IsRefusedAtOnce(e) && !cancellationToken.IsCancellationRequested)
            {
                share.Report(0);
                isToWait = true;
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
                share.Report(0);
                return entry.Stopped() with { Attempts = isToWait ? attempt - 1 : attempt, Duration = time.GetElapsedTime(began) };
            }
        }
    }

    private async Task<TransferItemResult> TryAsync(PlanEntry entry, int attempt, PlanMeter.Share share, CancellationToken cancellationToken)
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
        if (options.Mode == PutMode.Overwrite && places.OtherAt(job.Destination, item, index) is { } first)
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

        var result = await engine.CopyAsync(job with { Progress = reports ? share : null }, cancellationToken).ConfigureAwait(false);
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

    // Its store has asked again and again already: where nobody listens, or no such name is known, the whole of that a second time helps nobody.
    private static bool IsRefusedAtOnce(Exception e)
    {
        var cause = (e as NetworkFailureException)?.InnerException;
        while (cause is not null and not SocketException)
        {
            cause = cause.InnerException;
        }

        return cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable };
    }

    private static bool IsOfTheObject(Exception e) =>
        e is ApiException or IOException or HttpRequestException or TimeoutException or NotSupportedException or ArgumentException or UnauthorizedAccessException or OperationCanceledException;
}
