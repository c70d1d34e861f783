using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>A task that was there before, put into a <see cref="LocalCavatica"/> without executing anything.</summary>
public sealed record PastCavaticaTask
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The project that it is in.</summary>
    public required string Project { get; init; }

    /// <summary>The app with its revision; it need not be there.</summary>
    public required string App { get; init; }

    /// <summary>Its description.</summary>
    public string? Description { get; init; }

    /// <summary>Its state, see <see cref="LocalCavaticaStatus"/>; anything else plays a server of the future.</summary>
    public string Status { get; init; } = LocalCavaticaStatus.Completed;

    /// <summary>Its inputs, a JSON object.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>When it was made; null for now.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>Who made it; null for the options' user.</summary>
    public string? CreatedBy { get; init; }
}
