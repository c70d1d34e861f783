using System.Globalization;

namespace SageTasks.Testing.AzureBlob;

/// <summary>The conditions of a request.</summary>
internal sealed record Conditions
{
    public static Conditions None { get; } = new();

    public string? Match { get; init; }

    public string? NoneMatch { get; init; }

    public DateTimeOffset? ModifiedSince { get; init; }

    public DateTimeOffset? UnmodifiedSince { get; init; }

    /// <summary>Reads them.</summary>
    /// <param name="call">The request.</param>
    /// <param name="prefix">What stands before the names: empty for the blob itself, <c>x-ms-source-</c> for the source of a copy.</param>
    public static Conditions Of(AzureCall call, string prefix = "") => new()
    {
        Match = call.Header($"{prefix}If-Match"),
        NoneMatch = call.Header($"{prefix}If-None-Match"),
        ModifiedSince = Date(call.Header($"{prefix}If-Modified-Since")),
        UnmodifiedSince = Date(call.Header($"{prefix}If-Unmodified-Since")),
    };

    /// <summary>Refuses a write whose conditions do not hold: a blob that must not be there is a 409, all else a 412.</summary>
    public void CheckWrite(BlobDocument? current)
    {
        if (NoneMatch == "*" && current is not null)
        {
            throw new AzureRefusal(AzureError.BlobExists);
        }

        var isMissing = current is null && (Match is not null || UnmodifiedSince is not null);
        if (isMissing || (current is not null && (!MatchesOf(current) || !DiffersOf(current))))
        {
            throw new AzureRefusal(AzureError.ConditionNotMet);
        }
    }

    /// <summary>Whether a read finds what it knows already (304); refuses (412) where something should match and does not.</summary>
    public bool IsUnchanged(BlobDocument current) =>
        MatchesOf(current) ? !DiffersOf(current) : throw new AzureRefusal(AzureError.ConditionNotMet);

    /// <summary>Refuses a source of a copy whose conditions do not hold.</summary>
    public void CheckSource(BlobDocument source)
    {
        if (!MatchesOf(source) || !DiffersOf(source))
        {
            throw new AzureRefusal(AzureError.SourceConditionNotMet);
        }
    }

    private bool MatchesOf(BlobDocument current) =>
        (Match is null || IsOneOf(Match, current)) && (UnmodifiedSince is not { } since || current.Modified <= since);

    private bool DiffersOf(BlobDocument current) =>
        (NoneMatch is null || !IsOneOf(NoneMatch, current)) && (ModifiedSince is not { } since || current.Modified > since);

    private static bool IsOneOf(string tags, BlobDocument current) =>
        tags.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || tag.Trim('"') == current.ETag);

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
