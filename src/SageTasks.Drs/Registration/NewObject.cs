namespace SageTasks.Drs;

/// <summary>A new object in the words of drs-filer and of the write proposal.</summary>
internal sealed record NewObject
{
    public string? Name { get; init; }

    public required long Size { get; init; }

    public DateTimeOffset? CreatedTime { get; init; }

    public string? Version { get; init; }

    public string? MimeType { get; init; }

    public required IReadOnlyList<DrsChecksum> Checksums { get; init; }

    public required IReadOnlyList<Method> AccessMethods { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }

    public static NewObject From(DrsCandidate candidate, DateTimeOffset? created) => new()
    {
        Name = candidate.Name,
        Size = candidate.Size,
        CreatedTime = created,
        Version = candidate.Version,
        MimeType = candidate.MimeType,
        Checksums = [.. candidate.Digests.Select(DrsChecksum.From)],
        AccessMethods = [.. candidate.AccessMethods.Select(method => new Method { Type = method.Type.Value!, AccessUrl = new PlainUrl { Url = method.AccessUrl!.Url! } })],
        Description = candidate.Description,
        Aliases = candidate.Aliases.Count == 0 ? null : candidate.Aliases,
    };

    internal sealed record Method
    {
        public required string Type { get; init; }

        public required PlainUrl AccessUrl { get; init; }
    }

    internal sealed record PlainUrl
    {
        public required string Url { get; init; }
    }
}
