namespace SageTasks.Testing.Drs;

/// <summary>One object: itself, its authorizations, its addresses. Its id may hold slashes, percent-encoded or not.</summary>
internal sealed class ObjectRoutes(
    LocalDrsOptions options, DrsWorld world, ObjectWriter writer, AccessAnswers access, Restoring restoring, Passports passports)
{
    public const string Root = "/ga4gh/drs/v1";

    private static readonly int Depth = Root.Count(c => c == '/') + 1;

    public void Map(RouteTable routes)
    {
        routes.Map($"GET {Root}/objects/{{rest*}}", request => Read(request, request.QueryValue("expand") == "true", null));
        routes.Map($"POST {Root}/objects/{{rest*}}", Post);
        routes.MapOpen($"OPTIONS {Root}/objects/{{rest*}}", Options);
    }

    /// <summary>The id in a path, and what follows it: <c>access/ID</c> or a single word among those given.</summary>
    public static (string Id, string? Word) Target(LocalRequest request, params IReadOnlyList<string> words)
    {
        IReadOnlyList<string> segments = [.. request.Segments.Skip(Depth)];
        var cut = segments switch
        {
            [_, .., "access", _] => segments.Count - 2,
            [_, .., var last] when segments.Count > 1 && words.Contains(last, StringComparer.Ordinal) => segments.Count - 1,
            _ => segments.Count,
        };
        return (string.Join('/', segments.Take(cut)), cut == segments.Count ? null : segments[^1]);
    }

    private LocalAnswer Post(LocalRequest request)
    {
        if (!options.Personality.HasPassports)
        {
            return DrsErrors.Answer(405, "Method Not Allowed");
        }

        var body = request.ReadJson(DrsJson.Default.PassportRequest) ?? new PassportRequest();
        return Read(request, body.Expand == true, body.Passports ?? []);
    }

    private LocalAnswer Read(LocalRequest request, bool expand, IReadOnlyList<string>? given)
    {
        var (id, accessId) = Target(request);
        if (accessId is not null)
        {
            return access.Single(request, id, accessId, given);
        }

        var found = world.Get(id);
        passports.Check(found, given);
        if (expand && found.IsBundle && options.Personality.RefusesExpansion)
        {
            throw DrsErrors.Invalid("Expanding bundles is not supported.");
        }

        return restoring.MustWait([found.Id], forObject: true) ? AccessAnswers.Wait(options) : writer.Answer(request, found, expand);
    }

    private LocalAnswer Options(LocalRequest request)
    {
        if (!options.Personality.HasOptions)
        {
            return DrsErrors.Answer(405, "Method Not Allowed");
        }

        var found = world.Get(Target(request).Id);
        return LocalAnswer.Json(json => Authorizations.Write(json, found, options.RequiresToken));
    }
}
