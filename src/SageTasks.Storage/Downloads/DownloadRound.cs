using Microsoft.Extensions.Logging;

namespace SageTasks.Storage;

/// <summary>One try to complete a download, from what is there to the published file.</summary>
internal sealed class DownloadRound : IDisposable
{
    private readonly IRangedSource _source;
    private readonly DownloadRequest _request;
    private readonly PartialFile _partial;
    private readonly TransferOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly bool _singleStream;
    private readonly DigestComputer _computer;
    private readonly PartChecksums _checksums;
    private readonly TransferMeter _meter;
    private long _moved;

    public DownloadRound(
        IRangedSource source, DownloadRequest request, PartialFile partial, TransferOptions options, TimeProvider time, ILogger logger, bool singleStream)
    {
        _source = source;
        _request = request;
        _partial = partial;
        _options = options;
        _time = time;
        _logger = logger;
        _singleStream = singleStream;
        _checksums = new PartChecksums(PartChecksum.Start(request.Algorithms));
        _computer = new DigestComputer(request.Algorithms.Where(algorithm => !_checksums.Start.Covers(algorithm)));
        _meter = new TransferMeter(request.Progress, time);
    }

    public async Task<DownloadResult> RunAsync(CancellationToken cancellationToken) =>
        _partial.Resume(_request) is { } journal
            ? await GoOnAsync(journal, cancellationToken).ConfigureAwait(false)
            : await BeginAsync(cancellationToken).ConfigureAwait(false);

    public void Dispose() => _computer.Dispose();

    private async Task<DownloadResult> BeginAsync(CancellationToken cancellationToken)
    {
        var range = _singleStream ? ByteRange.From(0) : new ByteRange(0, _options.PartSize);
        var first = _request.First is { } known ? await known.TakeAsync(!_singleStream).ConfigureAwait(false) : null;
        var body = first ?? await _source.OpenAsync(range, null, cancellationToken).ConfigureAwait(false);
        try
        {
            var plan = Plan(body);
            _meter.Total = plan.Version.Size;
            _partial.Start(plan.Version.Size, plan.Header);
            await FetchAsync(plan, body, ResumedParts.None, cancellationToken).ConfigureAwait(false);
            return Finish(plan.Version, 0, cancellationToken);
        }
        finally
        {
            await body.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<DownloadResult> GoOnAsync(TransferJournal journal, CancellationToken cancellationToken)
    {
        var header = journal.Header;
        _meter.Total = header.Size;
        var resumed = await ResumedParts.VerifyAsync(journal, _partial, _computer, _checksums, _meter, cancellationToken).ConfigureAwait(false);
        TransferLog.Resumed(_logger, _source.Name, resumed.Bytes, header.Size);
        try
        {
            var plan = new DownloadPlan(header.Version, header, new ReadPolicy(header.Version, _singleStream, CanJoin: true));
            if (resumed.Bytes == header.Size && !_request.IsVerifiable)
            {
                await ConfirmAsync(header.Version, cancellationToken).ConfigureAwait(false);
            }

            await FetchAsync(plan, null, resumed, cancellationToken).ConfigureAwait(false);
            return Finish(header.Version, resumed.Bytes, cancellationToken);
        }
        catch (SourceChangedException e)
        {
            throw new RestartException($"what an earlier attempt left is of another version: {e.Message}", e) { Discard = true };
        }
        catch (DigestMismatchException e) when (!header.Version.IsStrong)
        {
            throw new RestartException("what an earlier attempt left may be of another version", e) { Discard = true };
        }
    }

    private async Task ConfirmAsync(ObjectVersion pin, CancellationToken cancellationToken)
    {
        var body = await _source.OpenAsync(new ByteRange(0, 1), pin, cancellationToken).ConfigureAwait(false);
        await body.DisposeAsync().ConfigureAwait(false);
    }

    private DownloadPlan Plan(ObjectBody body)
    {
        var version = body.Version;
        if (_request.ExpectedSize is { } expected && version.Size is { } size && size != expected)
        {
            throw new SourceChangedException($"{_source.Name} has {size} bytes, but {expected} were expected.");
        }

        if (version.Size is null && !body.IsEndCertain && !_request.IsVerifiable && _request.ExpectedSize is null)
        {
            throw new TransferException($"{_source.Name} does not say how long it is, so that nobody could tell whether all of it arrived.");
        }

        var canJoin = version.IsStrong || _request.IsVerifiable;
        if (body.IsRange && !_singleStream && version.Size is null)
        {
            throw new RestartException("the source does not say how long the whole is") { SingleStream = true };
        }

        if (body.IsRange && !_singleStream && !canJoin && body.Length < version.Size)
        {
            throw new RestartException("the source names no version, so its bytes have to come from one request") { SingleStream = true };
        }

        var header = version.Size > 0 && canJoin
            ? new JournalHeader { Size = version.Size.Value, PartSize = _options.PartSize, Tag = version.Tag, LastModified = version.LastModified, Expected = _request.Expected }
            : null;
        return new DownloadPlan(version, header, new ReadPolicy(version, _singleStream || !body.IsRange, canJoin));
    }

    private async Task FetchAsync(DownloadPlan plan, ObjectBody? first, ResumedParts resumed, CancellationToken cancellationToken)
    {
        var transfer = new PartTransfer(_source, new FileSink(_partial, _checksums, _meter), _computer, _options, _time, _logger)
        {
            ReadBack = (buffer, offset, token) => RandomAccess.ReadAsync(_partial.Handle, buffer, offset, token),
            Budget = _request.Budget,
            Checksum = _checksums.Start,
        };
        var partSize = plan.Header?.Grid.PartSize ?? _options.PartSize;
        _moved += await transfer.RunAsync(plan.Version, partSize, plan.Policy, first, resumed, cancellationToken).ConfigureAwait(false);
    }

    private DownloadResult Finish(ObjectVersion version, long resumed, CancellationToken cancellationToken)
    {
        IReadOnlyList<Digest> digests = [.. _computer.Finish(), .. _checksums.Whole().Where(digest => _request.Algorithms.Contains(digest.Algorithm))];
        if (_request.ExpectedSize is { } size && size != _meter.Bytes)
        {
            throw new SourceChangedException($"{_source.Name} sent {_meter.Bytes} bytes, but {size} were expected.");
        }

        DigestCheck.ThrowIfDifferent(_source.Name, _request.Expected, digests);
        cancellationToken.ThrowIfCancellationRequested();
        _partial.Publish(_request.Overwrite);
        _meter.Total = _meter.Bytes;
        _meter.Finish();
        TransferLog.Published(_logger, _source.Name, _meter.Bytes, _partial.Destination);
        return new DownloadResult
        {
            Path = _partial.Destination,
            Size = _meter.Bytes,
            Version = version,
            Digests = digests,
            BytesMoved = _moved,
            BytesResumed = resumed,
        };
    }
}
