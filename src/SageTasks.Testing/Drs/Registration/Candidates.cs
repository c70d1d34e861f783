namespace SageTasks.Testing.Drs;

/// <summary>Checks what clients register, and makes objects of it.</summary>
internal sealed class Candidates(DrsWorld world)
{
    public DrsDocument Read(Candidate? candidate, string id)
    {
        var methods = candidate?.AccessMethods ?? [];
        if (Problem(candidate, methods) is { } problem)
        {
            throw DrsErrors.Invalid(problem);
        }

        return Place(
            new DrsDocument
            {
                Id = id,
                Name = candidate!.Name,
                Size = candidate.Size,
                Created = candidate.CreatedTime ?? world.Now,
                Updated = candidate.UpdatedTime ?? candidate.CreatedTime ?? world.Now,
                Version = candidate.Version,
                MimeType = candidate.MimeType,
                Checksums = candidate.Checksums!,
                Contents = candidate.Contents,
                Description = candidate.Description,
                Aliases = candidate.Aliases ?? [],
            },
            methods);
    }

    /// <summary>An object with these access methods; bytes on this machine are served from here.</summary>
    public DrsDocument Place(DrsDocument document, IReadOnlyList<AccessMethod> methods)
    {
        var file = methods.Select(method => world.Servable(method.AccessUrl?.Url)).FirstOrDefault(path => path is not null);
        return document with { Methods = methods, File = file, Access = file is null ? [] : [DrsAccess.Signed] };
    }

    public static string? Problem(IEnumerable<AccessMethod> methods) =>
        methods.FirstOrDefault(method => string.IsNullOrEmpty(method.Type) || (method.AccessUrl?.Url ?? method.AccessId) is null) is null
            ? null
            : "An access method has no type, or neither access_url nor access_id.";

    private static string? Problem(Candidate? candidate, IReadOnlyList<AccessMethod> methods) => candidate switch
    {
        null => "The object is missing.",
        { Size: null or < 0 } => "'size' is missing or negative.",
        { Checksums: null or { Count: 0 } } => "'checksums' is missing or empty.",
        _ when candidate.Checksums.Any(sum => string.IsNullOrEmpty(sum.Type) || string.IsNullOrEmpty(sum.Value)) => "A checksum has no type or no value.",
        _ when candidate.Contents?.Any(entry => string.IsNullOrEmpty(entry.Name)) == true => "An entry of 'contents' has no name.",
        _ => Problem(methods),
    };
}
