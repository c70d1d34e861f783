using System.Globalization;

namespace SageTasks.Tower;

/// <summary>Which runs to list. All conditions must hold. Each is exact except <see cref="Text"/>.</summary>
public sealed record RunQuery
{
    // One day because the named one may not count, and one because it may begin in another zone.
    private const int MoreDays = 2;

    /// <summary>Every run of the workspace.</summary>
    public static RunQuery All { get; } = new();

    /// <summary>Where the run stands.</summary>
    public WorkflowStatus? Status { get; init; }

    /// <summary>The run's whole name.</summary>
    public string? RunName { get; init; }

    /// <summary>The run's id.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The Nextflow session.</summary>
    public string? SessionId { get; init; }

    /// <summary>The pipeline's whole project name, such as <c>nf-core/rnaseq</c>.</summary>
    public string? ProjectName { get; init; }

    /// <summary>Who launched the run.</summary>
    public string? UserName { get; init; }

    /// <summary>A dataset that the run was launched with (Seqera Cloud, late 2025 and newer).</summary>
    public string? DatasetId { get; init; }

    /// <summary>Labels that the run carries, all of them; a resource label as <c>key=value</c>.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The first day of submission, UTC: runs of this day count.</summary>
    public DateOnly? After { get; init; }

    /// <summary>The last day of submission, UTC: runs of this day count.</summary>
    public DateOnly? Before { get; init; }

    /// <summary>Whether to list only runs that the user starred.</summary>
    public bool Starred { get; init; }

    /// <summary>A part of the run's name, project name, session id or manifest name; <c>*</c> stands for anything.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the answer shall carry each run's labels.</summary>
    public bool WithLabels { get; init; }

    /// <summary>The value of the <c>search</c> parameter; null where nothing is asked for. It may find some days more at either end
    /// than <see cref="After"/> and <see cref="Before"/> name: Tower does not document whether a named day itself counts, and in which zone it
    /// begins. <see cref="TowerClient.ListRunsAsync"/> leaves out what does not fit.</summary>
    /// <exception cref="ArgumentException">A value holds white space, or <see cref="Text"/> holds a colon: the server would silently
    /// take it as other words and find nothing.</exception>
    public string? ToSearch()
    {
        var words = new List<string>();
        Add(words, "status", Status?.Value?.ToLowerInvariant());
        Add(words, "runName", RunName);
        Add(words, "workflowId", WorkflowId);
        Add(words, "sessionId", SessionId);
        Add(words, "projectName", ProjectName);
        Add(words, "username", UserName);
        Add(words, "datasetId", DatasetId);
        foreach (var label in Labels)
        {
            Add(words, "label", label);
        }

        Add(words, "after", Wider(After, -MoreDays));
        Add(words, "before", Wider(Before, MoreDays));
        Add(words, "is", Starred ? "starred" : null);
        if (!string.IsNullOrWhiteSpace(Text))
        {
            words.Add(CheckText(Text.Trim()));
        }

        return words.Count == 0 ? null : string.Join(' ', words);
    }

    /// <summary>Whether a run was submitted on one of the days; one without a time was, for all that is known.</summary>
    internal bool FitsDays(WorkflowRow run) =>
        (run.Submit ?? run.DateCreated ?? run.Start) is not { } time || DateOnly.FromDateTime(time.UtcDateTime) is var day && !(day < After) && !(day > Before);

    private static string? Wider(DateOnly? day, int days)
    {
        if (day is not { } named)
        {
            return null;
        }

        var asked = Math.Clamp(named.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber);
        return DateOnly.FromDayNumber(asked).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static void Add(List<string> words, string keyword, string? value)
    {
        if (value is null)
        {
            return;
        }

        words.Add(value.Length > 0 && !value.Any(char.IsWhiteSpace)
            ? $"{keyword}:{value}"
            : throw new ArgumentException($"'{value}' can't be searched for as {keyword}: it is empty or holds white space. Use {nameof(Text)}."));
    }

    private static string CheckText(string text) => text.Contains(':', StringComparison.Ordinal)
        ? throw new ArgumentException($"{nameof(Text)} '{text}' holds a colon, which the server reads as a keyword; use the other properties for keywords.")
        : text;
}
