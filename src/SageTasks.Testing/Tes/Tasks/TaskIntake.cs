using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>Takes in tasks, or refuses them.</summary>
internal sealed class TaskIntake(TesWorld world, TaskRegistry tasks)
{
    /// <summary>Makes a task of a request. There is no idempotency: whoever sends one twice has two tasks.</summary>
    public TesTaskEntry Take(LocalRequest request)
    {
        var dialect = world.Dialect;
        var task = Read(request);
        dialect.Check(request, task);
        var kept = Supported(request, dialect.Keep(task), out var warnings);
        kept = dialect.AddsSubmitterTags ? SubmitterTags.Add(kept) : kept;
        var caller = request.Caller as TesCaller;
        var id = dialect.NewId(kept, world.Clock.Shown, request.Draws(FaultKind.UnorderedIds));
        return tasks.Add(sequence => new TesTaskDocument
        {
            Id = id,
            Sequence = sequence,
            State = LocalTesState.Queued,
            CreationTime = world.Clock.Shown,
            Task = kept with { Id = null },
            Owner = caller?.Name,
            Tenant = caller?.Tenant,
            Logs = warnings is null ? null : [new TesTaskLog { SystemLogs = [warnings] }],
            HiddenUntil = request.TryDraw(FaultKind.HideFromLists, out var hidden) ? world.Clock.True + hidden.Value.Wait : null,
        });
    }

    private TesTask Read(LocalRequest request)
    {
        try
        {
            return request.ReadJson((world.Dialect.RefusesUnknownProperties ? TesJson.Strict : TesJson.Default).TesTask)
                ?? throw world.Dialect.Refuse(request, 400, "There is no task in the body.");
        }
        catch (JsonException e)
        {
            throw new RefusalException(world.Dialect.BadJson(request, e));
        }
    }

    // Keys are compared without their case; what is not supported is not stored.
    private TesTask Supported(LocalRequest request, TesTask task, out string? warning)
    {
        warning = null;
        if (task.Resources?.BackendParameters is not { } parameters)
        {
            return task;
        }

        var unknown = parameters.Keys.Where(key => !world.BackendParameters.Contains(key, StringComparer.OrdinalIgnoreCase)).ToList();
        if (unknown.Count == 0)
        {
            return task;
        }

        warning = $"Unsupported backend_parameters: {string.Join(", ", unknown)}. Supported: {string.Join(", ", world.BackendParameters)}.";
        return task.Resources.BackendParametersStrict == true
            ? throw world.Dialect.Refuse(request, 400, warning)
            : task with
            {
                Resources = task.Resources with { BackendParameters = parameters.Where(pair => !unknown.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal) },
            };
    }
}
