namespace SageTasks.Synapse;

/// <summary>The signed addresses of an upload's parts, asked for a few at a time just before they are used, and again once they are old or
/// refused.</summary>
internal sealed class PartUrls(SynapseClient client, string uploadId, IReadOnlyList<int> parts) : IDisposable
{
    // Addresses live 15 minutes; a part that starts late must still have time to be sent.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(8);

    private const int Batch = 16;

    private readonly Dictionary<long, (PartUrl Url, long At)> _known = [];
    private readonly SemaphoreSlim _asking = new(1, 1);

    /// <summary>The address of a part.</summary>
    /// <param name="part">The part, from 1.</param>
    /// <param name="refused">The address that was refused; null the first time.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<PartUrl> GetAsync(int part, PartUrl? refused, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_known.TryGetValue(part, out var known) && !ReferenceEquals(known.Url, refused) && client.Time.GetElapsedTime(known.At) < MaxAge)
            {
                return known.Url;
            }

            await AskAsync(part, cancellationToken).ConfigureAwait(false);
            return _known.TryGetValue(part, out known)
                ? known.Url
                : throw new InvalidDataException($"Synapse gave no address for part {part} of the upload {uploadId}.");
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private async Task AskAsync(int part, CancellationToken cancellationToken)
    {
        var wanted = parts.SkipWhile(number => number != part).Take(Batch).Select(number => (long)number);
        var request = new PartUrlRequest { UploadId = uploadId, PartNumbers = [.. wanted.DefaultIfEmpty(part)] };
        var at = client.Time.GetTimestamp();
        foreach (var url in await client.GetPartUrlsAsync(request, cancellationToken).ConfigureAwait(false))
        {
            _known[url.PartNumber] = (url, at);
        }
    }
}
