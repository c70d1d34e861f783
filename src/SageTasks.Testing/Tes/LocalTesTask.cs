using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>A task as the server really has it, whatever its answers show.</summary>
public sealed record LocalTesTask
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, which need not be unique.</summary>
    public string? Name { get; init; }

    /// <summary>Its state as TES writes it, see <see cref="LocalTesState"/>.</summary>
    public required string State { get; init; }

    /// <summary>When it was created, by the server's clock.</summary>
    public required DateTimeOffset CreationTime { get; init; }

    /// <summary>Its tags, with those that the server added.</summary>
    public IReadOnlyDictionary<string, string?> Tags { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>What was asked for.</summary>
    public required JsonElement Request { get; init; }

    internal static LocalTesTask Of(TesTaskDocument task) => new()
    {
        Id = task.Id,
        Name = task.Task.Name,
        State = task.State,
        CreationTime = task.CreationTime,
        Tags = task.Task.Tags ?? new Dictionary<string, string?>(StringComparer.Ordinal),
        Request = JsonSerializer.SerializeToElement(task.Task, TesJson.Default.TesTask),
    };
}
