namespace SageTasks.Testing.Cavatica;

/// <summary>Which files a list shows. Values of the same filter are alternatives; different filters all hold.</summary>
internal static class FileSearch
{
    private const string MetadataPrefix = "metadata.";

    public static IEnumerable<FileDocument> Filter(CavaticaCall call, IEnumerable<FileDocument> files, bool byMetadata = true)
    {
        var (names, tags, origins) = (call.Queries("name"), call.Queries("tag"), call.Queries("origin.task"));
        var metadata = call.Request.Query.Keys.Where(key => byMetadata && key.StartsWith(MetadataPrefix, StringComparison.Ordinal))
            .Select(key => (Key: key[MetadataPrefix.Length..], Values: call.Queries(key))).ToList();
        return files.Where(file =>
            (names.Count == 0 || names.Contains(file.Name, StringComparer.Ordinal))
            && (tags.Count == 0 || tags.Any(tag => file.Tags.Contains(tag, StringComparer.Ordinal)))
            && (origins.Count == 0 || origins.Contains(file.OriginTask, StringComparer.Ordinal))
            && metadata.TrueForAll(filter => filter.Values.Contains(Metadata(file, filter.Key), StringComparer.Ordinal)));
    }

    public static string? Metadata(FileDocument file, string key) => file.Metadata[key] is { } value ? value.ToString() : null;
}
