namespace SageTasks.Testing.Synapse;

/// <summary>Gives out file handles and URLs to their bytes, to those who may have them.</summary>
internal sealed class FileReading(SynapseStore store, NodeTree tree, Access access, FileHandleCatalog catalog, SignedUrls urls)
{
    private const int MaxFiles = 100;

    public BatchFileResult Batch(Caller caller, BatchFileRequest request, UrlOrigin origin)
    {
        var files = Checked(request.RequestedFiles);
        if (request.IncludeFileHandles != true && request.IncludePreSignedURLs != true && request.IncludePreviewPreSignedURLs != true)
        {
            throw SynapseError.Invalid("Must select at least one of: includeFileHandles, includePreSignedURLs, includePreviewPreSignedURLs");
        }

        return new BatchFileResult { RequestedFiles = [.. files.Select(f => Read(caller, f, request, origin))] };
    }

    public BatchFileHandleCopyResult Copy(Caller caller, BatchFileHandleCopyRequest request)
    {
        var copies = request.CopyRequests ?? throw SynapseError.Invalid("copyRequests is required.");
        if (copies.Count is 0 or > MaxFiles)
        {
            throw SynapseError.Invalid($"The number of file handles to copy must be between 1 and {MaxFiles}.");
        }

        return new BatchFileHandleCopyResult { CopyResults = [.. copies.Select(c => Copy(caller, c))] };
    }

    /// <summary>The URL of a file that belongs to an object that the caller may download.</summary>
    public string Url(Caller caller, FileHandleAssociation association, UrlOrigin origin)
    {
        var file = catalog.Get(association.FileHandleId ?? throw SynapseError.Invalid("fileHandleId is required."));
        return MayDownload(caller, file, association)
            ? UrlOf(file, origin)
            : throw SynapseError.Forbidden($"You are not authorized to download file handle {file.Id} of {association.AssociateObjectType} {association.AssociateObjectId}.");
    }

    public string UrlOf(FileHandle file, UrlOrigin origin) => file switch
    {
        { ExternalURL: { } url } => url,
        { BucketName: { } bucket, Key: { } key } => urls.Download(origin, bucket, key),
        { EndpointUrl: { } endpoint } => $"{endpoint.TrimEnd('/')}/{file.Bucket}/{file.FileKey}",
        _ => throw SynapseError.Invalid("This kind of file handle has no URL."),
    };

    public bool MayDownload(Caller caller, FileHandle file, FileHandleAssociation association) => association.AssociateObjectType switch
    {
        _ when file.CreatedBy == caller.IdText => true,
        "FileEntity" => OfEntity(caller, association, (node, id) => tree.RevisionsOf(node).Any(r => r.Body.DataFileHandleId == id)),
        "TableEntity" => OfEntity(caller, association, (node, id) => store.Rows.All.Any(r => r.TableId == node.Id && id is not null && r.Values.ContainsValue(id))),
        "SubmissionAttachment" => OfSubmission(caller, association),
        _ => false,
    };

    private bool OfEntity(Caller caller, FileHandleAssociation association, Func<Node, string?, bool> holds) =>
        SynId.TryParse(association.AssociateObjectId, out var id, out _) && store.Nodes.Find(id) is { } node && !tree.IsTrashed(node)
        && access.Has(caller, node, "DOWNLOAD") && holds(node, association.FileHandleId);

    private bool OfSubmission(Caller caller, FileHandleAssociation association)
    {
        if (store.Submissions.Find(association.AssociateObjectId ?? "") is not { } submission)
        {
            return false;
        }

        var evaluation = store.Evaluations.Find(submission.EvaluationId!);
        return (submission.UserId == caller.IdText || evaluation?.OwnerId == caller.IdText)
            && tree.FindRevision(SynId.Parse(submission.EntityId), submission.VersionNumber ?? 1)?.Body.DataFileHandleId == association.FileHandleId;
    }

    private FileResult Read(Caller caller, FileHandleAssociation association, BatchFileRequest request, UrlOrigin origin)
    {
        var result = new FileResult { FileHandleId = association.FileHandleId };
        if (store.FileHandles.Find(association.FileHandleId!) is not { } file)
        {
            return result with { FailureCode = "NOT_FOUND" };
        }

        if (!MayDownload(caller, file, association))
        {
            return result with { FailureCode = "UNAUTHORIZED" };
        }

        return result with
        {
            FileHandle = request.IncludeFileHandles == true ? file : null,
            PreSignedURL = request.IncludePreSignedURLs == true ? UrlOf(file, origin) : null,
        };
    }

    private FileHandleCopyResult Copy(Caller caller, FileHandleCopyRequest request)
    {
        var association = request.OriginalFile ?? throw SynapseError.Invalid("originalFile is required.");
        var result = new FileHandleCopyResult { OriginalFileHandleId = association.FileHandleId };
        if (store.FileHandles.Find(association.FileHandleId ?? "") is not { } file)
        {
            return result with { FailureCode = "NOT_FOUND" };
        }

        return MayDownload(caller, file, association)
            ? result with { NewFileHandle = catalog.Copy(caller, file, request.NewFileName, request.NewContentType) }
            : result with { FailureCode = "UNAUTHORIZED" };
    }

    private static IReadOnlyList<FileHandleAssociation> Checked(IReadOnlyList<FileHandleAssociation>? files)
    {
        if (files is not { Count: > 0 })
        {
            throw SynapseError.Invalid("Must request at least one file.");
        }

        if (files.Count > MaxFiles)
        {
            throw SynapseError.Invalid($"Request exceeds the maximum number of files per request: {MaxFiles}");
        }

        if (files.Any(f => f.FileHandleId is null || f.AssociateObjectId is null || f.AssociateObjectType is null))
        {
            throw SynapseError.Invalid("Each requested file needs fileHandleId, associateObjectId and associateObjectType.");
        }

        return files.DistinctBy(f => (f.FileHandleId, f.AssociateObjectId, f.AssociateObjectType)).Count() == files.Count
            ? files
            : throw SynapseError.Invalid("The same file was requested twice.");
    }
}
