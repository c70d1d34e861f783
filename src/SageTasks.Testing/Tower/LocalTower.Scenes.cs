namespace SageTasks.Testing;

public sealed partial class LocalTower
{
    /// <summary>Adds a user, who has one role everywhere, and answers with the user's token.</summary>
    /// <param name="name">The user's name.</param>
    /// <param name="role">What the user may do.</param>
    public string AddUser(string name, TowerRole role)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var token = TowerIds.Token();
        _environments.Seed(_world.People.Personal(_world.People.AddUser(name, role, token)));
        return token;
    }

    /// <summary>Adds a workspace with a primary compute environment <c>local</c>, and answers with its id.</summary>
    /// <param name="organization">The organisation, which is made when it is new.</param>
    /// <param name="name">The workspace.</param>
    public long AddWorkspace(string organization, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(organization);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var workspace = _world.People.AddWorkspace(organization, name);
        _environments.Seed(workspace);
        return workspace.Key;
    }

    /// <summary>Puts a run into the first workspace as if it had been there before; nothing is executed, and the journal has no word of it.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Its id.</returns>
    public string AddPastRun(PastRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var submit = run.Submit ?? _world.Clock.Shown;
        var document = new RunDocument
        {
            Id = TowerIds.Workflow(),
            Workspace = _workspace.Key,
            OwnerId = _owner.Id,
            UserName = _owner.Name,
            RunName = run.RunName,
            SessionId = run.SessionId ?? TowerIds.Session(),
            LaunchId = TowerIds.Long(),
            IsStaged = true,
            Status = run.Status,
            Submit = submit,
            Start = run.Status == TowerStatus.Submitted ? null : submit,
            Complete = TowerStatus.IsActive(run.Status) ? null : submit,
            LastUpdated = submit,
            Launch = new LaunchRequest
            {
                Pipeline = run.Pipeline,
                Revision = run.Revision,
                ParamsText = run.ParamsText,
                ConfigProfiles = run.ConfigProfiles,
                ComputeEnvId = ComputeEnvId,
                WorkDir = _environments.Primary(_workspace.Key)?.WorkDir,
                RunName = run.RunName,
            },
            Repository = RepositoryRegistry.Normalize(run.Pipeline),
            ProjectName = RepositoryRegistry.ProjectName(run.Pipeline),
            ManifestName = RepositoryRegistry.ProjectName(run.Pipeline),
            Revision = run.Revision,
            CommitId = _repositories.TryFind(run.Pipeline, out var pipeline) ? RepositoryRegistry.Resolve(pipeline, run.Revision) : null,
            Params = ParamsText.Read(run.ParamsText),
        };
        lock (_world.Lock)
        {
            _runs.AddPast(document);
        }

        return document.Id;
    }

    /// <summary>
    /// Takes a run to another state and ends its execution unless that state is <see cref="TowerStatus.Running"/>. This is how runs go on
    /// whose simulation waits to be told, and how a test lets a head job fail or get lost.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="status">The state, a value of <see cref="TowerStatus"/>; anything else plays a server of the future.</param>
    /// <param name="errorMessage">The error that it shows.</param>
    /// <exception cref="ArgumentException">There is no such run.</exception>
    public void SetStatus(string runId, string status, string? errorMessage = null)
    {
        var run = Find(runId);
        _runs.Advance(run, _ => true, d => d with
        {
            Status = status,
            Start = d.Start ?? (status is TowerStatus.Submitted or TowerStatus.Cancelled ? null : _world.Clock.Shown),
            Complete = TowerStatus.IsActive(status) ? null : _world.Clock.Shown,
            ErrorMessage = errorMessage,
        });
        if (!TowerStatus.IsActive(status))
        {
            run.Stop.Cancel();
        }
    }

    /// <summary>All runs that the server has, in the order in which they came; deleted and vanished ones are not there.</summary>
    public IReadOnlyList<LocalRun> Runs => [.. _runs.All.Select(r => r.Document).Where(d => !d.Deleted).Select(LocalRun.Of)];

    /// <summary>
    /// Launches a run once more as a person does in the browser: with its name, in a session of its own, with the parameters changed
    /// by hand.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="paramsText">Other parameters; null keeps those of the run.</param>
    /// <returns>The id of the new run, which is submitted and not executed: <see cref="SetStatus"/> moves it on.</returns>
    /// <exception cref="ArgumentException">There is no such run.</exception>
    public string CloneRun(string runId, string? paramsText = null)
    {
        var source = Find(runId).Document;
        var launch = source.Launch with { ParamsText = paramsText ?? source.Launch.ParamsText };
        var clone = source with
        {
            Id = TowerIds.Workflow(),
            SessionId = TowerIds.Session(),
            LaunchId = TowerIds.Long(),
            IsStaged = true,
            Status = TowerStatus.Submitted,
            Submit = _world.Clock.Shown,
            LastUpdated = _world.Clock.Shown,
            Start = null,
            Complete = null,
            ExitStatus = null,
            ErrorMessage = null,
            ErrorReport = null,
            HiddenUntil = null,
            Launch = launch,
            Params = ParamsText.Read(launch.ParamsText),
        };
        lock (_world.Lock)
        {
            _runs.Add(clone, RunCommit.Of(clone));
        }

        return clone.Id;
    }

    /// <summary>Lets a run vanish, as old ones do when the history is full.</summary>
    /// <param name="runId">The run.</param>
    /// <exception cref="ArgumentException">There is no such run.</exception>
    public void Expire(string runId)
    {
        var run = Find(runId);
        run.Stop.Cancel();
        _runs.Expire(run);
    }

    private TowerRun Find(string runId)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        return _runs.TryFind(runId, out var run) ? run : throw new ArgumentException($"There is no run '{runId}'.", nameof(runId));
    }
}
