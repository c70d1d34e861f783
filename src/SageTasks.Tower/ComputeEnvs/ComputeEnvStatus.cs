using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Whether a compute environment can be used. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<ComputeEnvStatus>))]
public readonly record struct ComputeEnvStatus(string? Value) : IOpenEnum<ComputeEnvStatus>
{
    /// <summary>Is being made.</summary>
    public static ComputeEnvStatus Creating { get; } = new("CREATING");

    /// <summary>Can be used.</summary>
    public static ComputeEnvStatus Available { get; } = new("AVAILABLE");

    /// <summary>Is switched off.</summary>
    public static ComputeEnvStatus Disabled { get; } = new("DISABLED");

    /// <summary>Is being deleted.</summary>
    public static ComputeEnvStatus Deleting { get; } = new("DELETING");

    /// <summary>Could not be made.</summary>
    public static ComputeEnvStatus Errored { get; } = new("ERRORED");

    /// <summary>Its credentials or resources are gone.</summary>
    public static ComputeEnvStatus Invalid { get; } = new("INVALID");

    /// <summary>Is deleted.</summary>
    public static ComputeEnvStatus Deleted { get; } = new("DELETED");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static ComputeEnvStatus Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
