using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace SageTasks.Testing.Gcs;

/// <summary>Objects made of objects: copy, rewrite, compose.</summary>
internal sealed class CopyRoutes(GcsWorld world, GcsFiles files, long? step)
{
    private const int MostSources = 32;
    private const long Mebibyte = 1024 * 1024;

    private readonly ConcurrentDictionary<string, (string Target, long Generation, long Done)> _rewrites = new(StringComparer.Ordinal);

    public void Map(RouteTable routes)
    {
        routes.Map("POST /storage/v1/b/{fromBucket}/o/{fromObject}/copyTo/b/{bucket}/o/{object}", CopyAsync);
        routes.Map("POST /storage/v1/b/{fromBucket}/o/{fromObject}/rewriteTo/b/{bucket}/o/{object}", RewriteAsync);
        routes.Map("POST /storage/v1/b/{bucket}/o/{object}/compose", ComposeAsync);
    }

    private async ValueTask<LocalAnswer> CopyAsync(LocalRequest request, CancellationToken stopping) =>
        ObjectResource.Answer(await PlaceAsync(request, Source(request), "copy", stopping).ConfigureAwait(false), request.Origin);

    private async ValueTask<LocalAnswer> RewriteAsync(LocalRequest request, CancellationToken stopping)
    {
        var source = Source(request);
        world.Bucket(request["bucket"]);
        Conditions.Of(request).CheckWrite(world.Find(request["bucket"], request["object"]));
        var most = Math.Min(Conditions.Number(request, "maxBytesRewrittenPerCall") ?? long.MaxValue, step ?? long.MaxValue);
        if (most < Mebibyte || (most != long.MaxValue && most % Mebibyte != 0))
        {
            throw GcsErrors.Invalid("maxBytesRewrittenPerCall must be a multiple of 1 MiB.");
        }

        var done = Begun(request, source);
        if (most >= source.Size - done)
        {
            var placed = await PlaceAsync(request, source, "rewrite", stopping).ConfigureAwait(false);
            return Answer(source.Size, source.Size, null, ObjectResource.Of(placed, request.Origin));
        }

        done += most;
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _rewrites[token] = (Target(request), source.Generation, done);
        return Answer(done, source.Size, token, null);
    }

    private long Begun(LocalRequest request, ObjectDocument source)
    {
        if (request.QueryValue("rewriteToken") is not { Length: > 0 } token)
        {
            return 0;
        }

        return _rewrites.TryGetValue(token, out var begun) && begun.Target == Target(request) && begun.Generation == source.Generation
            ? begun.Done
            : throw GcsErrors.Invalid("The rewriteToken does not belong to this rewrite.");
    }

    private async ValueTask<LocalAnswer> ComposeAsync(LocalRequest request, CancellationToken stopping)
    {
        var wanted = request.ReadJson(GcsJson.Default.ComposeRequest);
        var parts = (wanted?.SourceObjects ?? []).Select(part => Component(request["bucket"], part)).ToList();
        if (parts.Count is 0 or > MostSources)
        {
            throw GcsErrors.Invalid($"The number of source components provided ({parts.Count}) exceeds the maximum ({MostSources}), or there is none.");
        }

        var conditions = Conditions.Of(request);
        var file = await files.JoinAsync(parts.Select(part => part.File), stopping).ConfigureAwait(false);
        var fields = wanted!.Destination ?? new ObjectFields();
        var draft = InsertRoutes.Draft(request["bucket"], request["object"], fields with { ContentType = fields.ContentType ?? parts[0].Fields.ContentType }, file);
        var composed = world.Put(draft with { Md5 = null, ComponentCount = parts.Sum(part => part.ComponentCount ?? 1) }, conditions, "compose");
        return ObjectResource.Answer(composed, request.Origin);
    }

    private ObjectDocument Component(string bucket, ComposeRequest.Source part)
    {
        var found = world.Get(bucket, part.Name ?? throw GcsErrors.Required("Required"), Number(part.Generation));
        new Conditions { GenerationMatch = Number(part.ObjectPreconditions?.IfGenerationMatch) }.CheckWrite(found);
        return found;
    }

    private ObjectDocument Source(LocalRequest request)
    {
        var source = world.Get(request["fromBucket"], request["fromObject"], Conditions.Number(request, "sourceGeneration"));
        Conditions.Of(request, "Source").CheckWrite(source);
        return source;
    }

    private async Task<ObjectDocument> PlaceAsync(LocalRequest request, ObjectDocument source, string by, CancellationToken stopping)
    {
        // A body replaces what the source says about itself; without one it is copied too.
        var said = request.Body.IsEmpty || request.Body.Span.SequenceEqual("{}"u8) ? null : request.ReadJson(GcsJson.Default.ObjectFields);
        var conditions = Conditions.Of(request);
        var file = await files.JoinAsync([source.File], stopping).ConfigureAwait(false);
        var draft = InsertRoutes.Draft(request["bucket"], request["object"], said ?? source.Fields, file);
        return world.Put(draft with { Md5 = source.Md5, ComponentCount = source.ComponentCount }, conditions, by);
    }

    private static string Target(LocalRequest request) => $"{request["bucket"]}/{request["object"]}";

    private static long? Number(string? text) =>
        text is null ? null : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new JsonException($"'{text}' is no number.");

    private static LocalAnswer Answer(long done, long size, string? token, ObjectResource? resource) => LocalAnswer.Json(
        new RewriteAnswer
        {
            TotalBytesRewritten = done.ToString(CultureInfo.InvariantCulture),
            ObjectSize = size.ToString(CultureInfo.InvariantCulture),
            Done = resource is not null,
            RewriteToken = token,
            Resource = resource,
        },
        GcsJson.Default.RewriteAnswer);
}
