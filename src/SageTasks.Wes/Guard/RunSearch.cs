using SageTasks.Runs;

namespace SageTasks.Wes;

/// <summary>The server's filter by tags, as one look-up asks it.</summary>
internal sealed class RunSearch(LookUp look, RunReader reader) : IRunSearch<WesRunSummary>
{
    public async Task<IReadOnlyCollection<WesRunSummary>?> FindAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        var term = new SearchTerm(key.Value, RunTags.Key);
        var scan = await reader.ScanAsync(look, TagsOf(term), first: null, cancellationToken).ConfigureAwait(false);
        return scan.IsComplete && scan.Rows.Values.All(run => Matches(run, term)) ? scan.Rows.Values : null;
    }

    public async Task<SearchPage?> PageAsync(SearchTerm term, string? token, CancellationToken cancellationToken)
    {
        var page = await look.PageAsync(TagsOf(term), token, cancellationToken).ConfigureAwait(false);
        return page.Runs.All(run => Matches(run, term)) ? new SearchPage([.. page.Runs.Select(run => run.RunId)], page.NextPageToken) : null;
    }

    /// <summary>A run behind the first page by which the filter can be tried.</summary>
    public static Canary? Canary(WesRunPage first, WesRunPage second)
    {
        var front = first.Runs.Select(run => run.RunId).ToHashSet(StringComparer.Ordinal);
        return Runs.Canary.Behind(
            first.Runs.SelectMany(run => run.Tags ?? Nothing),
            second.Runs.Where(run => !front.Contains(run.RunId)).Select(run => (run.RunId, (run.Tags ?? Nothing).AsEnumerable())),
            RunTags.Key,
            // Each server has its own way to quote; these need none.
            tag => tag.Key.Concat(tag.Value).All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'));
    }

    private static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    private static Dictionary<string, string> TagsOf(SearchTerm term) => new(StringComparer.Ordinal) { [term.Tag!] = term.Value };

    private static bool Matches(WesRunSummary run, SearchTerm term) => run.Tags?.GetValueOrDefault(term.Tag!) == term.Value;
}
