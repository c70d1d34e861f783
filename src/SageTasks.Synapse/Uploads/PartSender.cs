using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>Sends parts of an upload to their signed addresses and has Synapse take them in; a part that is refused goes again, an address
/// that is refused is asked for anew.</summary>
internal sealed class PartSender(SynapseClient client, string uploadId, PartUrls urls, int maxAttempts)
{
    private long _sent;

    /// <summary>Bytes sent so far, repeats included.</summary>
    public long BytesSent => Interlocked.Read(ref _sent);

    /// <param name="number">The part, from 1.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="body">Makes the body of one attempt.</param>
    /// <param name="md5">The MD5 of the part, asked for once a body went through.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TransferException">Synapse refused the part too often.</exception>
    public async Task SendAsync(int number, long length, Func<HttpContent> body, Func<Digest> md5, CancellationToken cancellationToken)
    {
        PartUrl? url = null;
        for (var attempt = 1; ; attempt++)
        {
            url = await urls.GetAsync(number, url, cancellationToken).ConfigureAwait(false);
            try
            {
                await client.SendPartAsync(url, body, LongEnough(length), cancellationToken).ConfigureAwait(false);
                Interlocked.Add(ref _sent, length);
                var added = await client.AddPartAsync(uploadId, number, md5().Value, cancellationToken).ConfigureAwait(false);
                if (added.AddPartState != AddPartState.Failed)
                {
                    return;
                }

                ThrowIfLast(attempt, number, added);
            }
            catch (ApiException e) when (attempt < maxAttempts && e is (AccessDeniedException or NetworkFailureException or NotFoundException))
            {
                // The address expired or its host is away: ask for another one.
            }

            await Contention.PauseAsync(client.Time, attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private void ThrowIfLast(int attempt, int number, AddPartResult added)
    {
        if (attempt >= maxAttempts)
        {
            throw new TransferException(
                $"Synapse refused part {number} of the upload {uploadId} {attempt} times: {added.ErrorMessage ?? "no reason given"}. " +
                "Calling again goes on with the parts that are missing.");
        }
    }

    // A stalled connection is noticed by the body itself; this only bounds one that trickles.
    private static TimeSpan LongEnough(long length) => TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(length / (64 * 1024));
}
