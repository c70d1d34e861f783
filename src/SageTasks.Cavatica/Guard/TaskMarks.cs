using System.Globalization;
using System.Text.RegularExpressions;
using SageTasks.Runs;

namespace SageTasks.Cavatica;

/// <summary>The guard's mark on a task: a line at the end of its description, since tasks have no tags, and for people the beginning of the key
/// behind the name. Only the description is believed.</summary>
internal static partial class TaskMarks
{
    public const string Prefix = "sagetasks-key:";

    private const int ShownOfKey = 8;

    public static TaskRequest Put(TaskRequest task, SubmissionTag tag) => task with
    {
        Name = $"{task.Name} #{tag.Key.Value[..ShownOfKey]}",
        Description = string.IsNullOrWhiteSpace(task.Description) ? Line(tag) : $"{task.Description.TrimEnd()}\n\n{Line(tag)}",
    };

    /// <summary>The last mark in a description; null where there is none.</summary>
    public static SubmissionTag? Read(string? description)
    {
        if (description is null || !description.Contains(Prefix, StringComparison.Ordinal)
            || Grammar().Matches(description) is not { Count: > 0 } matches || matches[^1] is not { } match
            || !SubmissionKey.TryParse(match.Groups["key"].Value, out var key))
        {
            return null;
        }

        var number = match.Groups["number"];
        return new SubmissionTag
        {
            Key = key,
            Attempt = number.Success ? int.Parse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture) : 1,
            Supersedes = match.Groups["kind"].ValueSpan is "f",
            Nonce = match.Groups["nonce"] is { Success: true } nonce ? nonce.Value : null,
        };
    }

    /// <summary>What a user wrote, without the guard's own line.</summary>
    public static string? Without(string? description) => description is null ? null : Grammar().Replace(description, string.Empty).Trim() is { Length: > 0 } own ? own : null;

    private static string Line(SubmissionTag tag)
    {
        var attempt = tag.Supersedes || tag.Attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $"-{(tag.Supersedes ? 'f' : 'a')}{tag.Attempt}") : string.Empty;
        return $"{Prefix}{tag.Key}{attempt}{(tag.Nonce is null ? string.Empty : $"-{tag.Nonce}")}";
    }

    // An attempt of at most four digits cannot be taken for a nonce of eight characters.
    [GeneratedRegex(
        @"^sagetasks-key:(?<key>[a-z2-7]{26})(?:-(?<kind>[af])(?<number>[1-9]\d{0,3}))?(?:-(?<nonce>[a-z2-7]{8}))?[ \t\r]*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline, 30_000)]
    private static partial Regex Grammar();
}
