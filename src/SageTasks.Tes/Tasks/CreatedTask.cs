namespace SageTasks.Tes;

/// <summary>The answer to the creation of a task.</summary>
internal sealed record CreatedTask(string? Id);
