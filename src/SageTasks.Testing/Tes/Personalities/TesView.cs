namespace SageTasks.Testing;

/// <summary>How much of a task an answer shows.</summary>
internal enum TesView
{
    Minimal,
    Basic,
    Full,
}
