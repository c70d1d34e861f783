using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Tower;

/// <summary>Reads where a run put its results, for the run that comes next. The API lists no result files; a pipeline says in a parameter
/// where it puts them.</summary>
public class RunOutputs
{
    private readonly TowerClient _client;

    /// <summary>Outputs of the runs of a client's workspace.</summary>
    public RunOutputs(TowerClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>The effective name and output directory of a run that has succeeded
    /// (<c>GET /workflow/{workflowId}</c>, <c>GET /workflow/{workflowId}/launch</c>).</summary>
    /// <param name="workflowId">The run's id.</param>
    /// <param name="parameter">The parameter that names the output directory.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="InvalidOperationException">The run has not succeeded, or does not say where its results are.</exception>
    public virtual async Task<RunOutput> ReadAsync(string workflowId, string parameter = "outdir", CancellationToken cancellationToken = default)
    {
        var run = (await _client.GetRunAsync(workflowId, cancellationToken).ConfigureAwait(false)).Workflow;
        if (run.Status != WorkflowStatus.Succeeded)
        {
            throw new InvalidOperationException($"The run {workflowId} ({run.RunName}) is {run.Status?.Value ?? "in no known state"}; its results are complete only when it has succeeded.");
        }

        var launch = await _client.GetRunLaunchAsync(workflowId, cancellationToken).ConfigureAwait(false);
        var parameters = Read(launch?.ParamsText);
        var directory = Text(parameters, parameter) ?? CanonicalLaunch.Given(launch?.OutputDir) ?? Resolved(run.Params, parameter)
            ?? throw new InvalidOperationException($"The run {workflowId} ({run.RunName}) has no parameter '{parameter}' and no output directory, so where its results are is not known.");
        return new RunOutput
        {
            WorkflowId = run.Id,
            RunName = run.RunName ?? throw new InvalidOperationException($"The run {workflowId} has no name yet."),
            OutputDirectory = directory,
            Parameters = parameters,
        };
    }

    private static JsonObject? Read(string? text) => string.IsNullOrWhiteSpace(text) ? null : LaunchParameters.FromText(text);

    private static string? Text(JsonObject? parameters, string name) =>
        parameters?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? CanonicalLaunch.Given(text) : null;

    private static string? Resolved(JsonElement? parameters, string name) =>
        parameters is { ValueKind: JsonValueKind.Object } all && all.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? CanonicalLaunch.Given(value.GetString())
            : null;
}
