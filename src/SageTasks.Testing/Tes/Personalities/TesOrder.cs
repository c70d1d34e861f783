namespace SageTasks.Testing;

/// <summary>The order of a list.</summary>
internal enum TesOrder
{
    NewestFirst,
    OldestFirst,
    ById,
}
