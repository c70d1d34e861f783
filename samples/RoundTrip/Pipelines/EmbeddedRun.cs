using SageTasks.Testing;

namespace RoundTrip.Pipelines;

/// <summary>A run of the embedded Tower, in this process.</summary>
internal sealed class EmbeddedRun(PipelineContext context) : IPipelineRun
{
    public string RunName => context.RunName;

    public string WorkFolder => context.WorkFolder;

    public string Parameter(string name) => context.Parameter(name) ?? throw new InvalidDataException($"The parameter '{name}' is missing.");

    public Task<Stream> OpenDatasetAsync(string address, CancellationToken cancellationToken) => context.OpenAsync(address, cancellationToken);

    public Task<string> RunTaskAsync(PipelineTask task, Func<string, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        context.RunTaskAsync(task, (own, token) => work(own.Folder, token), cancellationToken);

    public void Log(string line) => context.Log(line);
}
