using System.Globalization;
using SageTasks.Runs;

namespace SageTasks.Wes;

/// <summary>The tags by which a guarded run is known again.</summary>
internal static class RunTags
{
    /// <summary>What all of them begin with; no tag of the caller's may.</summary>
    public const string Prefix = "sagetasks-";

    /// <summary>The key alone, so that a server can filter by it.</summary>
    public const string Key = "sagetasks-key";

    /// <summary>Drawn anew for every request.</summary>
    public const string Nonce = "sagetasks-nonce";

    private const string Attempt = "sagetasks-attempt";

    // Servers tell neither what was attached, nor which fields they filled in, nor when a run was created.
    private const string Attachments = "sagetasks-attachments";
    private const string Given = "sagetasks-given";
    private const string Time = "sagetasks-time";
    private const string Nothing = "none";

    public static Dictionary<string, string> Of(WesRunRequest request, SubmissionTag tag, DateTimeOffset? serverTime)
    {
        var tags = new Dictionary<string, string>(request.Tags, StringComparer.Ordinal)
        {
            [Key] = tag.Key.Value,
            [Given] = string.Join(',', RunForms.Given(request)) is { Length: > 0 } given ? given : Nothing,
        };
        Add(tags, Nonce, tag.Nonce);
        Add(tags, Attachments, RunForms.Digest(request));
        Add(tags, Time, serverTime?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Add(tags, Attempt, tag.Supersedes || tag.Attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $"{(tag.Supersedes ? "f" : "")}{tag.Attempt}") : null);
        return tags;
    }

    /// <summary>The tag of a run, or null for one that no guard started.</summary>
    public static SubmissionTag? Read(IReadOnlyDictionary<string, string>? tags)
    {
        if (tags is null || !tags.TryGetValue(Key, out var text) || !SubmissionKey.TryParse(text, out var key))
        {
            return null;
        }

        var attempt = tags.GetValueOrDefault(Attempt) ?? "1";
        var supersedes = attempt.StartsWith('f');
        return int.TryParse(attempt.AsSpan(supersedes ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new SubmissionTag { Key = key, Attempt = number, Supersedes = supersedes, Nonce = tags.GetValueOrDefault(Nonce) }
            : null;
    }

    /// <summary>When the server was asked for the run, by its own clock.</summary>
    public static DateTimeOffset? TimeOf(IReadOnlyDictionary<string, string>? tags) =>
        tags is not null && tags.TryGetValue(Time, out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The optional fields that the request gave; null for a run that no guard started.</summary>
    public static IReadOnlyList<string>? GivenOf(IReadOnlyDictionary<string, string>? tags) =>
        tags is not null && tags.TryGetValue(Given, out var given) ? given.Split(',') : null;

    public static string? AttachmentsOf(IReadOnlyDictionary<string, string>? tags) => tags?.GetValueOrDefault(Attachments);

    private static void Add(Dictionary<string, string> tags, string name, string? value)
    {
        if (value is not null)
        {
            tags[name] = value;
        }
    }
}
