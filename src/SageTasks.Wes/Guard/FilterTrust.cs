using SageTasks.Runs;

namespace SageTasks.Wes;

/// <summary>Whether the server's filter by tags can be believed: for a while after it found a run that is known to exist by a tag of its own, and
/// nothing for a value that no run has.</summary>
internal sealed class FilterTrust(TimeSpan lifetime, TimeProvider time)
{
    private const int Tries = 2;
    private const int CanaryPages = 3;

    private readonly Lock _lock = new();
    private long? _since;

    public async Task<bool> HoldsAsync(LookUp look, IReadOnlyList<WesRunSummary> known, CancellationToken cancellationToken)
    {
        if (IsHeld())
        {
            return true;
        }

        // The oldest of the known runs: an index that lags has it by now.
        if (known.Select(Canary).LastOrDefault(canary => canary is not null) is not { } canary)
        {
            return false;
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            if (await FindsAsync(look, canary.Id, Of(canary.Tag), cancellationToken).ConfigureAwait(false)
                && (await look.PageAsync(Impossible(), null, cancellationToken).ConfigureAwait(false)) is { Runs.Count: 0, NextPageToken: null })
            {
                Hold(time.GetTimestamp());
                return true;
            }
        }

        return false;
    }

    /// <summary>The filter was caught: a run came that it should have left out.</summary>
    public void Lose() => Hold(since: null);

    public static Dictionary<string, string> ByKey(SubmissionKey key) => new(StringComparer.Ordinal) { [RunTags.Key] = key.Value };

    private static async Task<bool> FindsAsync(LookUp look, string id, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        string? token = null;
        for (var pages = 0; pages < CanaryPages; pages++)
        {
            var page = await look.PageAsync(tags, token, cancellationToken).ConfigureAwait(false);
            if (page.Runs.Any(run => string.Equals(run.RunId, id, StringComparison.Ordinal)))
            {
                return true;
            }

            token = page.NextPageToken;
            if (token is null)
            {
                break;
            }
        }

        return false;
    }

    // A tag that few runs share, so that the answer is short.
    private static CanaryRun? Canary(WesRunSummary run) => run.Tags is not { Count: > 0 } tags ? null
        : tags.FirstOrDefault(tag => string.Equals(tag.Key, RunTags.Nonce, StringComparison.Ordinal)) is { Key: not null } nonce ? new CanaryRun(run.RunId, nonce)
        : tags.FirstOrDefault(tag => tag.Value.Length > 0 && tag.Key.Concat(tag.Value).All(IsPlain)) is { Key: not null } any ? new CanaryRun(run.RunId, any)
        : null;

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.';

    private static Dictionary<string, string> Impossible() => new(StringComparer.Ordinal) { [RunTags.Key] = $"no-{Guid.NewGuid():N}" };

    private static Dictionary<string, string> Of(KeyValuePair<string, string> tag) => new(StringComparer.Ordinal) { [tag.Key] = tag.Value };

    private bool IsHeld()
    {
        lock (_lock)
        {
            return _since is { } since && time.GetElapsedTime(since) < lifetime;
        }
    }

    private void Hold(long? since)
    {
        lock (_lock)
        {
            _since = since;
        }
    }

    private sealed record CanaryRun(string Id, KeyValuePair<string, string> Tag);
}
