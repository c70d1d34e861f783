using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>Takes in launches.</summary>
internal sealed partial class Launcher(
    TowerWorld world, RunRegistry runs, ComputeEnvRegistry environments, PipelineRegistry pipelines, RepositoryRegistry repositories, LabelRegistry labels,
    RunExecutor executor)
{
    /// <summary>Makes a run of a launch, or refuses it.</summary>
    /// <remarks>There is no idempotency key: whoever sends a launch twice has two runs, unless it resumes a session under one name.</remarks>
    public TowerRun Launch(LocalRequest request, TowerWorkspace workspace, LaunchRequest wanted)
    {
        var saved = wanted.Id is null ? null : pipelines.FindLaunch(workspace.Key, wanted.Id);
        var earlier = wanted.Id is null || saved is not null ? null : EarlierRun(workspace, wanted.Id);
        var pipeline = Repository(wanted);
        CheckPermissions(TowerWorld.Caller(request), workspace, wanted, saved, earlier);
        var launch = WithEnvironment(workspace, wanted, out var environmentProblem);
        var parameters = ParamsText.Read(launch.ParamsText);
        Refuse([.. environmentProblem, .. LaunchChecks.Problems(launch, world.Options), .. LaunchChecks.SchemaProblems(parameters, pipeline.Schema)]);
        var revision = launch.CommitId ?? launch.Revision;
        var commit = RepositoryRegistry.Resolve(pipeline, revision)
            ?? throw TowerAnswers.Bad($"Unknown revision '{revision}' of pipeline '{launch.Pipeline}'");
        TowerRun run;
        lock (world.Lock)
        {
            var session = Session(launch, earlier);
            var document = New(request, workspace, launch, session) with
            {
                Repository = RepositoryRegistry.Normalize(pipeline.Url),
                ProjectName = RepositoryRegistry.ProjectName(pipeline.Url),
                ManifestName = RepositoryRegistry.ProjectName(pipeline.Url),
                Revision = launch.Revision ?? RepositoryRegistry.DefaultRevision(pipeline),
                CommitId = commit,
                Params = Complete(parameters, pipeline.Schema),
                PipelineId = saved?.Id ?? earlier?.Document.PipelineId,
                ResumedFrom = launch.Resume == true ? earlier?.Document.Id : null,
            };
            run = runs.Add(document, RunCommit.Of(document));
        }

        executor.Start(run);
        return run;
    }

    private TowerRun EarlierRun(TowerWorkspace workspace, string launchId) =>
        runs.FindLaunch(launchId) is { Document.Deleted: false } run && run.Document.Workspace == workspace.Key ? run : throw TowerAnswers.Forbidden();

    private LocalPipeline Repository(LaunchRequest launch)
    {
        if (string.IsNullOrWhiteSpace(launch.Pipeline))
        {
            throw TowerAnswers.Bad("Missing pipeline repository");
        }

        return repositories.TryFind(launch.Pipeline, out var pipeline)
            ? pipeline
            : throw TowerAnswers.Bad($"Unknown pipeline repository or missing credentials: {launch.Pipeline}");
    }

    private void CheckPermissions(TowerCaller caller, TowerWorkspace workspace, LaunchRequest launch, PipelineDocument? saved, TowerRun? earlier)
    {
        var known = saved?.Launch.Pipeline ?? earlier?.Document.Repository;
        var isKnown = known is not null && RepositoryRegistry.Normalize(known) == RepositoryRegistry.Normalize(launch.Pipeline!);
        if (!isKnown && !caller.May(TowerPermission.ExecuteAnything))
        {
            throw TowerAnswers.ForbiddenBare();
        }

        if (launch.LabelIds is not { Count: > 0 } wanted)
        {
            return;
        }

        if (!caller.May(TowerPermission.WriteLabels))
        {
            throw TowerAnswers.ForbiddenBare();
        }

        labels.Combine(workspace, null, wanted, "apply");
        if (wanted.Any(id => labels.Get(workspace, id).Resource) && !caller.May(TowerPermission.WriteResourceLabels))
        {
            throw TowerAnswers.ForbiddenBare();
        }
    }

    private LaunchRequest WithEnvironment(TowerWorkspace workspace, LaunchRequest launch, out IEnumerable<(string, string)> problem)
    {
        var environment = launch.ComputeEnvId is { Length: > 0 } id ? environments.Find(workspace.Key, id) : environments.Primary(workspace.Key);
        problem = environment switch
        {
            null when launch.ComputeEnvId is { Length: > 0 } => [("COMPUTE_ENV_INVALID", $"Unknown compute environment '{launch.ComputeEnvId}'")],
            null => [("COMPUTE_ENV_INVALID", "Missing compute environment: the workspace has no primary one")],
            { Status: not ComputeEnvRegistry.Available } => [("COMPUTE_ENV_INVALID", $"Compute environment '{environment.Name}' is {environment.Status}")],
            _ => [],
        };
        return launch with
        {
            ComputeEnvId = environment?.Id,
            WorkDir = string.IsNullOrEmpty(launch.WorkDir) ? environment?.WorkDir : launch.WorkDir,
            RunName = string.IsNullOrEmpty(launch.RunName) ? RandomNames.Next() : launch.RunName,
        };
    }

    // One failure has the plain error; several have a list as well.
    private static void Refuse(List<(string Code, string Message)> problems)
    {
        if (problems.Count == 0)
        {
            return;
        }

        if (problems.Count == 1)
        {
            throw TowerAnswers.Bad(problems[0].Message);
        }

        var errors = problems.Select(p => (JsonNode)new JsonObject { ["code"] = p.Code, ["message"] = p.Message });
        throw new RefusalException(TowerAnswers.Json(
            new JsonObject { ["message"] = "The launch is blocked by several errors", ["errors"] = TowerAnswers.Array(errors) }, 400));
    }

    // A fresh launch gets a fresh session, whatever the client sends: only resuming reuses one.
    private string Session(LaunchRequest launch, TowerRun? earlier)
    {
        if (launch.Resume != true)
        {
            return TowerIds.Session();
        }

        if (string.IsNullOrEmpty(launch.SessionId))
        {
            throw TowerAnswers.Bad("Missing session ID: a resumed launch requires one");
        }

        if (earlier is not null)
        {
            CheckResume(launch, earlier);
        }

        var session = runs.OfSession(launch.SessionId);
        if (session.FirstOrDefault(r => TowerStatus.IsActive(r.Document.Status)) is { } active)
        {
            throw TowerAnswers.Bad($"Session ID '{launch.SessionId}' is already in use by workflow '{active.Document.Id}'");
        }

        return session.Any(r => Same(r.Document.RunName, launch.RunName))
            ? throw TowerAnswers.Bad($"Existing run name '{launch.RunName}' and session ID '{launch.SessionId}' combination")
            : launch.SessionId;
    }

    private static void CheckResume(LaunchRequest launch, TowerRun earlier)
    {
        var before = earlier.Document;
        if (!Same(before.SessionId, launch.SessionId))
        {
            throw TowerAnswers.Bad("The session ID of a resumed launch cannot be changed");
        }

        if (RepositoryRegistry.Normalize(launch.Pipeline!) != before.Repository)
        {
            throw TowerAnswers.Bad("The pipeline of a resumed launch cannot be changed");
        }

        if (launch.WorkDir?.TrimEnd('/') != before.Launch.WorkDir?.TrimEnd('/'))
        {
            throw TowerAnswers.Bad("The work directory of a resumed launch cannot be changed");
        }

        if (!earlier.HasStarted)
        {
            throw TowerAnswers.Bad($"Workflow '{before.Id}' never started and cannot be resumed");
        }
    }

    private RunDocument New(LocalRequest request, TowerWorkspace workspace, LaunchRequest launch, string session)
    {
        var caller = TowerWorld.Caller(request);
        var now = world.Clock.Shown;
        return new RunDocument
        {
            Id = TowerIds.Workflow(),
            Workspace = workspace.Key,
            OwnerId = caller.Id,
            UserName = caller.Name,
            RunName = launch.RunName!,
            SessionId = session,
            LaunchId = TowerIds.Long(),
            Status = TowerStatus.Submitted,
            Submit = now,
            LastUpdated = now,
            Launch = launch,
            ProjectName = "",
            Repository = "",
            LabelIds = launch.LabelIds,
            DatasetIds = DatasetIds(launch.ParamsText),
            HiddenUntil = request.TryDraw(FaultKind.HideFromLists, out var hidden) ? world.Clock.True + hidden.Value.Wait : null,
        };
    }

    private static List<string>? DatasetIds(string? text) =>
        text is null ? null : [.. DatasetUrl().Matches(text).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    // What Nextflow reports are all of its parameters, defaults included.
    private static JsonElement? Complete(JsonElement? parameters, string? schema)
    {
        if (schema is null)
        {
            return parameters;
        }

        var all = Reserializer.Defaults(schema);
        foreach (var property in parameters?.EnumerateObject() ?? default)
        {
            all[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        }

        return JsonSerializer.Deserialize(all.ToJsonString(), TestingJson.Default.JsonElement);
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("/datasets/([0-9A-Za-z]+)/v/", RegexOptions.None, 30_000)]
    private static partial Regex DatasetUrl();
}
