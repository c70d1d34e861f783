namespace SageTasks.Testing.Synapse;

/// <summary>What a row must fulfil.</summary>
internal abstract record SqlCondition
{
    public sealed record And(SqlCondition Left, SqlCondition Right) : SqlCondition;

    public sealed record Or(SqlCondition Left, SqlCondition Right) : SqlCondition;

    public sealed record Not(SqlCondition Inner) : SqlCondition;

    public sealed record Compare(SqlExpression Left, string Operator, SqlExpression Right) : SqlCondition;

    public sealed record In(SqlExpression Value, IReadOnlyList<SqlExpression> Choices) : SqlCondition;

    public sealed record Like(SqlExpression Value, SqlExpression Pattern) : SqlCondition;

    public sealed record Between(SqlExpression Value, SqlExpression Low, SqlExpression High) : SqlCondition;

    public sealed record IsNull(SqlExpression Value) : SqlCondition;

    /// <summary>A list column that holds any of the choices.</summary>
    public sealed record Has(SqlExpression Value, IReadOnlyList<SqlExpression> Choices, bool IsPattern) : SqlCondition;

    /// <summary>Both conditions; either may be missing.</summary>
    public static SqlCondition? Both(SqlCondition? left, SqlCondition? right) =>
        left is null ? right : right is null ? left : new And(left, right);
}
