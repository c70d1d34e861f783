using System.Globalization;
using SageTasks.Runs;

namespace SageTasks.Wes;

/// <summary>Reads a list of runs so that what it leaves out is provably not there, as far as a list without a count can prove it: pages addressed
/// by offset overlap by a row, tokens and rows come once, and an empty answer is confirmed.</summary>
internal sealed class RunReader(int maxPages, TimeProvider time)
{
    private const int MaxRestarts = 6;
    private const int EmptyPageLooks = 4;

    public const string EmptyByMistake = "the server answers with an empty list of runs, although it has some";

    private readonly ListWitness _witness = new(time);

    /// <summary>The first page of all runs; null where an empty list could not be confirmed.</summary>
    public Task<WesRunPage?> FirstPageAsync(LookUp look, CancellationToken cancellationToken) => _witness.FirstPageAsync(look, cancellationToken);

    /// <summary>All runs that carry tags (null: all runs), beginning with a page that was read already where there is one.</summary>
    public async Task<RunScan> ScanAsync(LookUp look, IReadOnlyDictionary<string, string>? tags, WesRunPage? first, CancellationToken cancellationToken)
    {
        RunScan scan;
        var restarts = 0;
        do
        {
            var page = first ?? (tags is null
                ? await FirstPageAsync(look, cancellationToken).ConfigureAwait(false)
                : await look.PageAsync(tags, null, cancellationToken).ConfigureAwait(false));
            scan = page is null ? new RunScan { IncompleteBecause = EmptyByMistake } : await TryScanAsync(look, tags, page, cancellationToken).ConfigureAwait(false);
            first = null;
        }
        while (!scan.IsComplete && !scan.IsFinal && restarts++ < MaxRestarts);

        return scan;
    }

    private async Task<RunScan> TryScanAsync(LookUp look, IReadOnlyDictionary<string, string>? tags, WesRunPage page, CancellationToken cancellationToken)
    {
        var scan = new RunScan();
        scan.TryAdd(page.Runs);
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        var position = page.Runs.Count;
        for (var pages = 1; page.NextPageToken is { } token; pages++)
        {
            if (pages >= maxPages)
            {
                return Broken(scan, FormattableString.Invariant($"there are more than {maxPages} pages of runs, which is where reading stops"), isFinal: true);
            }

            if (!tokens.Add(token))
            {
                return Broken(scan, "the server gives the same token for the next page twice");
            }

            var last = page.Runs.Count > 0 ? page.Runs[^1].RunId : null;
            var overlaps = position > 1 && last is not null && string.Equals(token, Text(position), StringComparison.Ordinal);
            if (await NextAsync(look, tags, overlaps ? Text(position - 1) : token, scan.Rows.Count > 0, cancellationToken).ConfigureAwait(false) is not { } next)
            {
                return Broken(scan, EmptyByMistake);
            }

            page = next;
            var runs = page.Runs;
            if (overlaps)
            {
                if (runs.Count == 0 || !string.Equals(runs[0].RunId, last, StringComparison.Ordinal))
                {
                    return Broken(scan, "the list of runs kept changing while it was read");
                }

                runs = [.. runs.Skip(1)];
            }

            position += runs.Count;
            if (!scan.TryAdd(runs))
            {
                return Broken(scan, "the list of runs shows a run twice");
            }
        }

        return scan;
    }

    /// <summary>The page behind a token. The end of a list that comes as an empty page is asked for again: a server that makes a mistake shows its
    /// first page empty as well, or the page itself not empty any more. Null where it made one.</summary>
    private static async Task<WesRunPage?> NextAsync(
        LookUp look, IReadOnlyDictionary<string, string>? tags, string token, bool hasRuns, CancellationToken cancellationToken)
    {
        var page = await look.PageAsync(tags, token, cancellationToken).ConfigureAwait(false);
        for (var looks = 1; looks < EmptyPageLooks && look.IsEmpty(page); looks++)
        {
            if (looks == 1 && hasRuns && look.IsEmpty(await look.PageAsync(tags, null, cancellationToken).ConfigureAwait(false)))
            {
                return null;
            }

            page = await look.PageAsync(tags, token, cancellationToken).ConfigureAwait(false);
        }

        return page;
    }

    private static RunScan Broken(RunScan scan, string reason, bool isFinal = false)
    {
        var broken = new RunScan { IncompleteBecause = reason, IsFinal = isFinal };
        broken.TryAdd(scan.Rows.Values);
        return broken;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
