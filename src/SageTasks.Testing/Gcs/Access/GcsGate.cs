namespace SageTasks.Testing.Gcs;

/// <summary>What every request passes first: the token, what it allows, and who pays.</summary>
internal sealed class GcsGate(GcsWorld world, GcsTokens tokens, GcsAccess? anonymous)
{
    private const string Nobody = "Anonymous caller";

    public LocalAnswer? Check(LocalRequest request)
    {
        // The address of a resumable session is itself the permission to use it.
        if (request.Segments is ["upload", ..] && request.QueryValue("upload_id") is not null)
        {
            return null;
        }

        var (authorization, access) = (request.Header("Authorization"), AccessOf(request));
        if (authorization is not null && access is null)
        {
            return GcsErrors.Answer(401, "authError", "Invalid Credentials", "header", "Authorization");
        }

        var bucket = BucketOf(request);
        var reads = request.Method is "GET" or "HEAD";
        var isOpen = reads && bucket is { IsPublic: true } && request.Segments.Count > 4;
        if (access is null && !isOpen)
        {
            return GcsErrors.Answer(401, "required", $"{Nobody} {Lacks(request, reads)}", "header", "Authorization");
        }

        if (access == GcsAccess.ReadOnly && !reads)
        {
            return GcsErrors.Answer(403, "forbidden", $"The caller {Lacks(request, reads)}");
        }

        return bucket is { RequesterPays: true } && (request.QueryValue("userProject") ?? request.Header("x-goog-user-project")) is null
            ? GcsErrors.Answer(400, "required", "Bucket is a requester pays bucket but no user project provided.")
            : null;
    }

    /// <summary>Whether a request may use the control routes: who may only read changes nothing there.</summary>
    public bool Admits(LocalRequest request) => AccessOf(request) is { } access && (access == GcsAccess.ReadWrite || request.Method is "GET" or "HEAD");

    private GcsAccess? AccessOf(LocalRequest request) => request.Header("Authorization") is { } authorization ? tokens.Find(authorization) : anonymous;

    private static string Lacks(LocalRequest request, bool reads)
    {
        var verb = reads ? "get" : request.Method == "DELETE" ? "delete" : "create";
        var kind = request.Segments.Contains("o", StringComparer.Ordinal) ? "objects" : "buckets";
        return $"does not have storage.{kind}.{verb} access to the Google Cloud Storage {kind[..^1]}. Permission 'storage.{kind}.{verb}' denied on resource (or it may not exist).";
    }

    private BucketDocument? BucketOf(LocalRequest request) => request.Segments switch
    {
        ["storage", "v1", "b", var name, ..] => world.FindBucket(name),
        ["upload" or "download", "storage", "v1", "b", var name, ..] => world.FindBucket(name),
        _ => null,
    };
}
