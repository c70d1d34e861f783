using System.Globalization;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>
/// Sends bytes to a session. After an unclear outcome, or where less was kept than sent, it asks how far the session is and goes on from
/// there: nothing that is kept is sent again.
/// </summary>
internal sealed class ChunkSender(GcsApi api)
{
    /// <summary>Asks how far a session is. Never finishes it.</summary>
    /// <exception cref="UploadGoneException">The store no longer knows the session.</exception>
    public async Task<SessionAnswer> AskAsync(ObjectUpload upload, CancellationToken cancellationToken) =>
        Known(upload, await api.PutAsync(Session(upload), "bytes */*", null, RequestSafety.Idempotent, cancellationToken).ConfigureAwait(false));

    /// <summary>Sends until everything is kept, or, with the last bytes, until the object is made.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="offset">Where in the object they begin.</param>
    /// <param name="isLast">Whether the object ends with them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UploadGoneException">The store no longer knows the session.</exception>
    public async Task<SessionAnswer> SendAsync(ObjectUpload upload, ContentSlice content, long offset, bool isLast, CancellationToken cancellationToken)
    {
        var patience = new Patience(api.Retry, api.Time);
        for (var kept = offset; ;)
        {
            var rest = content with { Offset = content.Offset + kept - offset, Length = content.Length - (kept - offset) };
            var answer = await SendOnceAsync(upload, rest, kept, isLast, patience, cancellationToken).ConfigureAwait(false);
            if (answer.Finished is not null || (!isLast && answer.Persisted >= offset + content.Length))
            {
                return answer;
            }

            if (answer.Persisted < offset || answer.Persisted > offset + content.Length)
            {
                throw new UploadIncompleteException(upload.Location.ToString());
            }

            if (answer.Persisted > kept)
            {
                patience.Reset();
            }
            else if (!await patience.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new TransferException($"{upload.Location}: Cloud Storage keeps none of the bytes that are sent to it. Call again to go on.");
            }

            kept = answer.Persisted;
        }
    }

    private async Task<SessionAnswer> SendOnceAsync(
        ObjectUpload upload, ContentSlice rest, long offset, bool isLast, Patience patience, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await api.PutAsync(
                Session(upload), Range(upload, rest, offset, isLast), rest.Length == 0 ? null : rest, RequestSafety.Once, cancellationToken).ConfigureAwait(false);
            return Known(upload, answer);
        }
        catch (SubmissionUnknownException e)
        {
            UnclearOutcome.ThrowIfOwnFault(e, cancellationToken);
            if (!await patience.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                throw UnclearOutcome.GiveUp(e);
            }

            return await AskAsync(upload, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Range(ObjectUpload upload, ContentSlice rest, long offset, bool isLast)
    {
        var total = isLast ? upload.Size.ToString(CultureInfo.InvariantCulture) : "*";
        return rest.Length == 0
            ? $"bytes */{total}"
            : string.Create(CultureInfo.InvariantCulture, $"bytes {offset}-{offset + rest.Length - 1}/{total}");
    }

    private static SessionAnswer Known(ObjectUpload upload, SessionAnswer answer) =>
        answer.IsGone ? throw new UploadGoneException(upload.Location.ToString()) : answer;

    private static Uri Session(ObjectUpload upload) => Uri.TryCreate(upload.Id, UriKind.Absolute, out var session)
        ? session
        : throw new ArgumentException($"The {upload} does not have the address of a session of Cloud Storage.", nameof(upload));
}
