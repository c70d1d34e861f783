using System.Globalization;
using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>Reads what cwltool says on standard error: which jobs begin and how they end.</summary>
internal static partial class CwltoolLog
{
    /// <param name="begin">Sees a job's name and its command.</param>
    /// <param name="end">Sees a job's name and its exit code.</param>
    /// <returns>What is to see each line.</returns>
    public static Action<string> Reader(Action<string, string> begin, Action<string, int> end)
    {
        var exits = new Dictionary<string, int>(StringComparer.Ordinal);
        return line =>
        {
            if (Job().Match(line) is not { Success: true } job)
            {
                return;
            }

            var (name, text) = (job.Groups["name"].Value, job.Groups["text"].Value);
            if (Exit().Match(text) is { Success: true } exit)
            {
                exits[name] = int.Parse(exit.Groups["code"].ValueSpan, CultureInfo.InvariantCulture);
            }
            else if (text.StartsWith("completed ", StringComparison.Ordinal))
            {
                end(name, exits.GetValueOrDefault(name, text.EndsWith("success", StringComparison.Ordinal) ? 0 : 1));
            }
            else if (Command().Match(text) is { Success: true } command)
            {
                begin(name, command.Groups["command"].Value.TrimEnd('\\', ' '));
            }
        };
    }

    [GeneratedRegex(@"\[job (?<name>[^\]]+)\] (?<text>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Job();

    [GeneratedRegex(@"^exited with status: (?<code>\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Exit();

    [GeneratedRegex(@"^/[^$]*\$ (?<command>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Command();
}
