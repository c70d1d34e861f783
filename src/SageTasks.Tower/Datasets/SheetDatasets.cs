using System.Security.Cryptography;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Keeps sample sheets as datasets. Nothing is ever deleted or replaced: other content is a new version, the same content is the
/// version that is there.</summary>
public class SheetDatasets
{
    private const int MaxVersions = 100;
    private const int Uploads = 3;
    private const int Looks = 4;

    private readonly TowerClient _client;
    private readonly TimeProvider _time;

    /// <summary>Datasets of a client's workspace.</summary>
    public SheetDatasets(TowerClient client, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Makes sure that a dataset holds a sheet, and answers the version that does. Calling it again, from anywhere, answers the same
    /// version; a reply that was lost is looked for (<c>POST /datasets</c>, <c>POST /datasets/{datasetId}/upload</c>).</summary>
    /// <exception cref="ArgumentException">The sheet is empty, larger than 10 MB or of another format than the dataset, or the dataset has
    /// 100 versions; nothing was uploaded.</exception>
    /// <exception cref="InvalidRequestException">Tower refused it.</exception>
    /// <exception cref="SubmissionUnknownException">Whether it was uploaded is not known; calling again resolves it.</exception>
    public virtual async Task<SheetDataset> PutAsync(SheetUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var file = SheetFile.Of(upload);
        var dataset = await FindAsync(upload.Dataset, cancellationToken).ConfigureAwait(false)
            ?? await CreateAsync(upload, cancellationToken).ConfigureAwait(false);
        RequireFormat(dataset, file);
        var versions = await VersionsAsync(dataset, cancellationToken).ConfigureAwait(false);
        var there = Holding(versions, file) ?? await SameContentAsync(dataset, versions, upload, cancellationToken).ConfigureAwait(false);
        if (there is not null)
        {
            return Answer(dataset, there, file, uploaded: false);
        }

        RequireRoom(dataset, versions);
        return await UploadAsync(dataset, upload, file, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Dataset?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await foreach (var dataset in _client.ListDatasetsAsync(name, cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(dataset.Name, name, StringComparison.Ordinal) && dataset.Deleted != true)
            {
                return dataset;
            }
        }

        return null;
    }

    private async Task<Dataset> CreateAsync(SheetUpload upload, CancellationToken cancellationToken)
    {
        var request = new CreateDatasetRequest { Name = upload.Dataset, Description = upload.Description };
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await _client.CreateDatasetAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException unclear) when (unclear is ConflictException || (unclear is SubmissionUnknownException && !cancellationToken.IsCancellationRequested))
            {
                // Names are unique, so a dataset that is there now is the one: made by our lost request or by somebody else.
                if (await LookAsync(token => FindAsync(upload.Dataset, token), cancellationToken).ConfigureAwait(false) is { } dataset)
                {
                    return dataset;
                }

                if (tries >= Uploads)
                {
                    throw;
                }
            }
        }
    }

    private async Task<SheetDataset> UploadAsync(Dataset dataset, SheetUpload upload, SheetFile file, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var version = await _client.UploadDatasetAsync(dataset.Id, file.Name, file.MediaType, upload.Content, upload.HasHeader, cancellationToken).ConfigureAwait(false);
                // Another process may have uploaded the same sheet meanwhile: all answer the first of them.
                var first = Holding(await _client.ListDatasetVersionsAsync(dataset.Id, cancellationToken).ConfigureAwait(false), file);
                return Answer(dataset, first ?? version, file, uploaded: first is null || first.Version == version.Version);
            }
            catch (SubmissionUnknownException) when (!cancellationToken.IsCancellationRequested)
            {
                var found = await LookAsync(
                    async token => Holding(await _client.ListDatasetVersionsAsync(dataset.Id, token).ConfigureAwait(false), file), cancellationToken).ConfigureAwait(false);
                if (found is not null)
                {
                    return Answer(dataset, found, file, uploaded: true);
                }

                // The same bytes under the same name: should the first request still arrive, both versions are the same sheet.
                if (tries >= Uploads)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Looks a few times for what a request with a lost reply may have made.</summary>
    private async Task<T?> LookAsync<T>(Func<CancellationToken, Task<T?>> find, CancellationToken cancellationToken)
        where T : class
    {
        for (var look = 1; ; look++)
        {
            var found = await find(cancellationToken).ConfigureAwait(false);
            if (found is not null || look >= Looks)
            {
                return found;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250 * look), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<DatasetVersion>> VersionsAsync(Dataset dataset, CancellationToken cancellationToken)
    {
        IReadOnlyList<DatasetVersion> versions = [];
        for (var look = 0; look < Looks && versions.Count == 0; look++)
        {
            versions = await _client.ListDatasetVersionsAsync(dataset.Id, cancellationToken).ConfigureAwait(false);
            if (dataset.Version is null or 0)
            {
                break;
            }
        }

        return versions;
    }

    /// <summary>The newest version may hold the sheet under a name of its own, when a person uploaded it.</summary>
    private async Task<DatasetVersion?> SameContentAsync(
        Dataset dataset, IReadOnlyList<DatasetVersion> versions, SheetUpload upload, CancellationToken cancellationToken)
    {
        var newest = versions.Where(version => version.Disabled != true).MaxBy(version => version.Version);
        if (newest is not { FileName: { } name } || (newest.FileSize is { } size && size != upload.Content.Length) || name.Contains(".sha256-", StringComparison.Ordinal))
        {
            return null;
        }

        var content = await _client.OpenDatasetAsync(dataset.Id, newest.Version, name, cancellationToken).ConfigureAwait(false);
        await using var closing = content.ConfigureAwait(false);
        var digest = await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false);
        return digest.AsSpan().SequenceEqual(SHA256.HashData(upload.Content.Span)) ? newest : null;
    }

    private static DatasetVersion? Holding(IReadOnlyList<DatasetVersion> versions, SheetFile file) =>
        versions.Where(version => version.Disabled != true && file.IsNamedIn(version)).MinBy(version => version.Version);

    private static void RequireFormat(Dataset dataset, SheetFile file)
    {
        if (!string.IsNullOrEmpty(dataset.MediaType) && !string.Equals(dataset.MediaType, file.MediaType, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The dataset '{dataset.Name}' holds {dataset.MediaType}, and all its versions must: use another dataset for {file.MediaType}.");
        }
    }

    private static void RequireRoom(Dataset dataset, IReadOnlyList<DatasetVersion> versions)
    {
        if (versions.Count >= MaxVersions)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The dataset '{dataset.Name}' has {versions.Count} versions, and Tower keeps {MaxVersions}: use a dataset of another name."));
        }
    }

    private SheetDataset Answer(Dataset dataset, DatasetVersion version, SheetFile file, bool uploaded) => new()
    {
        DatasetId = dataset.Id,
        Dataset = dataset.Name ?? string.Empty,
        Version = version.Version,
        FileName = version.FileName ?? file.Name,
        Url = version.Url is { Length: > 0 } url ? url : Address(dataset, version, file),
        Sha256 = file.Sha256,
        Uploaded = uploaded,
    };

    private string Address(Dataset dataset, DatasetVersion version, SheetFile file) => FormattableString.Invariant(
        $"{_client.Endpoint.ToString().TrimEnd('/')}/workspaces/{dataset.WorkspaceId}/datasets/{dataset.Id}/v/{version.Version}/n/{Uri.EscapeDataString(version.FileName ?? file.Name)}");
}
