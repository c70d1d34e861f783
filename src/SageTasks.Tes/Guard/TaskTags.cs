using System.Globalization;
using SageTasks.Runs;

namespace SageTasks.Tes;

/// <summary>The guard's mark on a task: tags with keys without a dot, which Funnel on several databases could not search for.</summary>
internal static class TaskTags
{
    public const string Key = "sagetasks-key";

    private const string Nonce = "sagetasks-nonce";
    private const string Attempt = "sagetasks-attempt";
    private const string Supersedes = "sagetasks-supersedes";

    public static IReadOnlyDictionary<string, string> Add(IReadOnlyDictionary<string, string> tags, SubmissionTag tag)
    {
        var all = tags.ToDictionary(StringComparer.Ordinal);
        all[Key] = tag.Key.Value;
        if (tag.Nonce is { } nonce)
        {
            all[Nonce] = nonce;
        }

        if (tag.Attempt > 1)
        {
            all[Attempt] = tag.Attempt.ToString(CultureInfo.InvariantCulture);
        }

        if (tag.Supersedes)
        {
            all[Supersedes] = "true";
        }

        return all;
    }

    public static SubmissionTag? Read(IReadOnlyDictionary<string, string> tags) =>
        tags.TryGetValue(Key, out var text) && SubmissionKey.TryParse(text, out var key)
            ? new SubmissionTag
            {
                Key = key,
                Nonce = tags.GetValueOrDefault(Nonce) is { Length: > 0 } nonce ? nonce : null,
                Attempt = int.TryParse(tags.GetValueOrDefault(Attempt), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) && attempt > 0 ? attempt : 1,
                Supersedes = tags.GetValueOrDefault(Supersedes) is "true",
            }
            : null;

    public static bool IsOurs(string key) => key is Key or Nonce or Attempt or Supersedes;

    public static IEnumerable<string> Violations(IReadOnlyDictionary<string, string> tags) =>
        tags.Keys.Where(IsOurs).Select(key => $"tags: '{key}' is the guard's own mark. Leave it out; for work of an identity of its own, give the plan an OwnKey.");
}
