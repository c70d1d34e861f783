using SageTasks.Http;
using static SageTasks.Cavatica.CavaticaJson;
using static SageTasks.Cavatica.Wire;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    /// <summary>A file's metadata (<c>GET /files/{id}/metadata</c>).</summary>
    public virtual Task<System.Text.Json.Nodes.JsonObject> GetMetadataAsync(string fileId, CancellationToken cancellationToken = default) =>
        GetAsync($"/files/{fileId}/metadata", Default.JsonObject, cancellationToken);

    /// <summary>Merges metadata into a file's own; a null value takes a key away (<c>PATCH /files/{id}/metadata</c>).</summary>
    public virtual Task<System.Text.Json.Nodes.JsonObject> MergeMetadataAsync(
        string fileId, System.Text.Json.Nodes.JsonObject metadata, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Patch, $"/files/{fileId}/metadata", RequestSafety.Idempotent, metadata, Default.JsonObject, Default.JsonObject, cancellationToken);

    /// <summary>Puts metadata in place of a file's own (<c>PUT /files/{id}/metadata</c>).</summary>
    public virtual Task<System.Text.Json.Nodes.JsonObject> ReplaceMetadataAsync(
        string fileId, System.Text.Json.Nodes.JsonObject metadata, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, $"/files/{fileId}/metadata", RequestSafety.Idempotent, metadata, Default.JsonObject, Default.JsonObject, cancellationToken);

    /// <summary>Puts tags in place of a file's own (<c>PUT /files/{id}/tags</c>).</summary>
    public virtual Task SetTagsAsync(string fileId, IReadOnlyList<string> tags, CancellationToken cancellationToken = default) =>
        _api.SendAsync(HttpMethod.Put, $"/files/{fileId}/tags", RequestSafety.Idempotent, tags, Default.IReadOnlyListString, cancellationToken);

    /// <summary>Many files, with a result for each (<c>POST /bulk/files/get</c>, 100 at a time).</summary>
    public virtual Task<IReadOnlyList<BulkResult<CavaticaFile>>> GetFilesAsync(IReadOnlyCollection<string> fileIds, CancellationToken cancellationToken = default) =>
        BulkAsync(
            $"/bulk/files/get", RequestSafety.Safe, fileIds, ids => new FilesById(ids), Default.FilesById, Default.BulkAnswerCavaticaFile,
            (id, file) => file.Id == id, cancellationToken);

    /// <summary>Deletes many files, with a result for each (<c>POST /bulk/files/delete</c>, 100 at a time).</summary>
    public virtual Task<IReadOnlyList<BulkResult<CavaticaFile>>> DeleteFilesAsync(IReadOnlyCollection<string> fileIds, CancellationToken cancellationToken = default) =>
        BulkAsync(
            $"/bulk/files/delete", RequestSafety.Idempotent, fileIds, ids => new FilesById(ids), Default.FilesById, Default.BulkAnswerCavaticaFile,
            (id, file) => file.Id == id, cancellationToken);

    /// <summary>Puts names, tags and metadata in place of those of many files, with a result for each (<c>POST /bulk/files/update</c>, 100 at a time).</summary>
    public virtual Task<IReadOnlyList<BulkResult<CavaticaFile>>> UpdateFilesAsync(IReadOnlyCollection<FileEdit> edits, CancellationToken cancellationToken = default) =>
        BulkAsync(
            $"/bulk/files/update", RequestSafety.Idempotent, edits, items => new FileEdits(items), Default.FileEdits, Default.BulkAnswerCavaticaFile,
            (edit, file) => file.Id == edit.Id, cancellationToken);

    /// <summary>Merges names, tags and metadata into those of many files, with a result for each (<c>POST /bulk/files/edit</c>, 100 at a time).</summary>
    public virtual Task<IReadOnlyList<BulkResult<CavaticaFile>>> EditFilesAsync(IReadOnlyCollection<FileEdit> edits, CancellationToken cancellationToken = default) =>
        BulkAsync(
            $"/bulk/files/edit", RequestSafety.Idempotent, edits, items => new FileEdits(items), Default.FileEdits, Default.BulkAnswerCavaticaFile,
            (edit, file) => file.Id == edit.Id, cancellationToken);

    /// <summary>Copies many files into a project at once, with what became of each by its id (<c>POST /action/files/copy</c>, 100 at a time).</summary>
    /// <exception cref="SubmissionUnknownException">Which files were copied is not known.</exception>
    public virtual async Task<IReadOnlyDictionary<string, CopiedFile>> CopyFilesAsync(
        string projectId, IReadOnlyCollection<string> fileIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fileIds);
        ProjectId(projectId);
        var copied = new Dictionary<string, CopiedFile>(StringComparer.Ordinal);
        foreach (var chunk in fileIds.Chunk(BulkSize))
        {
            var answer = await SendAsync(
                HttpMethod.Post, $"/action/files/copy", RequestSafety.Once, new FilesCopy(projectId, chunk), Default.FilesCopy, Default.CopiedFiles, cancellationToken)
                .ConfigureAwait(false);
            foreach (var (id, file) in answer)
            {
                copied[id] = file;
            }
        }

        return copied;
    }

    /// <summary>Begins background jobs that copy, move or delete files and folders, 100 in each (<c>POST /async/files/{type}</c>).</summary>
    /// <exception cref="SubmissionUnknownException">Whether a job was begun is not known.</exception>
    public virtual async Task<IReadOnlyList<FileJob>> StartFileJobsAsync(
        FileJobType type, IReadOnlyCollection<FileJobItem> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        var jobs = new List<FileJob>();
        foreach (var chunk in items.Chunk(BulkSize))
        {
            jobs.Add(await SendAsync(
                HttpMethod.Post, $"/async/files/{type.Value}", RequestSafety.Once, new FileJobItems(chunk), Default.FileJobItems, Default.FileJob, cancellationToken)
                .ConfigureAwait(false));
        }

        return jobs;
    }

    /// <summary>A background job on files (<c>GET /async/files/{type}/{id}</c>).</summary>
    /// <exception cref="NotFoundException">There is no such job (any more).</exception>
    public virtual Task<FileJob> GetFileJobAsync(FileJobType type, string jobId, CancellationToken cancellationToken = default) =>
        GetAsync($"/async/files/{type.Value}/{jobId}", Default.FileJob, cancellationToken);

    /// <summary>The background jobs of the last month, all pages (<c>GET /async/files</c>).</summary>
    public virtual IAsyncEnumerable<FileJob> ListFileJobsAsync(CancellationToken cancellationToken = default) =>
        ListAsync("jobs", () => $"/async/files", job => job.Id, Default.PageFileJob, cancellationToken);
}
