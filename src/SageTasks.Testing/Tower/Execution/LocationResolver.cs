namespace SageTasks.Testing;

/// <summary>Finds what a location in a parameter means on this machine. Buckets are folders.</summary>
internal sealed class LocationResolver(string root, Func<string, Stream?> openDataset)
{
    private static readonly string[] Buckets = ["s3", "gs", "az"];

    public string PathOf(string location)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        if (!Uri.TryCreate(location, UriKind.Absolute, out var uri) || location.StartsWith('/'))
        {
            return Path.GetFullPath(location, root);
        }

        if (uri.IsFile)
        {
            return uri.LocalPath;
        }

        if (!Buckets.Contains(uri.Scheme, StringComparer.Ordinal))
        {
            throw new ArgumentException($"'{location}' is no file and no bucket, so there is no path for it.", nameof(location));
        }

        var folder = Path.Combine(root, "buckets", uri.Scheme, uri.Host);
        var path = Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(uri.AbsolutePath).TrimStart('/')));
        return path.StartsWith(folder, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException($"'{location}' leads out of its bucket.", nameof(location));
    }

    public string FolderOf(string location) => Directory.CreateDirectory(PathOf(location)).FullName;

    public async Task<Stream> OpenAsync(string location, CancellationToken cancellationToken)
    {
        if (openDataset(location) is { } dataset)
        {
            return dataset;
        }

        if (!location.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !location.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return File.OpenRead(PathOf(location));
        }

        using var http = new HttpClient();
        var bytes = await http.GetByteArrayAsync(new Uri(location), cancellationToken).ConfigureAwait(false);
        return new MemoryStream(bytes);
    }
}
