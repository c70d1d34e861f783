using System.Globalization;

namespace SageTasks.Testing;

/// <summary>
/// Tower's search: <c>keyword:value</c> is an exact match, all other words together are one text that must stand in the project name,
/// run name, session id or manifest name, with <c>*</c> for anything. A misspelt keyword is text, and finds nothing.
/// </summary>
internal sealed class RunSearch
{
    private readonly List<Func<TowerRun, bool>> _conditions = [];
    private readonly Func<long, LabelDocument?> _label;

    private RunSearch(Func<long, LabelDocument?> label) => _label = label;

    public bool IsEmpty => _conditions.Count == 0;

    public static RunSearch Parse(string? text, long callerId, Func<long, LabelDocument?> label)
    {
        var search = new RunSearch(label);
        var words = new List<string>();
        foreach (var word in (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && search.Keyword(word[..colon], word[(colon + 1)..], callerId) is { } condition)
            {
                search._conditions.Add(condition);
            }
            else
            {
                words.Add(word);
            }
        }

        if (words.Count > 0)
        {
            var pattern = string.Join(' ', words).ToLowerInvariant().Split('*', StringSplitOptions.RemoveEmptyEntries);
            search._conditions.Add(run => Holds(run, pattern));
        }

        return search;
    }

    public bool Matches(TowerRun run)
    {
        foreach (var condition in _conditions)
        {
            if (!condition(run))
            {
                return false;
            }
        }

        return true;
    }

    private Func<TowerRun, bool>? Keyword(string keyword, string value, long callerId) => keyword switch
    {
        // Lower case, as the documentation has it: status:FAILED is as good as a typing mistake.
        "status" => run => Same(run.Document.Status, value) && !value.Any(char.IsUpper),
        "label" => run => run.Document.LabelIds is { } ids && ids.Any(id => _label(id) is { } l && Same(value, l.Value is null ? l.Name : $"{l.Name}={l.Value}")),
        "workflowId" => run => run.Document.Id == value,
        "runName" => run => Same(run.Document.RunName, value),
        "userName" or "username" => run => Same(run.Document.UserName, value),
        "projectName" => run => run.HasStarted && Same(run.Document.ProjectName, value),
        "sessionId" => run => run.HasStarted && Same(run.Document.SessionId, value),
        "datasetId" => run => run.Document.DatasetIds?.Contains(value, StringComparer.Ordinal) ?? false,
        "after" => Day(value) is { } day ? run => run.Document.Submit >= day : null,
        "before" => Day(value) is { } day ? run => run.Document.Submit < day : null,
        "is" when value == "starred" => run => run.Document.StarredBy?.Contains(callerId) ?? false,
        _ => null,
    };

    private static bool Holds(TowerRun run, string[] pattern)
    {
        foreach (var part in pattern)
        {
            if (!run.SearchText.Contains(part, StringComparison.Ordinal))
            {
                return false;
            }
        }

        var document = run.Document;
        return Holds(document.RunName, pattern)
            || (run.HasStarted
                && (Holds(document.ProjectName, pattern) || Holds(document.SessionId, pattern) || Holds(document.ManifestName, pattern)));
    }

    private static bool Holds(string? text, string[] pattern)
    {
        if (text is null)
        {
            return false;
        }

        var from = 0;
        foreach (var part in pattern)
        {
            var at = text.IndexOf(part, from, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            from = at + part.Length;
        }

        return true;
    }

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset? Day(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : null;
}
