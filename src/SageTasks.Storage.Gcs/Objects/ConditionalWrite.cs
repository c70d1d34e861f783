using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>A write that must happen once: after a lost reply it looks whether what is there is its own.</summary>
internal sealed class ConditionalWrite(GcsApi api, Location location, PutOptions options)
{
    /// <summary>Writes.</summary>
    /// <param name="send">Sends the request, which declares how safe it is to repeat.</param>
    /// <param name="isOurs">Whether an object has the bytes that were sent.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<StoredObject> RunAsync(
        Func<RequestSafety, Task<StoredObject>> send, Func<StoredObject, ValueTask<bool>> isOurs, CancellationToken cancellationToken)
    {
        if (options.Mode == PutMode.Overwrite)
        {
            return await OverwriteAsync(send, cancellationToken).ConfigureAwait(false);
        }

        var patience = new Patience(api.Retry, api.Time);
        for (var isUnclear = false; ; isUnclear = true)
        {
            try
            {
                return await send(RequestSafety.Once).ConfigureAwait(false);
            }
            catch (PreconditionFailedException e)
            {
                return isUnclear && await FindOwnAsync(isOurs, cancellationToken).ConfigureAwait(false) is { } own
                    ? own
                    : throw Conditions.Refusal(location, options, e);
            }
            catch (SubmissionUnknownException e)
            {
                UnclearOutcome.ThrowIfOwnFault(e, cancellationToken);
                if (!await patience.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw UnclearOutcome.GiveUp(e);
                }

                if (await FindOwnAsync(isOurs, cancellationToken).ConfigureAwait(false) is { } own)
                {
                    return own;
                }
            }
        }
    }

    private static async Task<StoredObject> OverwriteAsync(Func<RequestSafety, Task<StoredObject>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await send(RequestSafety.Idempotent).ConfigureAwait(false);
        }
        catch (NetworkFailureException e)
        {
            UnclearOutcome.ThrowIfOwnFault(e, cancellationToken);
            throw;
        }
    }

    private async Task<StoredObject?> FindOwnAsync(Func<StoredObject, ValueTask<bool>> isOurs, CancellationToken cancellationToken)
    {
        var found = await api.FindAsync(location, cancellationToken).ConfigureAwait(false);
        var isOld = found is null || found.Tag == options.IfMatch?.Tag;
        return !isOld && await isOurs(found!).ConfigureAwait(false) ? found : null;
    }
}
