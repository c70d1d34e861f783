namespace SageTasks.Testing.Synapse;

/// <summary>One column to sort by.</summary>
internal sealed record SqlOrder(SqlExpression Value, bool Descending);
