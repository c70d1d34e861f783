namespace SageTasks.Testing.Synapse;

/// <summary>One column of a result.</summary>
internal sealed record SqlSelect(SqlExpression Value, string? Alias)
{
    public string Name => Alias ?? Value.Title;
}
