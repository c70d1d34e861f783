using System.Text.RegularExpressions;

namespace SageTasks.Testing.Gcs;

/// <summary>Buckets: insert, get, list, delete.</summary>
internal sealed partial class BucketRoutes(GcsWorld world, string project)
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET /storage/v1/b", List);
        routes.Map("POST /storage/v1/b", Insert);
        routes.Map("GET /storage/v1/b/{bucket}", Get);
        routes.Map("DELETE /storage/v1/b/{bucket}", Delete);
    }

    private LocalAnswer List(LocalRequest request)
    {
        if (request.QueryValue("project") is not { } asked)
        {
            throw GcsErrors.Required("Required parameter: project");
        }

        var limit = Paging.Limit(request);
        var (after, prefix) = (Paging.After(request), request.QueryValue("prefix") ?? "");
        var found = (asked == project ? world.Buckets : [])
            .Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(bucket.Name, after) > 0)
            .Take(limit + 1).ToList();
        var page = found.Take(limit).Select(bucket => BucketResource.Of(bucket, request.Origin)).ToList();
        var list = new BucketList { Items = page.Count == 0 ? null : page, NextPageToken = found.Count > limit ? Paging.Token(page[^1].Name!) : null };
        return LocalAnswer.Json(list, GcsJson.Default.BucketList);
    }

    private LocalAnswer Insert(LocalRequest request)
    {
        if (request.QueryValue("project") is null)
        {
            throw GcsErrors.Required("Required parameter: project");
        }

        var wanted = request.ReadJson(GcsJson.Default.BucketResource);
        if (wanted?.Name is not { } name || !NamePattern().IsMatch(name))
        {
            throw GcsErrors.Invalid($"Invalid bucket name: '{wanted?.Name}'");
        }

        var bucket = world.AddBucket(name, wanted.Location, wanted.StorageClass, wanted.Billing?.RequesterPays == true)
            ?? throw GcsErrors.Refuse(409, "conflict", "Your previous request to create the named bucket succeeded and you already own it.");
        return LocalAnswer.Json(BucketResource.Of(bucket, request.Origin), GcsJson.Default.BucketResource);
    }

    private LocalAnswer Get(LocalRequest request) =>
        LocalAnswer.Json(BucketResource.Of(world.Bucket(request["bucket"]), request.Origin), GcsJson.Default.BucketResource);

    private LocalAnswer Delete(LocalRequest request)
    {
        var bucket = world.Bucket(request["bucket"]);
        return world.DeleteBucket(bucket)
            ? LocalAnswer.Empty(204)
            : throw GcsErrors.Refuse(409, "conflict", "The bucket you tried to delete is not empty.");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex NamePattern();
}
