using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace SageTasks.Testing.Gcs;

/// <summary>Resumable sessions: begun with a POST, fed with PUTs in order, asked for their state with an empty PUT, given up with a DELETE.</summary>
internal sealed class ResumableUploads(GcsWorld world, GcsFiles files)
{
    /// <summary>What is kept of a chunk that is not the last one is a multiple of this.</summary>
    public const long Quantum = 256 * 1024;

    public async Task<LocalAnswer> BeginAsync(LocalRequest request, CancellationToken stopping)
    {
        var body = new MemoryStream();
        await request.BodyStream.CopyToAsync(body, stopping).ConfigureAwait(false);
        var fields = body.Length == 0
            ? new ObjectFields()
            : JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), GcsJson.Default.ObjectFields) ?? new ObjectFields();
        var upload = new UploadDocument
        {
            Id = "local-" + RandomNumberGenerator.GetHexString(64, lowercase: true),
            Bucket = request["bucket"],
            Name = InsertRoutes.ObjectName(request, fields),
            Fields = fields with { ContentType = fields.ContentType ?? request.Header("X-Upload-Content-Type") ?? "application/octet-stream" },
            Conditions = Conditions.Of(request),
            Size = long.TryParse(request.Header("X-Upload-Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null,
            File = GcsFiles.NewName(),
        };
        files.SetLength(upload.File, 0);
        world.AddUpload(upload);
        return LocalAnswer.Empty(200)
            .With("Location", $"{request.Origin}/upload/storage/v1/b/{upload.Bucket}/o?uploadType=resumable&name={Uri.EscapeDataString(upload.Name)}&upload_id={upload.Id}")
            .With("X-GUploader-UploadID", upload.Id);
    }

    public async ValueTask<LocalAnswer> PutAsync(LocalRequest request, CancellationToken stopping)
    {
        var session = Find(request);
        var range = UploadRange.Parse(request.Header("Content-Range"));
        await session.Turn.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            CheckAlive(session.Document);
            if (session.Document.Finished is { } finished)
            {
                return AnswerFinished(request, finished, range);
            }

            return range.IsQuery
                ? await AnswerQueryAsync(request, session, range, stopping).ConfigureAwait(false)
                : await ReceiveAsync(request, session, range, stopping).ConfigureAwait(false);
        }
        finally
        {
            session.Turn.Release();
        }
    }

    public LocalAnswer Cancel(LocalRequest request)
    {
        var session = Find(request);
        CheckAlive(session.Document);
        if (session.Document.Finished is not null)
        {
            throw GcsErrors.Invalid("The upload is finished.");
        }

        world.SaveUpload(session, session.Document with { IsCanceled = true }, "upload.canceled");
        files.Delete(session.Document.File);
        return LocalAnswer.Empty(499);
    }

    private UploadSession Find(LocalRequest request) =>
        world.FindUpload(request.QueryValue("upload_id") ?? "") ?? throw new RefusalException(LocalAnswer.Text("Not Found", status: 404));

    private void CheckAlive(UploadDocument upload)
    {
        if (upload.ExpiresAt < world.Now)
        {
            throw new RefusalException(LocalAnswer.Text("Gone", status: 410));
        }

        if (upload.IsCanceled)
        {
            throw new RefusalException(LocalAnswer.Empty(499));
        }
    }

    // The end of a finished upload may be sent again: it is the way to find out whether it arrived.
    private static LocalAnswer AnswerFinished(LocalRequest request, ObjectDocument finished, UploadRange range)
    {
        var repeats = range.IsQuery ? (range.Total ?? finished.Size) == finished.Size : range.End is null || range.End + 1 == finished.Size;
        return repeats ? ObjectResource.Answer(finished, request.Origin) : throw GcsErrors.Invalid("The upload is already finished.");
    }

    private async Task<LocalAnswer> AnswerQueryAsync(LocalRequest request, UploadSession session, UploadRange range, CancellationToken stopping)
    {
        CheckTotal(session.Document, range.Total);
        return range.Total == session.Document.Received
            ? await FinishAsync(request, session, stopping).ConfigureAwait(false)
            : Incomplete(session.Document);
    }

    private async Task<LocalAnswer> ReceiveAsync(LocalRequest request, UploadSession session, UploadRange range, CancellationToken stopping)
    {
        var before = session.Document;
        CheckTotal(before, range.Total);
        if (range.Start > before.Received)
        {
            throw GcsErrors.Refuse(503, "backendNotConnected", string.Create(
                CultureInfo.InvariantCulture,
                $"Invalid request. According to the Content-Range header, the upload offset is {range.Start} byte(s), which exceeds already uploaded size of {before.Received} byte(s)."));
        }

        var (count, isWhole) = await files.ReceiveAsync(before.File, before.Received, before.Received - range.Start, request.BodyStream, stopping).ConfigureAwait(false);
        isWhole &= range.Length is null || range.Length == count;
        if (isWhole && range.Length is null && range.Total is null)
        {
            range = range with { Total = count };
        }

        var isLast = isWhole && range.Start + count == (range.Total ?? before.Size);
        if (isWhole && !isLast && count < Quantum)
        {
            throw GcsErrors.Invalid(string.Create(
                CultureInfo.InvariantCulture,
                $"Invalid request. The number of bytes uploaded is required to be equal or greater than {Quantum}, except for the final request (it's recommended to be the exact multiple of {Quantum}). The received request contained {count} bytes, which does not meet this requirement."));
        }

        var received = range.Start + count;
        if (request.Draws(FaultKind.ShortWrite))
        {
            (received, isLast) = (range.Start + (count / 2), false);
        }

        return await KeepAsync(request, session, received, isLast, stopping).ConfigureAwait(false);
    }

    private async Task<LocalAnswer> KeepAsync(LocalRequest request, UploadSession session, long received, bool isLast, CancellationToken stopping)
    {
        var before = session.Document;
        // A chunk that was sent again in part says nothing new.
        var kept = isLast ? received : Math.Max(before.Received, received / Quantum * Quantum);
        files.SetLength(before.File, kept);
        world.SaveUpload(session, before with { Received = kept }, "upload.received");
        return isLast ? await FinishAsync(request, session, stopping).ConfigureAwait(false) : Incomplete(session.Document);
    }

    private async Task<LocalAnswer> FinishAsync(LocalRequest request, UploadSession session, CancellationToken stopping)
    {
        var upload = session.Document;
        var file = await files.ChecksumAsync(upload.File, stopping).ConfigureAwait(false);
        upload.Fields.WithHashes(request.Header("x-goog-hash")).Verify(file);
        var stored = world.Put(InsertRoutes.Draft(upload.Bucket, upload.Name, upload.Fields, file), upload.Conditions, "resumable", upload.Id);
        return ObjectResource.Answer(stored, request.Origin);
    }

    private static void CheckTotal(UploadDocument upload, long? total)
    {
        if (total < upload.Received || (total is not null && upload.Size is not null && total != upload.Size))
        {
            throw GcsErrors.Invalid(string.Create(CultureInfo.InvariantCulture, $"Invalid request. The upload has {upload.Received} byte(s), which does not agree with a total of {total}."));
        }
    }

    private static LocalAnswer Incomplete(UploadDocument upload)
    {
        var answer = LocalAnswer.Empty(308).With("X-GUploader-UploadID", upload.Id);
        return upload.Received == 0 ? answer : answer.With("Range", string.Create(CultureInfo.InvariantCulture, $"bytes=0-{upload.Received - 1}"));
    }
}
