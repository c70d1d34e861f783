namespace SageTasks.Testing;

/// <summary>What commands run in.</summary>
internal interface ICommandSandbox
{
    LocalTesSandbox Kind { get; }

    /// <summary>The sandbox in words, for the service info.</summary>
    string Description { get; }

    /// <summary>How a command of a task is started.</summary>
    CommandStart Start(TesTaskDocument task, TesExecutor executor, TaskFolder folder);

    /// <summary>Ends what a task left running that was stopped, or whose server died.</summary>
    Task EndAsync(string taskId);
}
