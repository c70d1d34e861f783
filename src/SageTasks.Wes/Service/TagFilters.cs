namespace SageTasks.Wes;

/// <summary>Tells by what a server says of itself how it filters by tags.</summary>
internal static class TagFilters
{
    public static WesTagFilter Of(WesServiceInfo info)
    {
        var words = string.Join(' ', info.Type?.Group, info.Id, info.Name, info.Organization?.Name, info.Description);
        return Says(words, "sapporo") ? WesTagFilter.Tags
            : Says(words, "ngs360") ? WesTagFilter.Filters
            : Says(words, "dnastack") ? WesTagFilter.Tag
            : WesTagFilter.None;
    }

    private static bool Says(string words, string name) => words.Contains(name, StringComparison.OrdinalIgnoreCase);
}
