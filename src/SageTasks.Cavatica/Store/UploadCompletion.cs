using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Cavatica;

/// <summary>Makes files of uploads. An upload becomes one file at most and is forgotten then, so that whatever the answers leave open it is
/// completed again while it is there.</summary>
internal sealed class UploadCompletion(CavaticaClient client, FileLookUp files, TransferOptions transfer)
{
    // A refusal may come of a completion that is still at work; one that stays is meant.
    private const int MostRefusals = 2;

    // Times come in whole seconds.
    private static readonly TimeSpan ClockResolution = TimeSpan.FromSeconds(1);

    /// <exception cref="DestinationExistsException">The name is taken.</exception>
    /// <exception cref="UploadIncompleteException">The platform lacks parts.</exception>
    /// <exception cref="UploadGoneException">The upload is gone, and no file was made of it.</exception>
    /// <exception cref="InvalidRequestException">The platform refuses to make a file of all parts.</exception>
    /// <exception cref="SubmissionUnknownException">The platform said too often nothing of what became of it.</exception>
    public async Task<CavaticaFile> RunAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var waits = new JobWaits(client.Time);
        for (var (attempt, refusals) = (1, 0); ; attempt++)
        {
            try
            {
                return await client.CompleteUploadAsync(upload.Id, cancellationToken).ConfigureAwait(false);
            }
            catch (ConflictException taken) when (attempt == 1)
            {
                throw new DestinationExistsException(upload.Location.ToString(), taken);
            }
            catch (ApiException answer) when (answer is SubmissionUnknownException or NotFoundException or InvalidRequestException or ConflictException)
            {
                if (await AskAsync(upload, cancellationToken).ConfigureAwait(false) is not { } known)
                {
                    return await MadeAsync(upload, cancellationToken).ConfigureAwait(false) ?? throw Meant(upload, answer);
                }

                if (answer is InvalidRequestException && known.Parts.Count < upload.PartCount)
                {
                    throw new UploadIncompleteException(upload.Location.ToString(), answer);
                }

                refusals += answer is SubmissionUnknownException ? 0 : 1;
                if (refusals > MostRefusals || attempt >= transfer.MaxAttempts)
                {
                    if (answer is NotFoundException or ConflictException)
                    {
                        throw Meant(upload, answer);
                    }

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

    private static TransferException Meant(ObjectUpload upload, ApiException answer) => answer is ConflictException
        ? new DestinationExistsException(upload.Location.ToString(), answer)
        : new UploadGoneException(upload.Location.ToString(), answer);

    /// <summary>The file that was made of an upload: of its size, and not older. Where times are missing, nobody can tell.</summary>
    private async Task<CavaticaFile?> MadeAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var file = await files.FindAsync(upload.Location, cancellationToken).ConfigureAwait(false);
        return file?.Size == upload.Size && file.ModifiedOn >= upload.StartedAt - ClockResolution ? file : null;
    }
}
