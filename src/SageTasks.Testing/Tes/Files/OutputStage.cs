namespace SageTasks.Testing;

/// <summary>Takes away what a task leaves behind.</summary>
internal sealed class OutputStage(FileMoves moves)
{
    /// <summary>Takes every output to where it belongs, folders file by file.</summary>
    /// <exception cref="IOException">An output is missing, or could not be taken away.</exception>
    public async Task<IReadOnlyList<TesOutputFileLog>> CollectAsync(TesTask task, TaskFolder folder, CancellationToken cancellationToken)
    {
        var taken = new List<TesOutputFileLog>();
        foreach (var (path, url) in (task.Outputs ?? []).SelectMany(output => Files(output, folder)))
        {
            try
            {
                var place = folder.Locate(path);
                RegularFile.Require(place, path);
                await moves.TakeAsync(place, url, cancellationToken).ConfigureAwait(false);
                taken.Add(new TesOutputFileLog { Path = path, Url = url, SizeBytes = new FileInfo(place).Length });
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new IOException($"Output {path} could not be taken to {url}: {e.Message}", e);
            }
        }

        return taken;
    }

    private static IEnumerable<(string Path, string Url)> Files(TesOutput output, TaskFolder folder)
    {
        var path = output.Path!.TrimEnd('/');
        if (!TaskChecks.HasWildcards(path) || string.IsNullOrEmpty(output.PathPrefix))
        {
            return Inside(path, output.Url!, folder);
        }

        var prefix = output.PathPrefix;
        return PathPattern.Matches(path, folder).SelectMany(match => Inside(match, Below(output.Url!, match[prefix.Length..].TrimStart('/')), folder));
    }

    private static IEnumerable<(string Path, string Url)> Inside(string path, string url, TaskFolder folder, params IReadOnlyList<string> above)
    {
        var place = folder.Locate(path);
        if (File.Exists(place))
        {
            return [(path, url)];
        }

        if (!Directory.Exists(place))
        {
            throw new IOException(folder.Has(path)
                ? $"Output {path} is a link that leads to nothing of the task's own."
                : $"Output {path} is missing: no command wrote it.");
        }

        return above.Contains(place, StringComparer.Ordinal)
            ? throw new IOException($"Output {path} is a link to a folder that it is in.")
            : Directory.EnumerateFileSystemEntries(place)
                .Select(entry => Path.GetFileName(entry))
                .Order(StringComparer.Ordinal)
                .SelectMany(name => Inside($"{path}/{name}", Below(url, name), folder, [.. above, place]));
    }

    // Files and the web escape what a name may hold; bare paths and buckets do not.
    private static string Below(string url, string relative)
    {
        var escapes = url.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        return $"{url.TrimEnd('/')}/{(escapes ? string.Join('/', relative.Split('/').Select(Uri.EscapeDataString)) : relative)}";
    }
}
