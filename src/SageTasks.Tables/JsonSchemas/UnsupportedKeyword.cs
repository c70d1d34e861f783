namespace SageTasks.Tables;

/// <summary>A keyword of a schema that is not checked here although it could reject a value.</summary>
public sealed record UnsupportedKeyword
{
    /// <summary>The keyword, such as <c>unevaluatedProperties</c>.</summary>
    public required string Keyword { get; init; }

    /// <summary>Where it stands in the schema, as a JSON pointer such as <c>#/items/properties/sample/format</c>.</summary>
    public required string Location { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"the schema's {Location} is not checked here";
}
