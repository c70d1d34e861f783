using System.Globalization;
using System.Text.Json.Nodes;
using SageTasks.Runs;

namespace SageTasks.Cavatica;

/// <summary>Pins a request's app to a revision and holds its inputs against the app's CWL, before anything is made.</summary>
internal sealed class TaskResolver(CavaticaClient client, CavaticaRunsOptions options, TimeProvider time)
{
    private readonly FreshValues<App> _apps = new(options.TrustTime, time);

    public async Task<PreparedRun<TaskRequest>> PrepareAsync(TaskRequest request, CancellationToken cancellationToken)
    {
        Require(request, Shape(request).ToList());
        var app = await _apps.GetAsync(request.App, token => client.GetAppAsync(request.App, cancellationToken: token), cancellationToken).ConfigureAwait(false);
        var pinned = request with { App = Pin(request.App, app), Name = string.IsNullOrWhiteSpace(request.Name) ? app.Name ?? request.App.Split('/')[2] : request.Name.Trim() };
        var inputs = app.Raw is { } raw ? AppInputs.Of(raw) : null;
        var batch = pinned.BatchInput is null ? AppBatch.Of(app.Raw) : null;
        Require(request, options.CheckInputs && inputs is not null ? inputs.Check(pinned.Inputs ?? [], pinned.BatchInput ?? batch?.Input) : []);
        return new PreparedRun<TaskRequest>
        {
            Request = pinned,
            Service = $"cavatica:{options.Service ?? CavaticaHosts.NameOf(client.Endpoint)}/{request.Project}",
            DeclaredDefaults = Defaults(inputs, batch),
        };
    }

    private IEnumerable<string> Shape(TaskRequest request)
    {
        if (request.Project?.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
        {
            yield return $"Project is '{request.Project}', and a project's id reads owner/short-name";
        }
        else if (options.Project is { } own && own != request.Project)
        {
            yield return $"Project is '{request.Project}', and these runs are guarded in {own}: make {nameof(CavaticaRuns)} of that project";
        }

        if (request.App?.Split('/') is not { Length: 3 or 4 } parts || parts.Any(part => part.Length == 0))
        {
            yield return $"App is '{request.App}', and an app's id reads owner/project/app, with or without /revision";
        }

        if (request.BatchInput is null != request.BatchBy is null)
        {
            yield return "BatchInput and BatchBy go together: give both or neither";
        }

        if (request.BatchBy is { Criteria: not { Count: > 0 } } by && by.Type == BatchType.Criteria)
        {
            yield return "BatchBy: a batch by criteria needs Criteria, such as metadata.sample_id";
        }

        foreach (var (name, value) in request.Inputs ?? [])
        {
            if (TaskForms.HasSecondaryFiles(value))
            {
                yield return $"{name}: a file names secondaryFiles, which the platform finds itself beside the file, by the patterns of the app: leave them out, or give them an input of their own";
            }
        }

        if (request.Description?.Contains(TaskMarks.Prefix, StringComparison.Ordinal) == true)
        {
            yield return $"Description holds '{TaskMarks.Prefix}', which is the guard's own mark: leave it out; for work of an identity of its own, give the plan an OwnKey";
        }
    }

    private static string Pin(string id, App app)
    {
        if (id.Split('/').Length == 4)
        {
            return id;
        }

        return app.Revision is { } revision
            ? string.Create(CultureInfo.InvariantCulture, $"{id}/{revision}")
            : throw new InvalidDataException($"{CavaticaApi.Name} does not say which revision of {id} is the latest: name one.");
    }

    // The platform writes the defaults of the app's inputs, and its way to batch, into a task that leaves them out.
    private static CanonicalRequest? Defaults(AppInputs? inputs, AppBatch? batch)
    {
        var fields = new JsonObject();
        var defaults = new JsonObject(inputs?.Inputs.Where(input => input.Default is not null).Select(input => KeyValuePair.Create(input.Id, input.Default?.DeepClone())) ?? []);
        if (defaults.Count > 0)
        {
            fields[CanonicalRequest.Parameters] = TaskForms.Inputs(defaults);
        }

        if (batch is not null)
        {
            (fields["batch_input"], fields["batch_by"]) = (batch.Input, TaskForms.Batch(batch.By));
        }

        return fields.Count == 0 ? null : new CanonicalRequest { Fields = fields };
    }

    private static void Require(TaskRequest request, IReadOnlyList<string> violations)
    {
        if (violations.Count > 0)
        {
            throw new TaskRefusedException(request.Name, violations);
        }
    }
}
