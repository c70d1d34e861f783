namespace SageTasks.Synapse;

/// <summary>Anything that can be queried: a table or a view.</summary>
public abstract record Table : VersionableEntity
{
    private protected Table(string concreteType)
        : base(concreteType)
    {
    }

    /// <summary>Ids of the columns, in order.</summary>
    public IReadOnlyList<string>? ColumnIds { get; init; }

    /// <summary>Whether full-text search is on.</summary>
    public bool? IsSearchEnabled { get; init; }
}
