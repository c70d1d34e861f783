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
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        var began = _time.GetTimestamp();
        var target = CopyTarget.Of(source, destination);
        using var activity = TransferTelemetry.Start("copy", source.ToString(), target.ToString());
        try
        {
            var job = await CopyPreparation.PrepareAsync(Stores, source, target, options ?? new CopyOptions(), progress, cancellationToken).ConfigureAwait(false);
            var result = await new ObjectCopy(job, _options, _time, _logger).RunAsync(cancellationToken).ConfigureAwait(false);
            if (!target.IsLocal)
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
    }
}
