using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>A version of Nextflow's syntax parser. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<NextflowSyntaxParser>))]
public readonly record struct NextflowSyntaxParser(string? Value) : IOpenEnum<NextflowSyntaxParser>
{
    /// <summary>The first.</summary>
    public static NextflowSyntaxParser V1 { get; } = new("v1");

    /// <summary>The strict one.</summary>
    public static NextflowSyntaxParser V2 { get; } = new("v2");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static NextflowSyntaxParser Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
