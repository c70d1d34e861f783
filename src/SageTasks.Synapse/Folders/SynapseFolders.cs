using System.Runtime.CompilerServices;
using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>Brings trees of files from Synapse, and stores them there.</summary>
/// <param name="client">The client to ask with.</param>
/// <param name="transfer">How files are moved; null for the defaults.</param>
public sealed partial class SynapseFolders(SynapseClient client, TransferOptions? transfer = null)
{
    private const string ManifestName = "manifest.csv";

    private static readonly EntityType[] FilesAndFolders = [EntityType.File, EntityType.Folder];

    private readonly SynapseFiles _files = new(client, transfer);

    /// <summary>Brings every file in a project or folder, a few at a time. Files and folders are called as their entities are, whose names
    /// are unique; equal local files are left alone, interrupted ones go on where they were.</summary>
    /// <param name="request">The project or folder, and the local folder.</param>
    /// <param name="cancellationToken">Ends the call; what was brought is kept for the next one.</param>
    /// <exception cref="FolderTransferException">Some files could not be brought; all others were.</exception>
    public async Task<DownloadedFolder> DownloadAsync(FolderDownload request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(request.Path);
        var root = Path.GetFullPath(request.Path);
        var parts = new EntityBundleRequest
        {
            IncludeEntity = true,
            IncludeFileHandles = true,
            IncludeAnnotations = request.WriteManifest,
            IncludeActivity = request.WriteManifest,
        };
        var moved = await FileBatch.RunAsync(
            WalkAsync(request.Id.WithoutVersion(), root, request.Recursive, cancellationToken),
            request.Concurrency,
            found => (found.Path, SynapseId.Parse(found.Header.Id)),
            (found, token) => BringAsync(found, parts, token),
            cancellationToken).ConfigureAwait(false);
        var ordered = moved.OrderBy(file => file.File.Path, StringComparer.Ordinal).ToList();
        return new DownloadedFolder
        {
            Id = request.Id,
            Path = root,
            Files = [.. ordered.Select(file => file.File)],
            BytesDownloaded = ordered.Sum(file => file.File.BytesDownloaded),
            Manifest = request.WriteManifest ? await WriteManifestAsync(root, ordered, cancellationToken).ConfigureAwait(false) : null,
        };
    }

    private static async Task<string> WriteManifestAsync(string root, IEnumerable<Brought> files, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(root);
        var path = Path.Combine(root, ManifestName);
        await SynapseManifest.WriteAsync(path, [.. files.Select(file => file.Row)], cancellationToken).ConfigureAwait(false);
        return path;
    }

    private static string LocalName(EntityHeader header) => header.Name is null or "" or "." or ".." ? header.Id : header.Name;

    private async IAsyncEnumerable<Found> WalkAsync(
        SynapseId id, string root, bool recursive, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folders = new Stack<(SynapseId Id, string Path)>([(id, root)]);
        while (folders.TryPop(out var folder))
        {
            await foreach (var child in client.GetChildrenAsync(folder.Id, FilesAndFolders, cancellationToken).ConfigureAwait(false))
            {
                var path = Path.Combine(folder.Path, LocalName(child));
                if (child.IsFile)
                {
                    yield return new Found(child, folder.Id, path);
                }
                else if (recursive && child.IsContainer)
                {
                    folders.Push((SynapseId.Parse(child.Id), path));
                }
            }
        }
    }

    private async Task<Brought> BringAsync(Found found, EntityBundleRequest parts, CancellationToken cancellationToken)
    {
        var id = SynapseId.Parse(found.Header.Id);
        var bundle = await client.GetBundleAsync(id, parts, cancellationToken).ConfigureAwait(false);
        var file = FileAtVersion.From(bundle, id);
        var local = await _files.DownloadAsync(file, found.Path, null, cancellationToken).ConfigureAwait(false);
        return new Brought(local, Row(bundle, file, found));
    }

    private static ManifestRow Row(EntityBundle bundle, FileAtVersion file, Found found) => new()
    {
        Path = found.Path,
        ParentId = found.ParentId,
        Id = file.Id.WithoutVersion(),
        Name = file.Entity.Name,
        ContentType = file.Handle?.ContentType,
        ActivityName = bundle.Activity?.Name,
        ActivityDescription = bundle.Activity?.Description,
        Used = Sources(bundle.Activity, executed: false),
        Executed = Sources(bundle.Activity, executed: true),
        Annotations = bundle.Annotations?.Values ?? new Dictionary<string, AnnotationValue>(StringComparer.Ordinal),
    };

    private static IReadOnlyList<string> Sources(Activity? activity, bool executed) =>
    [
        .. (activity?.Used ?? []).Where(used => used.WasExecuted == executed).Select(used => used switch
        {
            UsedEntity { Reference: { TargetVersionNumber: { } version } reference } => SynapseId.Parse(reference.TargetId).At(version).ToString(),
            UsedEntity { Reference: { } reference } => reference.TargetId,
            UsedUrl { Url: { } url } => url,
            _ => "",
        }).Where(source => source.Length > 0),
    ];

    private sealed record Found(EntityHeader Header, SynapseId ParentId, string Path);

    private sealed record Brought(DownloadedFile File, ManifestRow Row);
}
