using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Runs;
using SageTasks.Storage;

namespace LoopAndWebhook.Webhook;

/// <summary>A notification of Amazon S3, as SNS and SQS carry it and Ceph's gateway posts it: only the fields that are needed here.</summary>
internal sealed record S3Notification
{
    private const string Greeting = "s3:TestEvent";

    /// <summary>Null in the test message that a new configuration is greeted with.</summary>
    [JsonPropertyName("Records")]
    public IReadOnlyList<S3Record>? Records { get; init; }

    /// <summary><c>s3:TestEvent</c> in that message; null in others.</summary>
    [JsonPropertyName("Event")]
    public string? Event { get; init; }

    /// <summary>The objects that were written; those that were deleted are no work.</summary>
    /// <exception cref="JsonException">It is no notification: to take an envelope of SNS or EventBridge for an empty one would lose what is in it.</exception>
    public static IReadOnlyList<ChangedFile> FilesIn(ReadOnlySpan<byte> body) => JsonSerializer.Deserialize(body, MessageJson.Default.S3Notification) switch
    {
        { Records: { } records } when !records.Contains(null!) => [.. records.Where(record => record.EventName.Contains("ObjectCreated:", StringComparison.Ordinal)).Select(record => record.S3.ToFile())],
        { Event: Greeting } => [],
        _ => throw new JsonException("There are no Records. SNS leaves its envelope off with raw message delivery."),
    };
}

internal sealed record S3Record
{
    /// <summary>Such as <c>ObjectCreated:Put</c>; some servers put <c>s3:</c> before it.</summary>
    public required string EventName { get; init; }

    public required S3Entity S3 { get; init; }
}

internal sealed record S3Entity
{
    // What is written while a bucket's versions are suspended has this one, each time.
    private const string NoVersion = "null";

    public required S3Bucket Bucket { get; init; }

    public required S3Object Object { get; init; }

    // Keys come as forms encode them: a blank is a plus.
    public ChangedFile ToFile() => new(
        Location.Parse($"s3://{Bucket.Name}/").WithKey(WebUtility.UrlDecode(Object.Key)),
        Object switch
        {
            { VersionId: { Length: > 0 } version and not NoVersion } => ContentIdentity.Version(version),
            { ETag: { Length: > 0 } tag } => ContentIdentity.ETag(tag, isMultipart: tag.Contains('-', StringComparison.Ordinal)),
            _ => throw new JsonException("An object that was written has neither a versionId nor an eTag."),
        });
}

internal sealed record S3Bucket
{
    public required string Name { get; init; }
}

internal sealed record S3Object
{
    public required string Key { get; init; }

    /// <summary>Null where the object was deleted.</summary>
    public string? ETag { get; init; }

    /// <summary>Null where the bucket keeps no versions.</summary>
    public string? VersionId { get; init; }
}
