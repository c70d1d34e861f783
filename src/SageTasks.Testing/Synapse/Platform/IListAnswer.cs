namespace SageTasks.Testing.Synapse;

/// <summary>An answer that is a list, which a fault can empty.</summary>
internal interface IListAnswer
{
    /// <summary>The answer of the same kind that lists nothing.</summary>
    object WithoutRows();
}
