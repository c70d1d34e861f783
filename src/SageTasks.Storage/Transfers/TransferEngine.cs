using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>
/// Copies objects between any two stores: streaming, in parallel parts of one version, in bounded memory, hashed on the way, resumed
/// after a crash, and visible at the destination only when whole and verified. Thread-safe.
/// </summary>
public sealed class TransferEngine
{
    private readonly TransferOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ByteBudget _budget;
    private readonly ByteRate? _rate;

    /// <summary>Makes an engine; nothing is sent.</summary>
    /// <param name="stores">The stores that it copies between.</param>
    /// <param name="options">How bytes are moved; null for the defaults.</param>
    /// <param name="loggers">Where to log; null for nowhere.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message says how.</exception>
    public TransferEngine(ObjectStores stores, TransferOptions? options = null, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(stores);
        Stores = stores;
        _options = (options ?? new TransferOptions()).Checked();
        _time = time ?? TimeProvider.System;
        _budget = new ByteBudget(_options.MemoryLimit);
        _rate = _options.MaxBytesPerSecond is { } limit ? new ByteRate(limit, _time) : null;
        _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger(TransferTelemetry.Name);
    }

    /// <summary>The stores that the engine copies between.</summary>
    public ObjectStores Stores { get; }

    /// <summary>
    /// Copies one object. Calling it again after a failure or a crash goes on with what is there; calling it again after success copies
    /// again, unless the mode forbids it.
    /// </summary>
    /// <param name="source">The object.</param>
    /// <param name="destination">Where to; a folder or prefix (it ends in a slash) takes the source's name.</param>
    /// <param name="options">The condition, and what is stored with the copy; null overwrites and carries what the source has.</param>
    /// <param name="progress">Hears how far the transfer is, a few times a second.</param>
    /// <param name="cancellationToken">Ends it; what has arrived is kept for the next call.</param>
    /// <exception cref="ArgumentException">The locations or options contradict themselves.</exception>
    /// <exception cref="NotSupportedException">No store serves a location, or the store can't keep to the condition.</exception>
    /// <exception cref="FileNotFoundException">There is nothing at the source.</exception>
    /// <exception cref="SourceChangedException">The source was replaced meanwhile.</exception>
    /// <exception cref="DigestMismatchException">The bytes are not the expected ones. Nothing is at the destination that was not there before.</exception>
    /// <exception cref="DestinationExistsException"><see cref="PutMode.CreateNew"/>, and something is there.</exception>
    /// <exception cref="DestinationChangedException"><see cref="PutMode.IfMatch"/>, and another version is there.</exception>
    /// <exception cref="DestinationBusyException">Another transfer is writing the same destination.</exception>
    /// <exception cref="DiskFullException">There is no room.</exception>
    /// <exception cref="TransferException">The transfer broke off too often.</exception>
    /// <exception cref="ApiException">A store refused or did not answer.</exception>
    public async Task<TransferResult> CopyAsync(
        Location source, Location destination, CopyOptions? options = null, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var job = await PrepareAsync(source, destination, options ?? new CopyOptions(), isCertain: true, cancellationToken).ConfigureAwait(false);
        return await CopyAsync(job with { Progress = progress }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Copies many objects. The failure of one does not stop the others unless the options say so. Results come in the order of the
    /// plan; enumerating to the end carries the plan out. Running the same plan again skips what is equal and goes on with the rest.
    /// Of two sources that go to one place, a manifest or collection is refused before anything is copied; where the list comes as it is
    /// read, or a name comes from a store, one of both fails. That holds for <see cref="PutMode.Overwrite"/>, and not for two of which the same digests are
    /// expected (<see cref="TransferItem.Expected"/>): their bytes are the same.
    /// </summary>
    /// <param name="plan">The objects.</param>
    /// <param name="options">How many at a time, and what is left out; null for the defaults.</param>
    /// <param name="progress">Hears how far the whole is, a few times a second.</param>
    /// <param name="cancellationToken">Ends it; what has arrived is kept for the next run. Before the end is thrown
    /// (<see cref="OperationCanceledException"/>), the results come of what was done, and of what was not (<see cref="TransferOutcome.Stopped"/>): of
    /// all that a manifest or collection holds, and of what was read of another list.</param>
    /// <exception cref="ArgumentException">An option is wrong, or two sources go to one place; the message says how and which.</exception>
    /// <exception cref="FormatException">A row of the manifest is not what it should be; the message names the line.</exception>
    public IAsyncEnumerable<TransferItemResult> RunAsync(
        TransferPlan plan, TransferPlanOptions? options = null, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        options ??= new TransferPlanOptions();
        options.Validate();
        return new PlanRun(this, options, _options, progress, _time).RunAsync(plan, cancellationToken);
    }

    /// <summary>
    /// Gives up multipart uploads below a prefix, or deletes the hidden partial files below a local folder, that nobody went on with.
    /// Uploads of other programs count as well: choose the age with them in mind. Those whose age the store does not tell stay. Uploads that are
    /// recorded in <see cref="TransferOptions.StateFolder"/> are given up with their records, also in stores that list none, and records
    /// that can't be read are deleted.
    /// </summary>
    /// <param name="prefix">A bucket, prefix or folder.</param>
    /// <param name="olderThan">How long ago an upload began, or a partial file or a record was last written.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The age is negative.</exception>
    /// <exception cref="NotSupportedException">No store is registered for the prefix, or it only reads.</exception>
    /// <exception cref="ApiException">The store refused to list its uploads.</exception>
    public Task<CleanUpResult> CleanUpAsync(Location prefix, TimeSpan olderThan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(olderThan, TimeSpan.Zero);
        return new CleanUp(Stores, _options.StateFolder, _time.GetUtcNow() - olderThan).RunAsync(prefix, cancellationToken);
    }

    internal Task<CopyJob> PrepareAsync(
        Location source, Location destination, CopyOptions options, bool isCertain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        return new CopyPreparation(Stores, _options, _budget, _rate).PrepareAsync(source, destination, options, isCertain, cancellationToken);
    }

    /// <summary>Copies what was prepared, and lets go of it.</summary>
    internal async Task<TransferResult> CopyAsync(CopyJob job, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        using var activity = TransferTelemetry.Start("copy", job.Source.Location.ToString(), job.Destination.ToString());
        try
        {
            var copy = new ObjectCopy(job, _options, _time, _logger);
            var result = await copy.RunAsync(cancellationToken).ConfigureAwait(false);
            if (!copy.IsDownload)
            {
                TransferTelemetry.Done(activity, result.BytesMoved, result.BytesResumed);
            }

            return result with { Duration = _time.GetElapsedTime(began) };
        }
        catch (Exception e)
        {
            TransferTelemetry.Failed(activity, e);
            throw;
        }
        finally
        {
            await job.LetGoAsync().ConfigureAwait(false);
        }
    }
}
