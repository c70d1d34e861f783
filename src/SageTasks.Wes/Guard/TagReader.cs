using System.Collections.Concurrent;
using SageTasks.Runs;

namespace SageTasks.Wes;

/// <summary>Reads the tags of runs one by one, where lists do not show them, and remembers those that were told: tags never change.</summary>
internal sealed class TagReader(int maxReads)
{
    private const int Parallel = 8;
    private const int MostRemembered = 100_000;

    private readonly ConcurrentDictionary<string, SubmissionTag?> _known = new(StringComparer.Ordinal);

    /// <summary>The tags of all runs of a scan, as the guard reads them.</summary>
    public async Task<Dictionary<string, SubmissionTag>> ReadAsync(LookUp look, RunScan scan, CancellationToken cancellationToken)
    {
        // Where no row shows a tag, an empty list of tags may be all that the server ever shows.
        var shows = scan.Rows.Values.Any(run => run.Tags is { Count: > 0 });
        var (found, silent) = (new Dictionary<string, SubmissionTag>(StringComparer.Ordinal), new List<string>());
        foreach (var run in scan.Rows.Values)
        {
            if (run.Tags is { } tags && (shows || tags.Count > 0))
            {
                Add(found, run.RunId, RunTags.Read(tags));
            }
            else if (_known.TryGetValue(run.RunId, out var known))
            {
                Add(found, run.RunId, known);
            }
            else
            {
                silent.Add(run.RunId);
            }
        }

        if (silent.Count > maxReads)
        {
            scan.IncompleteBecause ??= FormattableString.Invariant(
                $"the server's lists show no tags, and {silent.Count} runs would have to be read one by one, more than {maxReads}, which is where reading stops");
            silent.RemoveRange(maxReads, silent.Count - maxReads);
        }

        await ReadAsync(look, scan, silent, found, cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>The tag of a run whose tags were read, or null.</summary>
    public SubmissionTag? Known(string id) => _known.GetValueOrDefault(id);

    private async Task ReadAsync(LookUp look, RunScan scan, List<string> ids, Dictionary<string, SubmissionTag> found, CancellationToken cancellationToken)
    {
        foreach (var some in ids.Chunk(Parallel))
        {
            var runs = await Task.WhenAll(some.Select(id => look.RunAsync(id, cancellationToken))).ConfigureAwait(false);
            foreach (var (id, run) in some.Zip(runs))
            {
                if (run?.Request is null)
                {
                    // Not shown yet, or gone since it was listed: the next look-up tells.
                    scan.MissForNow($"the run {id} cannot be read");
                    continue;
                }

                var tag = RunTags.Read(run.Request.Tags);
                if (run.Request.Tags is not null)
                {
                    Remember(id, tag);
                }

                Add(found, id, tag);
            }
        }
    }

    private void Remember(string id, SubmissionTag? tag)
    {
        if (_known.Count < MostRemembered)
        {
            _known[id] = tag;
        }
    }

    private static void Add(Dictionary<string, SubmissionTag> found, string id, SubmissionTag? tag)
    {
        if (tag is not null)
        {
            found[id] = tag;
        }
    }
}
