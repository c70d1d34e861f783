using System.Globalization;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>What a session says about itself.</summary>
/// <param name="Persisted">The bytes that are kept for good.</param>
/// <param name="Finished">The object that the upload made; null while it has not.</param>
/// <param name="IsGone">Whether the store no longer knows the session.</param>
internal sealed record SessionAnswer(long Persisted, StoredObject? Finished, bool IsGone)
{
    private const string Prefix = "bytes=0-";

    public static SessionAnswer Of(ApiResponse answer) => answer.Status switch
    {
        308 => new SessionAnswer(Kept(answer.Header("Range")), null, false),
        404 or 410 or 499 => new SessionAnswer(0, null, true),
        _ => new SessionAnswer(long.MaxValue, answer.Read(GcsJson.Default.StoredObject), false),
    };

    // No header means that nothing is kept.
    private static long Kept(string? range) =>
        range is not null && range.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(range.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last + 1
            : 0;
}
