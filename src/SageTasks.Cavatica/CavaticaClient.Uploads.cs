using SageTasks.Http;
using static SageTasks.Cavatica.CavaticaJson;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    /// <summary>Begins an upload in parts (<c>POST /upload/multipart</c>). The answered part size counts, not the one asked for.</summary>
    /// <param name="upload">The file.</param>
    /// <param name="overwrite">Whether a file of this name is replaced when the upload is completed; a conflict otherwise.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The name or the place cannot be used; nothing was sent.</exception>
    /// <exception cref="ConflictException">The name is taken.</exception>
    public virtual Task<FileUpload> StartUploadAsync(NewUpload upload, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        RequireOne(upload.Project, upload.Parent, nameof(upload));
        UploadNames.Check(upload.Name);
        return SendAsync(
            HttpMethod.Post, RequestPath.Of($"/upload/multipart").Query("overwrite", overwrite ? true : null), RequestSafety.Idempotent, upload, Default.NewUpload,
            Default.FileUpload, cancellationToken);
    }

    /// <summary>An upload that was begun (<c>GET /upload/multipart/{uploadId}</c>).</summary>
    /// <param name="uploadId">The upload.</param>
    /// <param name="listParts">Whether to name the parts that were reported.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="NotFoundException">There is no such upload (any more).</exception>
    public virtual Task<FileUpload> GetUploadAsync(string uploadId, bool listParts = false, CancellationToken cancellationToken = default) =>
        GetAsync(RequestPath.Of($"/upload/multipart/{uploadId}").Query("list_parts", listParts ? true : null), Default.FileUpload, cancellationToken);

    /// <summary>Uploads that were begun and are not completed, all pages (<c>GET /upload/multipart</c>).</summary>
    public virtual IAsyncEnumerable<FileUpload> ListUploadsAsync(CancellationToken cancellationToken = default) =>
        ListAsync("uploads", () => $"/upload/multipart", upload => upload.UploadId, Default.PageFileUpload, cancellationToken);

    /// <summary>Where and how a part is sent (<c>GET /upload/multipart/{uploadId}/part/{part}</c>).</summary>
    public virtual Task<PartTarget> GetPartTargetAsync(string uploadId, int part, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(part, 1);
        return GetAsync($"/upload/multipart/{uploadId}/part/{part}", Default.PartTarget, cancellationToken);
    }

    /// <summary>Reports a part that was sent (<c>POST /upload/multipart/{uploadId}/part</c>).</summary>
    public virtual Task ReportPartAsync(string uploadId, PartReport report, CancellationToken cancellationToken = default) =>
        _api.SendAsync(HttpMethod.Post, $"/upload/multipart/{uploadId}/part", RequestSafety.Idempotent, report, Default.PartReport, cancellationToken);

    /// <summary>Makes the file from its parts (<c>POST /upload/multipart/{uploadId}/complete</c>).</summary>
    /// <exception cref="SubmissionUnknownException">Whether the file was made is not known.</exception>
    public virtual Task<CavaticaFile> CompleteUploadAsync(string uploadId, CancellationToken cancellationToken = default) =>
        ActAsync($"/upload/multipart/{uploadId}/complete", RequestSafety.Once, Default.CavaticaFile, cancellationToken);

    /// <summary>Gives an upload up (<c>DELETE /upload/multipart/{uploadId}</c>).</summary>
    public virtual Task AbortUploadAsync(string uploadId, CancellationToken cancellationToken = default) => DeleteAsync($"/upload/multipart/{uploadId}", cancellationToken);
}
