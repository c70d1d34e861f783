using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>Writes and reads the names of guarded runs: <c>prefix-key[-a2|-f2][-nonce]</c>. The prefix comes first because lists cut names off.
/// <c>a</c> counts attempts; <c>f</c> too, for one that replaces the earlier ones on purpose. A resumed run has no nonce: its session has one
/// name for each attempt, so that the server refuses a second one.</summary>
internal static partial class RunNames
{
    public const int MaxPrefix = 38;

    private const int MaxAttempt = 9999;
    private const int MaxLength = 80;

    public static string Fresh(string prefix, SubmissionTag tag)
    {
        var nonce = tag.Nonce is { Length: SubmissionTag.NonceLength } given
            ? given
            : throw new ArgumentException($"A new run needs a nonce of {SubmissionTag.NonceLength} characters.", nameof(tag));
        return $"{prefix}-{tag.Key}{Attempt(tag, always: false)}-{nonce}";
    }

    public static string Resumed(string prefix, SubmissionTag tag) => $"{prefix}-{tag.Key}{Attempt(tag, always: true)}";

    /// <summary>The tag in a run's name, or null for a name that no guard wrote, also where it merely contains a key.</summary>
    public static SubmissionTag? Read(string? name)
    {
        if (name is not { Length: <= MaxLength } || Grammar().Match(name) is not { Success: true } match
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

    public static string CheckPrefix(string prefix) => prefix.Length <= MaxPrefix && Nextflow().IsMatch(prefix)
        ? prefix
        : throw new ArgumentException(
            $"RunNamePrefix '{prefix}' can't begin a run name: Nextflow wants a letter first, then letters and digits with single - or _ between them, "
            + $"and {MaxPrefix} characters are left for it.");

    /// <summary>A prefix made from a pipeline's name or address.</summary>
    public static string PrefixFrom(string pipeline)
    {
        var text = new StringBuilder();
        foreach (var letter in RepositoryAddress.LastSegment(pipeline).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                text.Append(letter);
            }
            else if (text.Length > 0 && text[^1] != '-')
            {
                text.Append('-');
            }
        }

        var name = text.ToString().TrimStart("-0123456789".ToCharArray());
        name = (name.Length > MaxPrefix ? name[..MaxPrefix] : name).TrimEnd('-');
        return name.Length == 0 ? "run" : name;
    }

    private static string Attempt(SubmissionTag tag, bool always)
    {
        if (tag.Attempt is < 1 or > MaxAttempt)
        {
            throw new ArgumentOutOfRangeException(nameof(tag), tag.Attempt, $"A run name counts attempts from 1 to {MaxAttempt}.");
        }

        var kind = tag.Supersedes ? 'f' : 'a';
        return always || tag.Supersedes || tag.Attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $"-{kind}{tag.Attempt}") : string.Empty;
    }

    // An attempt of at most four digits cannot be taken for a nonce of eight characters.
    [GeneratedRegex(
        @"\A[a-zA-Z](?:[a-zA-Z\d]|[-_](?=[a-zA-Z\d]))*-(?<key>[a-z2-7]{26})"
        + @"(?:(?:-(?<kind>[af])(?<number>[1-9]\d{0,3}))?-(?<nonce>[a-z2-7]{8})|-(?<kind>[af])(?<number>[1-9]\d{0,3}))\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Grammar();

    [GeneratedRegex(@"\A[a-zA-Z](?:[a-zA-Z\d]|[-_](?=[a-zA-Z\d]))*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Nextflow();
}
