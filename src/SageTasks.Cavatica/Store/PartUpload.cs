using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Cavatica;

/// <summary>Sends parts to their signed addresses and reports them. An address that is refused is asked for anew, and only the statuses that the
/// platform names count as success.</summary>
internal sealed class PartUpload(CavaticaClient client, TransferOptions transfer)
{
    private const int Md5Length = 32;

    /// <exception cref="TransferException">The storage service refused the part too often.</exception>
    public async Task<UploadedPart> SendAsync(string uploadId, int number, ObjectContent content, CancellationToken cancellationToken)
    {
        var body = new PartContent(content, transfer.StallTimeout, client.Time);
        var waits = new JobWaits(client.Time);
        var differences = 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var target = await client.GetPartTargetAsync(uploadId, number, cancellationToken).ConfigureAwait(false);
                var headers = await client.SendPartAsync(target, body.Create, LongEnough(content.Length), cancellationToken).ConfigureAwait(false);
                var tag = headers.GetValueOrDefault("ETag");

                // A tag of this form is the MD5, unless the bucket encrypts; a second difference says that it does.
                var differs = tag?.Length == Md5Length && tag != body.Md5.Value;
                differences += differs ? 1 : 0;
                if (!differs || differences > 1)
                {
                    await client.ReportPartAsync(uploadId, new PartReport { PartNumber = number, Response = new PartAnswer { Headers = headers } }, cancellationToken).ConfigureAwait(false);
                    return new UploadedPart { Number = number, Size = content.Length, Tag = tag };
                }
            }
            catch (ApiException refused) when (attempt < transfer.MaxAttempts && IsWorthAnotherTry(refused))
            {
                body.ThrowIfUnreadable();
            }
            catch (ApiException refused) when (IsWorthAnotherTry(refused))
            {
                throw new TransferException($"Part {number} of the upload {uploadId} was refused {attempt} times: {refused.Message} Calling again goes on with the parts that are missing.", refused);
            }

            await waits.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // The address has expired, its host is away, or the report did not fit what arrived.
    private static bool IsWorthAnotherTry(ApiException refused) =>
        refused is AccessDeniedException or NetworkFailureException or ServerFailureException or InvalidRequestException;

    // A stalled connection is noticed by the body itself; this only bounds one that trickles.
    private static TimeSpan LongEnough(long length) => TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(length / (64 * 1024));
}
