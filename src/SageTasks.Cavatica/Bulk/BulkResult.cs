namespace SageTasks.Cavatica;

/// <summary>One item of a bulk answer: the resource, or why there is none.</summary>
/// <typeparam name="T">The kind of resource.</typeparam>
public sealed record BulkResult<T>
    where T : class
{
    /// <summary>The resource; null where the item failed.</summary>
    public T? Resource { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public CavaticaProblem? Error { get; init; }
}
