using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>What the code of a pipeline sees of the run that it is.</summary>
public sealed class PipelineContext
{
    private readonly TaskRunner _tasks;
    private readonly LocationResolver _locations;
    private readonly RunLog _log;
    private readonly Func<string, string?> _secret;

    internal PipelineContext(RunDocument run, TaskRunner tasks, LocationResolver locations, RunLog log, Func<string, string?> secret)
    {
        (_tasks, _locations, _log, _secret) = (tasks, locations, log, secret);
        (RunId, RunName, SessionId) = (run.Id, run.RunName, run.SessionId);
        Parameters = run.Params ?? JsonDocument.Parse("{}").RootElement;
        Profiles = run.Launch.ConfigProfiles ?? [];
        (Revision, CommitId) = (run.Revision, run.CommitId);
        Resumes = run.Launch.Resume ?? false;
        WorkFolder = locations.FolderOf(run.Launch.WorkDir ?? "work");
        OutputFolder = locations.FolderOf(Parameter("outdir") ?? run.Launch.OutputDir ?? $"results/{run.RunName}");
    }

    /// <summary>The run's id.</summary>
    public string RunId { get; }

    /// <summary>The run's name.</summary>
    public string RunName { get; }

    /// <summary>The session, which a resumed run shares with the run before.</summary>
    public string SessionId { get; }

    /// <summary>The parameters, always a JSON object.</summary>
    public JsonElement Parameters { get; }

    /// <summary>The configuration profiles, in order.</summary>
    public IReadOnlyList<string> Profiles { get; }

    /// <summary>The revision asked for, or the default branch.</summary>
    public string? Revision { get; }

    /// <summary>The commit that runs.</summary>
    public string? CommitId { get; }

    /// <summary>Whether the run resumes an earlier one, so that its finished tasks are taken over.</summary>
    public bool Resumes { get; }

    /// <summary>The local folder behind the launch's work directory.</summary>
    public string WorkFolder { get; }

    /// <summary>The local folder behind the parameter <c>outdir</c>, else behind the launch's output directory, else one named after the run.</summary>
    public string OutputFolder { get; }

    /// <summary>A parameter as text: a string as it is, anything else as JSON; null when it is missing or null.</summary>
    /// <param name="name">The parameter.</param>
    public string? Parameter(string name) => !Parameters.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    /// <summary>The value of a secret that the launch names; null when it names no such secret.</summary>
    /// <param name="name">The secret.</param>
    public string? Secret(string name) => _secret(name);

    /// <summary>
    /// Opens what a location names: a version of a dataset of this Tower by its URL, a file by path or <c>file:</c> URI, an object of a
    /// bucket (<c>s3:</c>, <c>gs:</c>, <c>az:</c>), which is a folder here, or an address on the web.
    /// </summary>
    /// <param name="location">The location.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FileNotFoundException">There is nothing.</exception>
    public Task<Stream> OpenAsync(string location, CancellationToken cancellationToken = default) => _locations.OpenAsync(location, cancellationToken);

    /// <summary>The local path behind a path, a <c>file:</c> URI or a bucket URI.</summary>
    /// <param name="location">The location.</param>
    /// <exception cref="ArgumentException">The location is of another kind.</exception>
    public string PathOf(string location) => _locations.PathOf(location);

    /// <summary>Writes a line to the run's log.</summary>
    /// <param name="line">The line.</param>
    public void Log(string line) => _log.WriteLine(line);

    /// <summary>
    /// Runs a task, when a CPU is free, and answers with its folder. Tasks can run side by side. When the session has already finished
    /// the same task, <paramref name="work"/> is not called, and the task is <c>CACHED</c>.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="work">What it does.</param>
    /// <param name="cancellationToken">Aborts it.</param>
    /// <exception cref="PipelineTaskException">It failed. Unless the pipeline catches this, the run fails with it.</exception>
    public Task<string> RunTaskAsync(PipelineTask task, Func<TaskContext, CancellationToken, Task> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(work);
        return _tasks.RunAsync(task, work, WorkFolder, cancellationToken);
    }
}
