using SageTasks.Testing;

namespace SageTasks.GuardStorm;

/// <summary>What really happened, by the platform's commit journal, grouped by the work that each run was asked to do.</summary>
internal sealed record StormVerdict
{
    public required int Started { get; init; }

    public required int Live { get; init; }

    public required int Duplicates { get; init; }

    public required int Missing { get; init; }

    public required int CanceledTwins { get; init; }

    public required double OverlapSeconds { get; init; }

    /// <summary>Drafts that were neither started nor deleted.</summary>
    public required int Drafts { get; init; }

    public required int DiscardedDrafts { get; init; }

    public static StormVerdict Of(IStormPlatform platform, CommitJournal journal, int work)
    {
        var runs = new Dictionary<string, StormRun>(StringComparer.Ordinal);
        var drafts = new HashSet<string>(StringComparer.Ordinal);
        var discarded = 0;
        foreach (var entry in journal.Entries)
        {
            switch (platform.Read(entry))
            {
                case { IsDraft: true, Work: not null }:
                    drafts.Add(entry.Id);
                    break;
                case { IsDraft: true }:
                    discarded += drafts.Remove(entry.Id) ? 1 : 0;
                    break;
                case { Work: { } id }:
                    drafts.Remove(entry.Id);
                    runs[entry.Id] = new StormRun(id, entry.Time);
                    break;
                case not null when runs.TryGetValue(entry.Id, out var run):
                    run.CanceledAt = entry.Time;
                    break;
            }
        }

        var groups = runs.Values.GroupBy(run => run.Work).ToDictionary(group => group.Key, group => group.ToList());
        var live = groups.ToDictionary(group => group.Key, group => group.Value.Count(run => run.CanceledAt is null));
        return new StormVerdict
        {
            Started = runs.Count,
            Live = live.Values.Sum(),
            Duplicates = live.Values.Sum(count => Math.Max(0, count - 1)),
            Missing = Enumerable.Range(0, work).Count(id => live.GetValueOrDefault(id) == 0),
            CanceledTwins = runs.Values.Count(run => run.CanceledAt is not null),
            OverlapSeconds = groups.Values.Sum(Overlap),
            Drafts = drafts.Count,
            DiscardedDrafts = discarded,
        };
    }

    /// <summary>How long superfluous runs were there beside another one of their work.</summary>
    private static double Overlap(List<StormRun> runs) =>
        runs.Where(run => run.CanceledAt is not null).Sum(run => (run.CanceledAt!.Value - run.CreatedAt).TotalSeconds);

    private sealed class StormRun(int work, DateTimeOffset createdAt)
    {
        public int Work => work;

        public DateTimeOffset CreatedAt => createdAt;

        public DateTimeOffset? CanceledAt { get; set; }
    }
}
