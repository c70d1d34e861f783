namespace SageTasks.Testing.Cavatica;

/// <summary>A task that ended badly.</summary>
internal sealed class TaskFailedException(string message) : Exception(message);
