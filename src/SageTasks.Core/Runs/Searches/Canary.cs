namespace SageTasks.Runs;

/// <summary>A run that is known to exist, by which a search is tried.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Term">What finds it.</param>
internal sealed record Canary(string RunId, SearchTerm Term)
{
    /// <summary>A run behind the first page of a list, by a tag that none in front has: a database that limits before it filters finds what is in
    /// front only, and where one of those matched as well, it would seem to look at all. By the guard's own tag where a run has it, since that is what
    /// will be asked for.</summary>
    /// <returns>null where no run behind has such a tag.</returns>
    public static Canary? Behind(
        IEnumerable<KeyValuePair<string, string>> tagsInFront,
        IEnumerable<(string RunId, IEnumerable<KeyValuePair<string, string>> Tags)> behind,
        string ownTag,
        Func<KeyValuePair<string, string>, bool> isSearchable)
    {
        var inFront = tagsInFront.ToHashSet();
        var tagged = behind.SelectMany(run => run.Tags.Select(tag => (run.RunId, Tag: tag)))
            .Where(run => run.Tag.Value.Length > 0 && !inFront.Contains(run.Tag) && isSearchable(run.Tag))
            .ToList();
        if (tagged.Count == 0)
        {
            return null;
        }

        var own = tagged.FindIndex(run => run.Tag.Key == ownTag);
        var (id, tag) = tagged[Math.Max(0, own)];
        return new Canary(id, new SearchTerm(tag.Value, tag.Key));
    }
}
