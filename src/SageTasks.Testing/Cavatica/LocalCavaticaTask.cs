using System.Text.Json;
using SageTasks.Testing.Cavatica;

namespace SageTasks.Testing;

/// <summary>A task as the server really has it, whatever its answers show.</summary>
public sealed record LocalCavaticaTask
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, which need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>Its description.</summary>
    public string? Description { get; init; }

    /// <summary>Its state as Cavatica writes it, see <see cref="LocalCavaticaStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was made, by the server's clock.</summary>
    public required DateTimeOffset CreatedTime { get; init; }

    /// <summary>The project that it is in.</summary>
    public required string Project { get; init; }

    /// <summary>The app with its revision.</summary>
    public required string App { get; init; }

    /// <summary>The batch task that it is a part of.</summary>
    public string? Parent { get; init; }

    /// <summary>The inputs as they were sent, without those that are unset.</summary>
    public required JsonElement Inputs { get; init; }

    internal static LocalCavaticaTask Of(SbgTask task) => new()
    {
        Id = task.Id,
        Name = task.Name,
        Description = task.Description,
        Status = task.Status,
        CreatedTime = task.CreatedTime,
        Project = task.Project,
        App = task.App,
        Parent = task.Parent,
        Inputs = JsonDocument.Parse(task.Inputs.ToJsonString()).RootElement,
    };
}
