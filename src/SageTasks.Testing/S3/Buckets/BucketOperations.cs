using System.Text.RegularExpressions;

namespace SageTasks.Testing.S3;

/// <summary>Buckets: list, create, head, location, delete.</summary>
internal sealed partial class BucketOperations(S3World world, string region)
{
    private const string DefaultRegion = "us-east-1";

    public void Map(S3Operations operations)
    {
        operations.Map("GET service", List);
        operations.Map("PUT bucket", CreateAsync);
        operations.Map("HEAD bucket", Head);
        operations.Map("GET bucket?location", Location);
        operations.Map("GET bucket?versioning", Versioning);
        operations.Map("DELETE bucket", Delete);
    }

    private LocalAnswer List(S3Call call)
    {
        var prefix = call.Query("prefix") ?? "";
        return S3Xml.Answer("ListAllMyBucketsResult", xml => xml
            .Inside("Owner", owner => owner.Text("ID", "local"))
            .Inside("Buckets", buckets =>
            {
                foreach (var bucket in world.Buckets.Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal)))
                {
                    buckets.Inside("Bucket", one => one.Text("Name", bucket.Name).Time("CreationDate", bucket.Created));
                }
            }));
    }

    private async ValueTask<LocalAnswer> CreateAsync(S3Call call, CancellationToken stopping)
    {
        var body = await call.ReadBodyAsync(stopping).ConfigureAwait(false);
        var wanted = body.IsEmpty ? null : S3Xml.Read(body, "CreateBucketConfiguration").Child("LocationConstraint");
        if ((wanted ?? DefaultRegion) != region)
        {
            throw new S3Refusal(new S3Error(
                400, "IllegalLocationConstraintException", $"The {wanted ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request was sent to."));
        }

        if (!NamePattern().IsMatch(call.Bucket) || call.Bucket.Contains("..", StringComparison.Ordinal))
        {
            throw new S3Refusal(new S3Error(400, "InvalidBucketName", "The specified bucket is not valid.", ("BucketName", call.Bucket)));
        }

        // In its first region S3 answers as if it had made the bucket just now.
        if (!world.PutBucket(call.Bucket) && region != DefaultRegion)
        {
            throw new S3Refusal(new S3Error(
                409, "BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.", ("BucketName", call.Bucket)));
        }

        return LocalAnswer.Empty(200).With("Location", $"/{call.Bucket}");
    }

    private LocalAnswer Head(S3Call call)
    {
        world.CheckBucket(call.Bucket);
        return LocalAnswer.Empty(200).With("x-amz-bucket-region", region);
    }

    private LocalAnswer Location(S3Call call)
    {
        world.CheckBucket(call.Bucket);
        return S3Xml.Answer("LocationConstraint", xml => xml.WriteString(region == DefaultRegion ? "" : region));
    }

    // A bucket that never kept versions says nothing.
    private LocalAnswer Versioning(S3Call call)
    {
        world.CheckBucket(call.Bucket);
        return S3Xml.Answer("VersioningConfiguration", _ => { });
    }

    private LocalAnswer Delete(S3Call call)
    {
        world.DeleteBucket(call.Bucket);
        return LocalAnswer.Empty(204);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex NamePattern();
}
