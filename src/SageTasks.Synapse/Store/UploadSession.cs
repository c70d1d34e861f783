using System.Collections.Concurrent;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>An upload under way. Synapse takes two uploads of the same bytes under the same name for one, so that copies to several folders
/// share it: each part is sent by one of them.</summary>
internal sealed class UploadSession
{
    private const int Rounds = 7;

    private readonly SynapseClient _client;
    private readonly TransferOptions _transfer;
    private readonly MultipartUploadRequest _request;
    private readonly PartSender _sender;
    private readonly ConcurrentDictionary<int, SemaphoreSlim> _turns = [];
    private readonly bool[] _has;
    private volatile string? _handle;

    public UploadSession(SynapseClient client, TransferOptions transfer, MultipartUploadRequest request, string uploadId)
    {
        (_client, _transfer, _request, UploadId) = (client, transfer, request, uploadId);
        _has = new bool[(request.FileSizeBytes + request.PartSizeBytes - 1) / request.PartSizeBytes];
        _sender = new PartSender(client, uploadId, new PartUrls(client, uploadId, [.. Enumerable.Range(1, _has.Length)]), transfer.MaxAttempts);
    }

    public string UploadId { get; }

    /// <summary>The parts that Synapse has, from 1.</summary>
    public IEnumerable<int> Parts => Enumerable.Range(1, _has.Length).Where(Has);

    /// <summary>Notes what Synapse says. A part that was sent since is not forgotten, unless this is to replace what is known.</summary>
    public void Learn(MultipartUploadStatus status, bool replace = false)
    {
        _handle = status.Handle ?? (replace ? null : _handle);
        for (var part = 1; part <= _has.Length; part++)
        {
            _has[part - 1] = status.Has(part) || status.Handle is not null || (!replace && _has[part - 1]);
        }
    }

    /// <summary>Sends a part, unless Synapse has it.</summary>
    /// <exception cref="DigestMismatchException">The part is the whole, and has another MD5 than was announced.</exception>
    /// <exception cref="UploadGoneException">The upload was given up.</exception>
    public async Task SendAsync(int part, ObjectContent content, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(part, static _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var round = 1; !Has(part); round++)
            {
                await TrySendAsync(part, content, round, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Makes the file handle.</summary>
    /// <exception cref="UploadGoneException">Synapse lost parts: they have to be sent again.</exception>
    public async Task<string> CompleteAsync(CancellationToken cancellationToken)
    {
        if (_handle is { } done)
        {
            return done;
        }

        try
        {
            Learn(await _client.CompleteMultipartUploadAsync(UploadId, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is InvalidRequestException or NotFoundException)
        {
            await AskAsync(cancellationToken).ConfigureAwait(false);
            if (_handle is null)
            {
                throw new UploadGoneException(_request.FileName, e);
            }
        }

        return _handle ?? throw new InvalidDataException($"Synapse completed the upload {UploadId} without a file handle.");
    }

    private bool Has(int part) => Volatile.Read(ref _has[part - 1]);

    private async Task TrySendAsync(int part, ObjectContent content, int round, CancellationToken cancellationToken)
    {
        var bytes = new PartContent(content, _transfer.StallTimeout, _client.Time);
        try
        {
            await _sender.SendAsync(part, content.Length, bytes.Create, () => Checked(bytes.Md5), cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _has[part - 1], true);
        }
        catch (ApiException e)
        {
            bytes.ThrowIfUnreadable();
            if (round >= Rounds || e is not (InvalidRequestException or NotFoundException))
            {
                throw;
            }

            // Somebody else completed the same upload meanwhile, or gave it up.
            await Contention.PauseAsync(_client.Time, round, cancellationToken).ConfigureAwait(false);
            await AskAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var status = await _client.StartMultipartUploadAsync(_request, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (status.UploadId != UploadId)
        {
            throw new UploadGoneException(_request.FileName);
        }

        Learn(status, replace: true);
    }

    private Digest Checked(Digest md5)
    {
        var announced = Digest.Md5(_request.ContentMd5Hex);
        return _has.Length > 1 || md5 == announced ? md5 : throw new DigestMismatchException(_request.FileName, announced, md5);
    }
}
