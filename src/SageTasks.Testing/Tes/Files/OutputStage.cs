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

    private static IEnumerable<(string Path, string Url)> Inside(string path, string url, TaskFolder folder)
    {
        var place = folder.Locate(path);
        if (File.Exists(place))
        {
            return [(path, url)];
        }

        return Directory.Exists(place)
            ? Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => Path.GetRelativePath(place, file))
                .Select(relative => ($"{path}/{relative}", Below(url, relative)))
            : throw new IOException($"Output {path} is missing: no command wrote it.");
    }

    // Files and the web escape what a name may hold; bare paths and buckets do not.
    private static string Below(string url, string relative)
    {
        var escapes = url.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        return $"{url.TrimEnd('/')}/{(escapes ? string.Join('/', relative.Split('/').Select(Uri.EscapeDataString)) : relative)}";
    }
}
