namespace SageTasks.Synapse;

/// <summary>The answer to a question after a job: its result once there is one, else how far it is.</summary>
public sealed record AsyncJob<T>
{
    /// <summary>The result; null while the job runs.</summary>
    public T? Result { get; init; }

    /// <summary>How far the job is; null once it is done.</summary>
    public AsyncJobStatus? Status { get; init; }
}
