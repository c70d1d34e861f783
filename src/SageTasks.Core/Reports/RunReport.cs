using System.Globalization;

namespace SageTasks.Reports;

/// <summary>What became of a set of runs, as plain data, and as one HTML file that needs nothing besides itself: no script, no other file.
/// The same report gives the same text.</summary>
[TypeFormatterSource(typeof(TableFormatters))]
public sealed record RunReport : IDisplayable
{
    /// <summary>What the report is about.</summary>
    public required string Title { get; init; }

    /// <summary>When it was written; runs that go on are drawn up to here.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The runs.</summary>
    public IReadOnlyList<ReportedRun> Runs { get; init => field = value ?? []; } = [];

    /// <summary>Submissions that came to no run.</summary>
    public IReadOnlyList<SubmissionFailure> Failures { get; init => field = value ?? []; } = [];

    /// <summary>Transfers that belong to the runs.</summary>
    public IReadOnlyList<ReportedTransfer> Transfers { get; init => field = value ?? []; } = [];

    /// <summary>What a reader should know about the report itself, such as a record that could not be read.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value ?? []; } = [];

    /// <summary>Asks a platform where the runs of this report stand now, with their times and costs. Runs that it does not show, and those of
    /// other platforms, stay as they are.</summary>
    public async Task<RunReport> RefreshAsync(IRunHistory history, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        var fresh = RunDetails.ReadAsync(Runs.ToAsyncEnumerable(), RefreshedAsync, cancellationToken);
        return this with { Runs = await fresh.ToListAsync(cancellationToken).ConfigureAwait(false) };

        async Task<ReportedRun?> RefreshedAsync(ReportedRun run) =>
            CanBeFound(run) && history.CanShow(run.Service) ? Refreshed(run, await history.GetAsync(run.Run.Id, cancellationToken).ConfigureAwait(false)) : run;
    }

    /// <summary>Writes the report as an HTML file in UTF-8.</summary>
    /// <param name="output">Where to; nothing is closed.</param>
    public void WriteHtml(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        new ReportPage(this).Write(new HtmlWriter(output));
    }

    /// <summary>The runs of the report as a table, to look at.</summary>
    public DisplayTable ToTable() => Runs.Select(run => run.Run).ToTable() with { Caption = Title };

    /// <summary>The report as the text of an HTML file.</summary>
    public string ToHtml()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        WriteHtml(text);
        return text.ToString();
    }

    // A run of no known server is known again by its key alone.
    private static bool CanBeFound(ReportedRun run) => run.Service.Length > 0 || run.Submissions.Count > 0;

    // Servers that count their runs have the same ids: key or service must be the same, too.
    private static ReportedRun Refreshed(ReportedRun known, ReportedRun? now) =>
        now is not null && (now.Service == known.Service || (now.Run.Tag is { } tag && known.Submissions.Any(submission => submission.Key == tag.Key)))
            ? known with { Run = now.Run, Work = now.Work ?? known.Work, StartedAt = now.StartedAt ?? known.StartedAt, Cost = now.Cost ?? known.Cost }
            : known;
}
