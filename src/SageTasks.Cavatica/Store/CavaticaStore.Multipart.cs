using System.Runtime.CompilerServices;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Cavatica;

public sealed partial class CavaticaStore
{
    /// <inheritdoc/>
    /// <remarks><c>POST /upload/multipart</c>. The size of a part is the answered one, which can differ from the one asked for.</remarks>
    /// <exception cref="ArgumentException">The location is no destination, or the platform refuses a name of it.</exception>
    /// <exception cref="NotSupportedException">The platform can't replace one version only.</exception>
    /// <exception cref="DestinationExistsException"><see cref="PutMode.CreateNew"/>, and something is there.</exception>
    public async Task<ObjectUpload> BeginUploadAsync(Location location, long size, long partSize, PutOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var place = SbgPlace.Destination(location);
        if (options.Mode == PutMode.IfMatch)
        {
            throw new NotSupportedException($"{location}: the platform can't replace one version of a file only. Write it under a new name, or overwrite it.");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Capabilities.Limits.MaxObjectSize);
        var wanted = new NewUpload
        {
            Name = place.Name,
            Size = size,
            PartSize = partSize,
            Md5 = options.Digests.FirstOrDefault(digest => digest.Algorithm == DigestAlgorithm.Md5)?.Value,
        };
        var upload = await _folders.UseAsync(place, token => StartAsync(location, place, wanted, options.Mode == PutMode.Overwrite, token), cancellationToken).ConfigureAwait(false);
        return new ObjectUpload
        {
            Location = location,
            Id = upload.UploadId,
            Size = size,
            PartSize = upload.PartSize ?? partSize,
            Options = options,
            StartedAt = upload.Initiated ?? (await _client.GetUploadAsync(upload.UploadId, cancellationToken: cancellationToken).ConfigureAwait(false)).Initiated,
        };
    }

    /// <inheritdoc/>
    /// <remarks>The part goes to a signed address (<c>GET /upload/multipart/{id}/part/{n}</c>) and is then reported with its tag.</remarks>
    /// <exception cref="TransferException">The storage service refused the part too often.</exception>
    public async Task<UploadedPart> PutPartAsync(ObjectUpload upload, int part, ObjectContent content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfLessThan(part, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, upload.PartCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(content.Length, upload.LengthOf(part), nameof(content));
        try
        {
            return await _parts.SendAsync(upload.Id, part, content, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException gone)
        {
            throw new UploadGoneException(upload.Location.ToString(), gone);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<UploadedPart> ListPartsAsync(ObjectUpload upload, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var known = await _completion.AskAsync(upload, cancellationToken).ConfigureAwait(false) ?? throw new UploadGoneException(upload.Location.ToString());
        foreach (var part in known.Parts.OrderBy(part => part.PartNumber))
        {
            yield return new UploadedPart { Number = part.PartNumber, Size = part.Size ?? upload.LengthOf(part.PartNumber), Tag = part.Etag?.Trim('"') };
        }
    }

    /// <inheritdoc/>
    /// <remarks>After a lost answer, or one that does not say what happened, the upload is looked at and completed again while it is there; calling it
    /// again gives the same file. A file of another size than was sent is a failure.</remarks>
    /// <exception cref="SubmissionUnknownException">The platform said too often nothing of what became of it; calling again goes on.</exception>
    public async Task<ObjectInfo> CompleteUploadAsync(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var file = await _completion.RunAsync(upload, cancellationToken).ConfigureAwait(false);
        return file.Size is { } size && size != upload.Size
            ? throw new TransferException($"{upload.Location} has {size} bytes, and {upload.Size} were sent.")
            : await StatAsync(upload.Location, cancellationToken).ConfigureAwait(false) ?? FileLookUp.Info(upload.Location, file);
    }

    /// <inheritdoc/>
    public async Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        try
        {
            await _client.AbortUploadAsync(upload.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            // It is gone already.
        }
    }

    /// <inheritdoc/>
    /// <remarks>Only uploads directly into the folder of the prefix: the platform's list names folders by their ids.</remarks>
    public async IAsyncEnumerable<ObjectUpload> ListUploadsAsync(Location prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var place = SbgPlace.Of(prefix);
        if (place.Project is null || await _folders.FindAsync(place, cancellationToken).ConfigureAwait(false) is not { } folder)
        {
            yield break;
        }

        var parent = folder.Parent ?? (await _client.GetProjectAsync(place.Project, cancellationToken).ConfigureAwait(false)).RootFolder;
        var address = $"sbg://{place.Project}/{string.Concat(place.Folders.Select(name => name + "/"))}";
        await foreach (var upload in _client.ListUploadsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (upload.Name?.StartsWith(place.Name, StringComparison.Ordinal) == true && (upload.Parent is null ? upload.Project == place.Project : upload.Parent == parent))
            {
                yield return new ObjectUpload { Location = Location.Parse(address + upload.Name), Id = upload.UploadId, Size = 0, PartSize = upload.PartSize ?? 1, StartedAt = upload.Initiated };
            }
        }
    }

    private async Task<FileUpload> StartAsync(Location location, SbgPlace place, NewUpload wanted, bool overwrite, CancellationToken cancellationToken)
    {
        var folder = await _folders.EnsureAsync(place, cancellationToken).ConfigureAwait(false);
        try
        {
            return await _client.StartUploadAsync(wanted with { Project = folder.Project, Parent = folder.Parent }, overwrite, cancellationToken).ConfigureAwait(false);
        }
        catch (ConflictException taken)
        {
            throw new DestinationExistsException(location.ToString(), taken);
        }
    }
}
