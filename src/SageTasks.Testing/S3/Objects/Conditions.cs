using System.Globalization;

namespace SageTasks.Testing.S3;

/// <summary>The conditions of a request.</summary>
internal sealed record Conditions
{
    public string? Match { get; init; }

    public string? NoneMatch { get; init; }

    public DateTimeOffset? ModifiedSince { get; init; }

    public DateTimeOffset? UnmodifiedSince { get; init; }

    public bool IsNone => Match is null && NoneMatch is null;

    /// <summary>Reads them.</summary>
    /// <param name="call">The request.</param>
    /// <param name="prefix">What stands before the names: empty for the object itself, <c>x-amz-copy-source-</c> for the source of a copy.</param>
    public static Conditions Of(S3Call call, string prefix = "") => new()
    {
        Match = call.Header($"{prefix}If-Match"),
        NoneMatch = call.Header($"{prefix}If-None-Match"),
        ModifiedSince = Date(call.Header($"{prefix}If-Modified-Since")),
        UnmodifiedSince = Date(call.Header($"{prefix}If-Unmodified-Since")),
    };

    /// <summary>The conditions of a write: of <c>If-None-Match</c> S3 takes only <c>*</c>.</summary>
    public static Conditions OfWrite(S3Call call)
    {
        var conditions = new Conditions { Match = call.Header("If-Match"), NoneMatch = call.Header("If-None-Match") };
        if (conditions.NoneMatch is not null and not "*")
        {
            throw new S3Refusal(S3Error.NotImplemented("If-None-Match"));
        }

        if (!conditions.IsNone && call.Request.Draws(FaultKind.ConflictingWrite))
        {
            throw new S3Refusal(S3Error.ConditionalRequestConflict);
        }

        return conditions;
    }

    /// <summary>Refuses a write whose conditions do not hold; an object that should be replaced and is not there is a 404.</summary>
    public void CheckWrite(string key, ObjectDocument? current)
    {
        if (NoneMatch is not null && current is not null)
        {
            throw new S3Refusal(S3Error.Condition("If-None-Match"));
        }

        if (Match is not null && !Matches(Match, current ?? throw new S3Refusal(S3Error.NoSuchKey(key))))
        {
            throw new S3Refusal(S3Error.Condition("If-Match"));
        }
    }

    /// <summary>Whether a read finds what it knows already (304); refuses (412) where something should match and does not.</summary>
    public bool IsUnchanged(ObjectDocument current)
    {
        CheckMatch(current);
        return NoneMatch is not null ? Matches(NoneMatch, current) : ModifiedSince is { } since && current.Modified <= since;
    }

    /// <summary>Refuses a source of a copy: every condition that does not hold is a 412.</summary>
    public void CheckSource(ObjectDocument source)
    {
        if (IsUnchanged(source))
        {
            throw new S3Refusal(S3Error.Condition("x-amz-copy-source-If-None-Match"));
        }
    }

    private void CheckMatch(ObjectDocument current)
    {
        if (Match is not null ? !Matches(Match, current) : UnmodifiedSince is { } since && current.Modified > since)
        {
            throw new S3Refusal(S3Error.Condition(Match is null ? "If-Unmodified-Since" : "If-Match"));
        }
    }

    private static bool Matches(string tags, ObjectDocument current) =>
        tags.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || tag.Trim('"') == current.ETag);

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
