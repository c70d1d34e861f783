using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Cavatica;

/// <summary>Makes files of uploads. An upload becomes one file at most and is forgotten then, so that whatever the answers leave open it is
/// completed again while it is there.</summary>
internal sealed class UploadCompletion(CavaticaClient client, FileLookUp files, TransferOptions transfer)
{
    // Times come in whole seconds.
    private static readonly TimeSpan ClockResolution = TimeSpan.FromSeconds(1);

    /// <exception cref="DestinationExistsException">The name is taken.</exception>
    /// <exception cref="UploadIncompleteException">The platform lacks parts.</exception>
    /// <exception cref="UploadGoneException">The upload is gone, and no file was made of it.</exception>
    /// <exception cref="SubmissionUnknownException">The platform said too often nothing of what became of it.</exception>
    public async Task<CavaticaFile> RunAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var waits = new JobWaits(client.Time);
        var isOpen = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await client.CompleteUploadAsync(upload.Id, cancellationToken).ConfigureAwait(false);
            }
            catch (ConflictException taken) when (!isOpen)
            {
                throw new DestinationExistsException(upload.Location.ToString(), taken);
            }
            catch (ApiException answer) when (answer is SubmissionUnknownException or NotFoundException or InvalidRequestException or ConflictException)
            {
                // An earlier attempt may have made the file since: whatever this one answered then, it may be of that one's making.
                isOpen |= answer is SubmissionUnknownException or NotFoundException;
                var known = await AskAsync(upload, cancellationToken).ConfigureAwait(false);
                if (known is null && isOpen)
                {
                    return await MadeAsync(upload, cancellationToken).ConfigureAwait(false) ?? throw Missing(upload, answer);
                }

                if (known?.Parts.Count < upload.PartCount)
                {
                    throw new UploadIncompleteException(upload.Location.ToString(), answer);
                }

                if (!isOpen || attempt >= transfer.MaxAttempts)
                {
                    throw;
                }
            }

            await waits.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The upload with its parts; null where it is gone.</summary>
    public async Task<FileUpload?> AskAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetUploadAsync(upload.Id, listParts: true, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private static TransferException Missing(ObjectUpload upload, ApiException answer) => answer is ConflictException
        ? new DestinationExistsException(upload.Location.ToString(), answer)
        : new UploadGoneException(upload.Location.ToString(), answer);

    private async Task<CavaticaFile?> MadeAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var file = await files.FindAsync(upload.Location, cancellationToken).ConfigureAwait(false);
        return file?.Size == upload.Size && (upload.StartedAt is null || file.ModifiedOn is null || file.ModifiedOn >= upload.StartedAt - ClockResolution) ? file : null;
    }
}
