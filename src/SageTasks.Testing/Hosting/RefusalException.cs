namespace SageTasks.Testing;

/// <summary>Ends a handler with the answer that refuses the request.</summary>
internal sealed class RefusalException(LocalAnswer answer) : Exception($"Refused with {answer.Status}.")
{
    public LocalAnswer Answer { get; } = answer;
}
