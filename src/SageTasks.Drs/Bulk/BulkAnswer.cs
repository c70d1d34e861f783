namespace SageTasks.Drs;

/// <summary>A bulk answer on the wire: servers differ in the name of what they found.</summary>
internal sealed record BulkAnswer<T>
{
    public DrsBulkSummary? Summary { get; init; }

    public IReadOnlyList<DrsUnresolved>? UnresolvedDrsObjects { get; init; }

    public IReadOnlyList<T>? ResolvedDrsObject { get; init; }

    public IReadOnlyList<T>? ResolvedDrsObjects { get; init; }

    public IReadOnlyList<T>? ResolvedDrsObjectAccessUrls { get; init; }

    public DrsBulkAnswer<T> ToPublic() => new()
    {
        Summary = Summary,
        Unresolved = UnresolvedDrsObjects ?? [],
        Resolved = ResolvedDrsObject ?? ResolvedDrsObjects ?? ResolvedDrsObjectAccessUrls ?? [],
    };
}
