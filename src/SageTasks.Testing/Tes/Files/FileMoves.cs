namespace SageTasks.Testing;

/// <summary>Moves files between a task and the world: <c>file</c>, <c>http</c> and <c>https</c> by itself, the rest by what the options give.</summary>
internal sealed class FileMoves(ILocalTesTransfer? other) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    public async Task BringAsync(string url, string path, bool isDirectory, CancellationToken cancellationToken)
    {
        if (LocalPath(url) is { } source)
        {
            await Task.Run(() => Copy(source, path, isDirectory, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        else if (!IsHttp(url))
        {
            await Other(url).DownloadAsync(url, path, isDirectory, cancellationToken).ConfigureAwait(false);
        }
        else if (isDirectory)
        {
            throw new NotSupportedException("A folder cannot be read over HTTP: name its files one by one.");
        }
        else
        {
            await DownloadAsync(url, path, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes one file to where it belongs; a file appears there whole or not at all.</summary>
    public async Task TakeAsync(string path, string url, CancellationToken cancellationToken)
    {
        if (LocalPath(url) is { } target)
        {
            await Task.Run(() => Replace(path, target), cancellationToken).ConfigureAwait(false);
        }
        else if (IsHttp(url))
        {
            await UploadAsync(path, url, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await Other(url).UploadAsync(path, url, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _http.Dispose();

    // The specification's own examples have bare paths beside file URLs.
    private static string? LocalPath(string url) =>
        url.StartsWith('/') ? url : Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeFile ? uri.LocalPath : null;

    private static bool IsHttp(string url) =>
        url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private ILocalTesTransfer Other(string url) => other
        ?? throw new NotSupportedException($"This server has no access to '{url.Split(':')[0]}' locations: it reads and writes file, http and https.");

    private static void Copy(string source, string path, bool isDirectory, CancellationToken cancellationToken)
    {
        if (!isDirectory)
        {
            File.Copy(source, path, overwrite: true);
            return;
        }

        Directory.CreateDirectory(path);
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var target = Path.Combine(path, entry.Name);
            RemoveLink(target);
            if (entry is DirectoryInfo { LinkTarget: { } link })
            {
                Directory.CreateSymbolicLink(target, link);
            }
            else
            {
                Copy(entry.FullName, target, entry is DirectoryInfo, cancellationToken);
            }
        }
    }

    // An input that came before may have left one, which would lead this one elsewhere.
    private static void RemoveLink(string target)
    {
        if (new FileInfo(target).LinkTarget is not null)
        {
            File.Delete(target);
        }
    }

    private static void Replace(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var fresh = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            File.Copy(path, fresh);
            File.Move(fresh, target, overwrite: true);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }

    private async Task DownloadAsync(string url, string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
        var file = File.Create(path);
        await using (file.ConfigureAwait(false))
        {
            await answer.Content.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task UploadAsync(string path, string url, CancellationToken cancellationToken)
    {
        using var content = new StreamContent(File.OpenRead(path));
        using var answer = await _http.PutAsync(new Uri(url), content, cancellationToken).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }
}
