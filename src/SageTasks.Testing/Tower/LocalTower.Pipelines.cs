namespace SageTasks.Testing;

public sealed partial class LocalTower
{
    /// <summary>Registers a repository, so that it can be launched. Runs of it that were interrupted by the end of a process go on.</summary>
    /// <param name="pipeline">The repository and what its runs do.</param>
    public void AddPipeline(LocalPipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentException.ThrowIfNullOrWhiteSpace(pipeline.Url);
        _repositories.Add(pipeline);
        foreach (var run in _runs.Active)
        {
            _executor.Start(run);
        }
    }

    /// <summary>Registers a repository whose runs are done by code in this process.</summary>
    /// <param name="url">The repository, such as <c>https://github.com/nf-core/rnaseq</c>.</param>
    /// <param name="run">What a run does.</param>
    public void AddPipeline(string url, Func<PipelineContext, CancellationToken, Task> run) => AddPipeline(new LocalPipeline { Url = url, Run = run });

    /// <summary>Registers a repository whose runs are one program each. It finds its parameters in the file <c>params.json</c> of its folder.</summary>
    /// <param name="url">The repository.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public void AddPipeline(string url, string program, IReadOnlyList<string> arguments) => AddPipeline(url, (context, cancellationToken) =>
        context.RunTaskAsync(
            new PipelineTask { Process = "MAIN", Script = $"{program} {string.Join(' ', arguments)}", Inputs = [context.Parameters.GetRawText()] },
            (task, stop) => ProgramPipeline.RunAsync(context, task, program, arguments, stop),
            cancellationToken));

    /// <summary>Lets every repository that nobody registered be launched in any revision, as a run that does nothing.</summary>
    /// <param name="simulation">How such runs go.</param>
    public void SimulateUnknownPipelines(SimulatedRun simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        _repositories.Fallback = url => new LocalPipeline { Url = url, Simulation = simulation, HasAnyRevision = true };
        foreach (var run in _runs.Active)
        {
            _executor.Start(run);
        }
    }

    /// <summary>Saves a pipeline on the Launchpad of the first workspace, unless one of that name is there.</summary>
    /// <param name="name">Its name there.</param>
    /// <param name="url">Its repository.</param>
    /// <param name="revision">The revision that it launches.</param>
    /// <param name="paramsText">The parameters that it starts from.</param>
    /// <returns>Its id.</returns>
    public long SavePipeline(string name, string url, string? revision = null, string? paramsText = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(url);
        lock (_world.Lock)
        {
            var existing = _pipelines.In(_workspace.Key).FirstOrDefault(p => p.Name == name);
            return existing?.Id ?? _pipelines.Save(new PipelineDocument
            {
                Id = _world.NextNumber(),
                Workspace = _workspace.Key,
                Name = name,
                Launch = new LaunchRequest { Pipeline = url, Revision = revision, ParamsText = paramsText, ComputeEnvId = _environments.Primary(_workspace.Key)?.Id },
                LaunchId = TowerIds.Long(),
                UserId = _owner.Id,
                UserName = _owner.Name,
                DateCreated = _world.Clock.Shown,
                LastUpdated = _world.Clock.Shown,
            }).Id;
        }
    }
}
