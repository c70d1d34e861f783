namespace SageTasks.Testing.Synapse;

/// <summary>Makes pages.</summary>
internal static class Page
{
    public static Page<T> Of<T>(IReadOnlyList<T> results, long total) => new() { Results = results, TotalNumberOfResults = total };

    public static Page<T> Slice<T>(IReadOnlyList<T> all, int offset, int limit) => Of([.. all.Skip(offset).Take(limit)], all.Count);
}
