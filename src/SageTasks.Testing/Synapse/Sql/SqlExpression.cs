namespace SageTasks.Testing.Synapse;

/// <summary>Something with a value: a column, a literal or a function.</summary>
internal abstract record SqlExpression
{
    public sealed record Column(string Name) : SqlExpression;

    public sealed record Literal(string? Value) : SqlExpression;

    /// <summary>An aggregate such as <c>count(*)</c>; the argument is null for the star.</summary>
    public sealed record Aggregate(string Function, SqlExpression? Argument, bool Distinct) : SqlExpression;

    /// <summary>The name that a result shows for it.</summary>
    public string Title => this switch
    {
        Column column => column.Name,
        Literal literal => literal.Value ?? "NULL",
        Aggregate { Argument: null } aggregate => $"{aggregate.Function.ToUpperInvariant()}(*)",
        Aggregate aggregate => $"{aggregate.Function.ToUpperInvariant()}({(aggregate.Distinct ? "DISTINCT " : "")}{aggregate.Argument!.Title})",
        _ => "",
    };
}
