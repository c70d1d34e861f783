using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Runs;
using SageTasks.Storage;

namespace LoopAndWebhook.Webhook;

/// <summary>A notification of Amazon S3, as SNS and SQS carry it and Ceph's gateway posts it: only the fields that are needed here.</summary>
internal sealed record S3Notification
{
    /// <summary>Null in the test message that a new configuration is greeted with.</summary>
    [JsonPropertyName("Records")]
    public IReadOnlyList<S3Record>? Records { get; init; }

    /// <summary>The objects that were written; those that were deleted are no work.</summary>
    /// <exception cref="JsonException">It is no notification.</exception>
    public static IReadOnlyList<ChangedFile> FilesIn(ReadOnlySpan<byte> body)
    {
        var notification = JsonSerializer.Deserialize(body, MessageJson.Default.S3Notification);
        return [.. (notification?.Records ?? []).Where(record => record.EventName.Contains("ObjectCreated:", StringComparison.Ordinal)).Select(record => record.S3.ToFile())];
    }
}

internal sealed record S3Record
{
    /// <summary>Such as <c>ObjectCreated:Put</c>; some servers put <c>s3:</c> before it.</summary>
    public required string EventName { get; init; }

    public required S3Entity S3 { get; init; }
}

internal sealed record S3Entity
{
    public required S3Bucket Bucket { get; init; }

    public required S3Object Object { get; init; }

    // Keys come as forms encode them: a blank is a plus.
    public ChangedFile ToFile() => new(
        Location.Parse($"s3://{Bucket.Name}/").WithKey(WebUtility.UrlDecode(Object.Key)),
        Object.VersionId is { Length: > 0 } version ? ContentIdentity.Version(version) : ContentIdentity.ETag(Object.ETag, isMultipart: Object.ETag.Contains('-', StringComparison.Ordinal)));
}

internal sealed record S3Bucket
{
    public required string Name { get; init; }
}

internal sealed record S3Object
{
    public required string Key { get; init; }

    public required string ETag { get; init; }

    /// <summary>Null where the bucket keeps no versions.</summary>
    public string? VersionId { get; init; }
}
