namespace SageTasks.Testing.Wes;

/// <summary>How a list is filtered by tags.</summary>
internal enum TagFilter
{
    None,

    /// <summary><c>?tags=key:value</c>, repeated for each.</summary>
    Tags,

    /// <summary><c>?filters={"tags":{"key":"value"}}</c>.</summary>
    Filters,

    /// <summary><c>?tag=key:value</c>, repeated for each.</summary>
    Tag,
}
