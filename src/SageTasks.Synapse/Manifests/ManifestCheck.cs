using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>Finds everything that keeps a manifest from being stored, before anything is sent.</summary>
internal static class ManifestCheck
{
    public static void Run(IReadOnlyList<ManifestRow> rows)
    {
        var paths = rows.Select(row => row.Path).ToHashSet(StringComparer.Ordinal);
        var problems = rows.SelectMany(row => Problems(row, paths).Select(problem => $"{row.Path}: {problem}")).Concat(Repeated(rows)).ToList();
        if (problems.Count > 0)
        {
            throw new ArgumentException($"{problems.Count} problems keep these files from being stored:\n  - {string.Join("\n  - ", problems)}", nameof(rows));
        }
    }

    private static IEnumerable<string> Problems(ManifestRow row, HashSet<string> paths)
    {
        if (row.ParentId.Version is not null || row.ParentId == default)
        {
            yield return $"'{row.ParentId}' is not a project or folder.";
        }

        if (row.Name is not null || row.Id is null)
        {
            if (SynapseName.Problem(row.Name ?? LastPart(row)) is { } problem)
            {
                yield return problem;
            }
        }

        if (FileProblem(row) is { } missing)
        {
            yield return missing;
        }

        foreach (var source in row.Used.Concat(row.Executed))
        {
            if (!paths.Contains(source) && !SynapseId.TryParse(source, out _) && !source.Contains("://", StringComparison.Ordinal))
            {
                yield return $"its provenance names '{source}', which is neither an id, nor a web address, nor a file of the manifest.";
            }
        }

        if (AnnotationProblem(row) is { } refused)
        {
            yield return refused;
        }
    }

    private static IEnumerable<string> Repeated(IEnumerable<ManifestRow> rows)
    {
        var places = rows.Where(row => row.Id is null || row.Name is not null).Select(row => $"{row.ParentId}/{row.Name ?? LastPart(row)}");
        return rows.Select(row => row.Path).CountBy(path => path, StringComparer.Ordinal).Where(count => count.Value > 1).Select(count => $"{count.Key} stands in {count.Value} rows.")
            .Concat(places.CountBy(place => place, StringComparer.Ordinal).Where(count => count.Value > 1).Select(count => $"{count.Value} files would be called {count.Key}."));
    }

    private static string LastPart(ManifestRow row) =>
        row.IsWebAddress ? row.Path.Split('?', '#')[0].TrimEnd('/').Split('/')[^1] : Path.GetFileName(row.Path);

    private static string? FileProblem(ManifestRow row)
    {
        if (row.IsWebAddress)
        {
            return null;
        }

        if (!row.SynapseStore)
        {
            return "synapseStore is False, which needs a web address as the path.";
        }

        var file = LinkedFile.At(row.Path);
        return !file.Exists ? "there is no such file." : file.Length == 0 ? "the file is empty, and Synapse takes no files of 0 bytes." : null;
    }

    private static string? AnnotationProblem(ManifestRow row)
    {
        try
        {
            SynapseAnnotations.Validate(row.Annotations);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }
}
