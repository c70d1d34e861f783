using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>Writes objects with one request.</summary>
internal sealed class GcsWrites(GcsApi api)
{
    public async Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken)
    {
        ObjectNames.Check(location);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var digests = Known(content, options);
        var description = NewObject.Of(location, options, digests);
        var condition = Conditions.Of(options);
        try
        {
            var written = await new ConditionalWrite(api, location, options).RunAsync(
                safety => api.InsertAsync(location, description, content, condition, safety, cancellationToken),
                found => IsOursAsync(found, content, digests, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            return written.ToInfo(location);
        }
        catch (InvalidRequestException e)
        {
            DigestRefusal.ThrowIfMismatch(location, e);
            throw;
        }
    }

    // The CRC of bytes in memory costs nothing beside the transfer, and lets the store refuse damaged ones.
    private static List<Digest> Known(ObjectContent content, PutOptions options)
    {
        var known = options.Digests.Concat(content.Digests).ToList();
        if (content.Bytes is { } bytes && !known.Exists(digest => digest.Algorithm == DigestAlgorithm.Crc32C))
        {
            known.Add(Digest.Of(bytes.Span, DigestAlgorithm.Crc32C));
        }

        return known;
    }

    private static async ValueTask<bool> IsOursAsync(StoredObject found, ObjectContent content, IReadOnlyList<Digest> known, CancellationToken cancellationToken)
    {
        if (found.Size != content.Length)
        {
            return false;
        }

        var crc = known.FirstOrDefault(digest => digest.Algorithm == DigestAlgorithm.Crc32C) ?? await ComputeAsync(content, cancellationToken).ConfigureAwait(false);
        return found.Digests.Contains(crc);
    }

    private static async Task<Digest> ComputeAsync(ObjectContent content, CancellationToken cancellationToken)
    {
        var crc = 0u;
        await new ContentSlice(content, 0, content.Length).CopyToAsync(
            block =>
            {
                crc = Crc32C.Append(crc, block.Span);
                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return Digest.FromBytes(DigestAlgorithm.Crc32C, Crc32C.ToBytes(crc));
    }
}
