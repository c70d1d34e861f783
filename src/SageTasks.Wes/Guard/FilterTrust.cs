using SageTasks.Runs;

namespace SageTasks.Wes;

/// <summary>Whether the server's filter by tags can be believed: for a while after it found a run that is known to exist, behind the first page of
/// all runs, and nothing for a value that no run has. (A database that limits before it filters finds what is in front only.)</summary>
internal sealed class FilterTrust(TimeSpan lifetime, TimeProvider time)
{
    private const int Tries = 2;
    private const int CanaryPages = 3;

    private readonly Lock _lock = new();
    private (bool IsHeld, long At, (string Id, KeyValuePair<string, string> Tag)? Canary)? _judgement;

    /// <summary>The filter was proven a short while ago.</summary>
    public bool IsHeld => Judged() == true;

    /// <summary>The filter was found wanting a short while ago: proving it again is not worth the requests yet.</summary>
    public bool IsRefused => Judged() == false;

    /// <summary>Proves the filter by the runs that stand behind the first page, by a tag that none in front has: where one of those matched as well,
    /// a server that looks at a page's worth of runs only would seem to look at all.</summary>
    public async Task<bool> ProveAsync(LookUp look, IEnumerable<WesRunSummary> front, IEnumerable<WesRunSummary> behind, CancellationToken cancellationToken)
    {
        if (Canary(behind, front.SelectMany(run => run.Tags ?? Nothing).ToHashSet()) is not var (id, tag))
        {
            return false;
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            if (await FindsAsync(look, id, tag, cancellationToken).ConfigureAwait(false)
                && await FindsNothingAsync(look, tag.Key, cancellationToken).ConfigureAwait(false))
            {
                Judge(isHeld: true, (id, tag));
                return true;
            }
        }

        Judge(isHeld: false);
        return false;
    }

    /// <summary>Asks once more for the run by which the filter was proven: while searches find nothing by mistake, they do not find that one either.
    /// Where it is not found, gone as it may be, the filter must be proven anew.</summary>
    public async Task<bool> StillFindsAsync(LookUp look, CancellationToken cancellationToken)
    {
        if (Known() is var (id, tag) && await FindsAsync(look, id, tag, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        Forget();
        return false;
    }

    /// <summary>The filter was caught: a run came that it should have left out.</summary>
    public void Lose() => Judge(isHeld: false);

    public static Dictionary<string, string> ByKey(SubmissionKey key) => Of(RunTags.Key, key.Value);

    private static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    // The guard's own tag where there is one: it is what will be asked for.
    private static (string Id, KeyValuePair<string, string> Tag)? Canary(IEnumerable<WesRunSummary> runs, HashSet<KeyValuePair<string, string>> inFront)
    {
        (string, KeyValuePair<string, string>)? other = null;
        foreach (var run in runs)
        {
            var own = (run.Tags ?? Nothing).Where(tag => tag.Value.Length > 0 && tag.Key.Concat(tag.Value).All(IsPlain) && !inFront.Contains(tag)).ToList();
            if (own.Find(tag => tag.Key == RunTags.Key) is { Key: not null } key)
            {
                return (run.RunId, key);
            }

            other ??= own is [var any, ..] ? (run.RunId, any) : null;
        }

        return other;
    }

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.';

    private static async Task<bool> FindsAsync(LookUp look, string id, KeyValuePair<string, string> tag, CancellationToken cancellationToken)
    {
        string? token = null;
        for (var pages = 0; pages < CanaryPages; pages++)
        {
            var page = await look.PageAsync(Of(tag.Key, tag.Value), token, cancellationToken).ConfigureAwait(false);
            if (page.Runs.Any(run => run.Tags?.GetValueOrDefault(tag.Key) != tag.Value))
            {
                return false;
            }

            if (page.Runs.Any(run => string.Equals(run.RunId, id, StringComparison.Ordinal)))
            {
                return true;
            }

            token = page.NextPageToken;
            if (token is null)
            {
                return false;
            }
        }

        return false;
    }

    private static async Task<bool> FindsNothingAsync(LookUp look, string name, CancellationToken cancellationToken) =>
        await look.PageAsync(Of(name, $"no-{Guid.NewGuid():N}"), null, cancellationToken).ConfigureAwait(false) is { Runs.Count: 0, NextPageToken: null };

    private static Dictionary<string, string> Of(string name, string value) => new(StringComparer.Ordinal) { [name] = value };

    private bool? Judged()
    {
        lock (_lock)
        {
            return _judgement is { } judgement && time.GetElapsedTime(judgement.At) < lifetime ? judgement.IsHeld : null;
        }
    }

    private void Judge(bool isHeld, (string Id, KeyValuePair<string, string> Tag)? canary = null)
    {
        lock (_lock)
        {
            _judgement = (isHeld, time.GetTimestamp(), canary);
        }
    }

    private (string Id, KeyValuePair<string, string> Tag)? Known()
    {
        lock (_lock)
        {
            return _judgement?.Canary;
        }
    }

    private void Forget()
    {
        lock (_lock)
        {
            _judgement = null;
        }
    }
}
