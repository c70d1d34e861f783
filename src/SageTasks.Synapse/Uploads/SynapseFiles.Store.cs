using SageTasks.Storage;

namespace SageTasks.Synapse;

public sealed partial class SynapseFiles
{
    /// <summary>Stores a local file under a name: nothing where an equal file is there (by MD5), a new version where another one is, else a
    /// new file. An upload that was interrupted goes on where it was; the same bytes never go up twice.</summary>
    /// <param name="request">The file and its place.</param>
    /// <param name="progress">Hears how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the call; parts that were sent are kept for the next one.</param>
    /// <exception cref="ArgumentException">Synapse refuses the name, or the file is empty; nothing was sent.</exception>
    /// <exception cref="FileNotFoundException">There is no such local file; nothing was sent.</exception>
    /// <exception cref="SourceChangedException">The local file was changed while it was read.</exception>
    /// <exception cref="TransferException">Synapse refused a part too often.</exception>
    public async Task<StoredFile> StoreAsync(
        FileStore request, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = Check(request);
        var partSize = MultipartUpload.PartSize(LinkedFile.At(request.Path).Length);
        var file = await FileDigest.ComputeAsync(request.Path, [DigestAlgorithm.Md5], partSize, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        var upload = new MultipartUpload(client, _transfer);
        var stored = await new FileUpsert(client, new FileUpsertRequest
        {
            ParentId = request.ParentId,
            Name = name,
            Size = file.Size,
            Md5 = file.Md5.Value,
            IsSame = handle => IsSame(handle, file),
            MakeHandle = token => UploadAsync(request, name, file, upload, progress, token),
            Description = request.Description,
            VersionLabel = request.VersionLabel,
            VersionComment = request.VersionComment,
            ForceVersion = request.ForceVersion,
        }).RunAsync(cancellationToken).ConfigureAwait(false);
        return await DescribeAsync(stored with { BytesUploaded = upload.BytesSent }, request.Annotations, request.Provenance, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsSame(FileHandle handle, FileFingerprint file) =>
        string.Equals(handle.ContentMd5, file.Md5.Value, StringComparison.OrdinalIgnoreCase) && (handle.ContentSize ?? file.Size) == file.Size;

    private static string Check(FileStore request)
    {
        ArgumentException.ThrowIfNullOrEmpty(request.Path);
        RefuseVersion(request.ParentId);
        SynapseAnnotations.Validate(request.Annotations ?? new Dictionary<string, AnnotationValue>(StringComparer.Ordinal));
        var name = request.Name ?? Path.GetFileName(request.Path);
        SynapseName.Validate(name, nameof(request));
        if (FileStamp.Of(request.Path).Size == 0)
        {
            throw new ArgumentException($"{request.Path} is empty. Synapse takes no files of 0 bytes: leave it out, or write something into it.", nameof(request));
        }

        return name;
    }

    private static void RefuseVersion(SynapseId parentId)
    {
        if (parentId.Version is not null || parentId == default)
        {
            throw new ArgumentException($"'{parentId}' is not a project or folder: expected an id without a version, such as syn123.", nameof(parentId));
        }
    }

    private async Task<string> UploadAsync(
        FileStore request, string name, FileFingerprint file, MultipartUpload upload, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var local = Path.GetFileName(request.Path);
        var multipart = new MultipartUploadRequest
        {
            FileName = SynapseName.Problem(local) is null ? local : name,
            ContentType = request.ContentType ?? ContentTypes.Of(request.Path),
            ContentMd5Hex = file.Md5.Value,
            FileSizeBytes = file.Size,
            PartSizeBytes = MultipartUpload.PartSize(file.Size),
            StorageLocationId = await UploadPlace.FindAsync(client, request.ParentId, request.StorageLocationId, cancellationToken).ConfigureAwait(false),
            GeneratePreview = true,
        };
        return await upload.RunAsync(file, multipart, progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task<StoredFile> DescribeAsync(
        StoredFile stored, IReadOnlyDictionary<string, AnnotationValue>? annotations, ProvenanceNote? provenance, CancellationToken cancellationToken)
    {
        if (annotations is { Count: > 0 })
        {
            var merged = await new SynapseAnnotations(client).MergeAsync(new AnnotationMerge { Id = stored.Id, Set = annotations }, cancellationToken).ConfigureAwait(false);
            stored = stored with { AnnotationsChanged = merged.Outcome != StoreOutcome.Unchanged };
        }

        if (provenance is not null)
        {
            var recorded = await new SynapseProvenance(client).RecordAsync(stored.Id, provenance, cancellationToken).ConfigureAwait(false);
            stored = stored with { ProvenanceChanged = recorded.Outcome != StoreOutcome.Unchanged };
        }

        return stored;
    }
}
