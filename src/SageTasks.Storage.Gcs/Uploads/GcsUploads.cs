using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>Uploads in parts as resumable sessions: the parts in order, the object with the completion.</summary>
internal sealed class GcsUploads(GcsApi api)
{
    /// <summary>Cloud Storage keeps whole multiples of this, the end of an object excepted.</summary>
    public const long Quantum = 256 * 1024;

    private readonly ConcurrentDictionary<string, SessionState> _states = new(StringComparer.Ordinal);
    private readonly ChunkSender _sender = new(api);

    public async Task<ObjectUpload> BeginAsync(Location location, long size, long partSize, PutOptions options, CancellationToken cancellationToken)
    {
        ObjectNames.Check(location);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partSize);
        options.Validate();
        if (size > partSize && partSize % Quantum != 0)
        {
            throw new ArgumentException($"Cloud Storage takes parts of whole multiples of {Quantum} bytes, not of {partSize}.", nameof(partSize));
        }

        try
        {
            var (session, at) = await api.BeginAsync(
                location, NewObject.Of(location, options, options.Digests), Conditions.Of(options), cancellationToken).ConfigureAwait(false);
            _states[session.AbsoluteUri] = new SessionState { Persisted = 0 };
            return new ObjectUpload { Location = location, Id = session.AbsoluteUri, Size = size, PartSize = partSize, Options = options, StartedAt = at };
        }
        catch (PreconditionFailedException e)
        {
            throw Conditions.Refusal(location, options, e);
        }
    }

    public async Task<UploadedPart> PutPartAsync(ObjectUpload upload, int part, ObjectContent content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(content);
        var (offset, length) = (upload.OffsetOf(part), upload.LengthOf(part));
        if (content.Length != length)
        {
            throw new ArgumentException(FormattableString.Invariant($"Part {part} of the {upload} has {length} bytes, but {content.Length} were given."), nameof(content));
        }

        var isLast = part == upload.PartCount;
        var end = offset + length;
        // The object appears with its last byte: what follows the last whole quantum waits for the completion.
        var sent = isLast ? end / Quantum * Quantum : end;
        var state = _states.GetOrAdd(upload.Id, static _ => new SessionState());
        var persisted = state.Persisted ?? (await _sender.AskAsync(upload, cancellationToken).ConfigureAwait(false)).Persisted;
        if (persisted < offset)
        {
            throw new UploadIncompleteException(upload.Location.ToString());
        }

        // Nothing is known about a request that is broken off here.
        state.Persisted = null;
        if (persisted < sent)
        {
            var slice = new ContentSlice(content, persisted - offset, sent - persisted);
            persisted = (await _sender.SendAsync(upload, slice, persisted, isLast: false, cancellationToken).ConfigureAwait(false)).Persisted;
        }

        state.Tail = isLast ? await new ContentSlice(content, sent - offset, end - sent).ToArrayAsync(cancellationToken).ConfigureAwait(false) : default;
        state.Persisted = persisted;
        return new UploadedPart { Number = part, Size = length };
    }

    public async IAsyncEnumerable<UploadedPart> ListPartsAsync(ObjectUpload upload, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var answer = await _sender.AskAsync(upload, cancellationToken).ConfigureAwait(false);
        if (answer.Finished is not null)
        {
            throw new UploadGoneException(upload.Location.ToString());
        }

        _states.GetOrAdd(upload.Id, static _ => new SessionState()).Persisted = answer.Persisted;
        for (var part = 1; part <= upload.PartCount && upload.OffsetOf(part) + upload.LengthOf(part) <= answer.Persisted; part++)
        {
            yield return new UploadedPart { Number = part, Size = upload.LengthOf(part) };
        }
    }

    public async Task<ObjectInfo> CompleteAsync(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Sum(part => part.Size) != upload.Size)
        {
            throw new ArgumentException(FormattableString.Invariant($"The parts of the {upload} have {parts.Sum(part => part.Size)} bytes, not {upload.Size}."), nameof(parts));
        }

        try
        {
            var made = await FinishAsync(upload, cancellationToken).ConfigureAwait(false);
            _states.TryRemove(upload.Id, out _);
            return made.ToInfo(upload.Location);
        }
        catch (PreconditionFailedException e)
        {
            throw Conditions.Refusal(upload.Location, upload.Options, e);
        }
        catch (InvalidRequestException e)
        {
            DigestRefusal.ThrowIfMismatch(upload.Location, e);
            throw;
        }
        catch (UploadGoneException)
        {
            if (await FindMadeAsync(upload, cancellationToken).ConfigureAwait(false) is { } made)
            {
                return made.ToInfo(upload.Location);
            }

            throw;
        }
    }

    public async Task AbortAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        _states.TryRemove(upload.Id, out _);
        await api.CancelAsync(new Uri(upload.Id), cancellationToken).ConfigureAwait(false);
    }

    private async Task<StoredObject> FinishAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var state = _states.GetValueOrDefault(upload.Id) ?? new SessionState();
        if (state.Persisted is null)
        {
            var answer = await _sender.AskAsync(upload, cancellationToken).ConfigureAwait(false);
            if (answer.Finished is { } finished)
            {
                return finished;
            }

            state.Persisted = answer.Persisted;
        }

        var start = upload.Size - state.Tail.Length;
        if (state.Persisted < start)
        {
            throw new UploadIncompleteException(upload.Location.ToString());
        }

        var tail = new ContentSlice(ObjectContent.Of(state.Tail), 0, state.Tail.Length);
        return (await _sender.SendAsync(upload, tail, start, isLast: true, cancellationToken).ConfigureAwait(false)).Finished!;
    }

    // A session is remembered for a week; without it only a digest tells our object from another of the same size.
    private async Task<StoredObject?> FindMadeAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var found = await api.FindAsync(upload.Location, cancellationToken).ConfigureAwait(false);
        return found?.Size == upload.Size && found.Digests.Intersect(upload.Options.Digests).Any() ? found : null;
    }
}
