using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing;

public sealed partial class LocalTes
{
    private const string DoesNothing = """{"executors":[{"image":"alpine","command":["true"]}]}""";

    /// <summary>Adds a user, and answers with the user's token.</summary>
    /// <param name="name">The user's name.</param>
    /// <param name="tenant">Where the user belongs.</param>
    public string AddUser(string name, string tenant)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant);
        return _gate.Add(new TesCaller(name, tenant));
    }

    /// <summary>All tasks that the server has, in the order in which they came; expired ones are not there.</summary>
    public IReadOnlyList<LocalTesTask> Tasks => [.. _tasks.All.Select(entry => LocalTesTask.Of(entry.Document))];

    /// <summary>
    /// Takes a task to another state, and ends its execution unless the task goes on in that state. This is how tasks go on whose simulation
    /// waits to be told, and how a test lets one fail.
    /// </summary>
    /// <param name="taskId">The task.</param>
    /// <param name="state">The state, a value of <see cref="LocalTesState"/>; anything else plays a server of the future.</param>
    /// <param name="exitCode">The exit code in the logs of its commands; null for what goes with the state.</param>
    /// <param name="stderr">What its commands said on standard error.</param>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public void SetState(string taskId, string state, int? exitCode = null, string? stderr = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(state);
        var entry = Find(taskId);
        _tasks.Advance(entry, _ => true, task => TaskEnd.Of(task, state, _world.Clock.Shown, exitCode, stderr));
        if (!LocalTesState.IsActive(state))
        {
            entry.Stop.Cancel();
        }
    }

    /// <summary>Puts a task there as if it had been before; nothing is executed, and the journal has no word of it.</summary>
    /// <param name="task">The task.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">Its JSON is no task.</exception>
    public string AddPastTask(PastTesTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var request = Parse(task.Json ?? DoesNothing);
        request = request with
        {
            Name = task.Name ?? request.Name,
            Tags = task.Tags?.ToDictionary(tag => tag.Key, tag => (string?)tag.Value, StringComparer.Ordinal) ?? request.Tags,
        };
        return Stage(request, task.State, task.CreationTime, isPast: true);
    }

    /// <summary>Sends a task once more as a person does who copies it: tags and all, changed by hand.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="change">What is changed in the task as JSON; null for nothing.</param>
    /// <returns>The id of the new task, which is queued and not executed: <see cref="SetState"/> moves it on.</returns>
    /// <exception cref="ArgumentException">There is no such task, or what was made of it is none.</exception>
    public string CloneTask(string taskId, Action<JsonObject>? change = null)
    {
        var copy = JsonSerializer.SerializeToNode(Find(taskId).Document.Task, TesJson.Default.TesTask)!.AsObject();
        change?.Invoke(copy);
        return Stage(Parse(copy.ToJsonString()), LocalTesState.Queued, null, isPast: false);
    }

    /// <summary>Lets a task vanish, as old ones do.</summary>
    /// <param name="taskId">The task.</param>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public void Expire(string taskId)
    {
        var entry = Find(taskId);
        entry.Stop.Cancel();
        _tasks.Expire(entry);
    }

    private static TesTask Parse(string json)
    {
        try
        {
            var task = JsonSerializer.Deserialize(json, TesJson.Default.TesTask);
            var problem = task is null ? "null" : TaskChecks.Problem(task);
            return problem is null ? task! : throw new ArgumentException($"The JSON is no task: {problem}", nameof(json));
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The JSON is no task: {e.Message}", nameof(json), e);
        }
    }

    private string Stage(TesTask task, string state, DateTimeOffset? created, bool isPast)
    {
        var now = _world.Clock.Shown;
        var entry = _tasks.Add(
            sequence =>
            {
                var document = new TesTaskDocument
                {
                    Id = _world.Dialect.NewId(task, created ?? now, unordered: false),
                    Sequence = sequence,
                    State = LocalTesState.Queued,
                    CreationTime = created ?? now,
                    Task = task with { Id = null },
                    Owner = _world.Options.UserName,
                    Tenant = _world.Options.Tenant,
                    IsStaged = true,
                };
                return TaskEnd.Of(document, state, created ?? now);
            },
            isPast);
        return entry.Document.Id;
    }

    private TesTaskEntry Find(string taskId)
    {
        ArgumentException.ThrowIfNullOrEmpty(taskId);
        return _tasks.TryFind(taskId, out var entry) ? entry : throw new ArgumentException($"There is no task '{taskId}'.", nameof(taskId));
    }
}
