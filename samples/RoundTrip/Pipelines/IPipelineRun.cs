using SageTasks.Testing;

namespace RoundTrip.Pipelines;

/// <summary>What a pipeline needs of the run that it is, wherever it executes.</summary>
internal interface IPipelineRun
{
    string RunName { get; }

    /// <summary>A folder on this machine for what is only needed while the run lasts.</summary>
    string WorkFolder { get; }

    /// <summary>A parameter.</summary>
    /// <exception cref="InvalidDataException">It is missing.</exception>
    string Parameter(string name);

    /// <summary>Opens a version of a dataset of the Tower that launched the run.</summary>
    Task<Stream> OpenDatasetAsync(string address, CancellationToken cancellationToken);

    /// <summary>Runs a task in a folder of its own, and answers with that.</summary>
    Task<string> RunTaskAsync(PipelineTask task, Func<string, CancellationToken, Task> work, CancellationToken cancellationToken);

    /// <summary>Writes a line to the run's log.</summary>
    void Log(string line);
}
