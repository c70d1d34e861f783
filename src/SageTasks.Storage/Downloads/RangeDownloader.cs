using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SageTasks.Files;

namespace SageTasks.Storage;

/// <summary>
/// Brings an object to a local path: in parallel ranges of one version, in bounded memory, hashed on the way, resumed after a crash,
/// and visible at the destination only when it is whole and verified.
/// </summary>
internal sealed class RangeDownloader
{
    private readonly TransferOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public RangeDownloader(TransferOptions? options = null, ILogger? logger = null, TimeProvider? time = null)
    {
        _options = (options ?? new TransferOptions()).Checked();
        _logger = logger ?? NullLogger.Instance;
        _time = time ?? TimeProvider.System;
    }

    /// <exception cref="DigestMismatchException">The bytes are not the expected ones.</exception>
    /// <exception cref="SourceChangedException">The source was replaced meanwhile, or has another size than expected.</exception>
    /// <exception cref="DestinationExistsException">There is a file, and it is not to be overwritten.</exception>
    /// <exception cref="DestinationBusyException">Another transfer is writing the same destination.</exception>
    /// <exception cref="DiskFullException">There is no room.</exception>
    /// <exception cref="TransferException">The transfer broke off too often, or the destination can't be written.</exception>
    /// <exception cref="SageTasks.Http.ApiException">The source refused, or did not answer within the pipeline's budget. What arrived is kept.</exception>
    public async Task<DownloadResult> DownloadAsync(IRangedSource source, DownloadRequest request, CancellationToken cancellationToken = default)
    {
        request = request with { Destination = Path.GetFullPath(request.Destination) };
        cancellationToken.ThrowIfCancellationRequested();
        EnsureFree(request);
        using var activity = TransferTelemetry.Start("download", source.Name, request.Destination);
        using var partial = Acquire(request.Destination);
        try
        {
            EnsureFree(request);
            var result = await RunRoundsAsync(source, request, partial, cancellationToken).ConfigureAwait(false);
            TransferTelemetry.Done(activity, result.BytesMoved, result.BytesResumed);
            return result;
        }
        catch (Exception e)
        {
            TransferTelemetry.Failed(activity, e);
            if (e is SourceChangedException or DigestMismatchException or DestinationExistsException)
            {
                partial.Discard();
            }

            throw;
        }
    }

    private Task<DownloadResult> RunRoundsAsync(
        IRangedSource source, DownloadRequest request, PartialFile partial, CancellationToken cancellationToken) =>
        new TransferRounds(source.Name, _options, _time, _logger).RunAsync(
            async (singleStream, token) =>
            {
                using var round = new DownloadRound(source, request, partial, _options, _time, _logger, singleStream);
                return await round.RunAsync(token).ConfigureAwait(false);
            },
            _ =>
            {
                partial.Discard();
                return Task.CompletedTask;
            },
            cancellationToken);

    private PartialFile Acquire(string destination)
    {
        try
        {
            FolderSync.Create(Path.GetDirectoryName(destination)!, _options.FlushToDisk);
            return PartialFile.Acquire(destination, _options);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not TransferException))
        {
            throw e is UnauthorizedAccessException refused ? DiskFault.Explain(destination, refused) : DiskFault.Explain(destination, null, (IOException)e);
        }
    }

    private static void EnsureFree(DownloadRequest request)
    {
        if (Directory.Exists(request.Destination) || Path.GetFileName(request.Destination).Length == 0)
        {
            throw DiskFault.IsFolder(request.Destination);
        }

        if (!request.Overwrite && File.Exists(request.Destination))
        {
            throw new DestinationExistsException(request.Destination);
        }
    }
}
