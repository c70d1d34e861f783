using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>Writes a launch as the API shows it.</summary>
internal static class LaunchJson
{
    /// <summary>The fields that every kind of launch shows.</summary>
    public static JsonObject Of(LaunchRequest launch, string id, JsonNode? computeEnv, DateTimeOffset created) => new()
    {
        ["id"] = id,
        ["computeEnv"] = computeEnv,
        ["pipeline"] = launch.Pipeline,
        ["workDir"] = launch.WorkDir,
        ["revision"] = launch.Revision,
        ["commitId"] = launch.CommitId,
        ["configText"] = launch.ConfigText,
        ["towerConfig"] = launch.TowerConfig,
        ["paramsText"] = launch.ParamsText,
        ["preRunScript"] = launch.PreRunScript,
        ["postRunScript"] = launch.PostRunScript,
        ["mainScript"] = launch.MainScript,
        ["entryName"] = launch.EntryName,
        ["schemaName"] = launch.SchemaName,
        ["pipelineSchemaId"] = launch.PipelineSchemaId,
        ["resume"] = launch.Resume ?? false,
        ["pullLatest"] = launch.PullLatest ?? false,
        ["stubRun"] = launch.StubRun ?? false,
        ["sessionId"] = launch.SessionId,
        ["configProfiles"] = launch.ConfigProfiles is { } profiles ? TowerAnswers.Array(profiles) : null,
        ["userSecrets"] = TowerAnswers.Array(launch.UserSecrets ?? []),
        ["workspaceSecrets"] = TowerAnswers.Array(launch.WorkspaceSecrets ?? []),
        ["optimizationId"] = launch.OptimizationId,
        ["optimizationTargets"] = launch.OptimizationTargets,
        ["headJobCpus"] = launch.HeadJobCpus,
        ["headJobMemoryMb"] = launch.HeadJobMemoryMb,
        ["nextflowVersion"] = launch.NextflowVersion,
        ["syntaxParser"] = launch.SyntaxParser,
        ["outputDir"] = launch.OutputDir,
        ["dateCreated"] = TowerAnswers.Date(created),
    };

    /// <summary>The launch of a run, with what resuming it needs.</summary>
    public static JsonObject OfRun(TowerRun run, JsonNode? computeEnv)
    {
        var d = run.Document;
        var json = Of(d.Launch, d.LaunchId, computeEnv, d.Submit);
        json["sessionId"] = d.SessionId;
        json["pipelineId"] = d.PipelineId;
        json["resumeDir"] = d.Launch.WorkDir;
        json["resumeCommitId"] = run.HasStarted ? d.CommitId : null;
        return json;
    }
}
