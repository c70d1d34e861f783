using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>How much of a task the server shows. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<TesView>))]
public readonly record struct TesView(string? Value) : IOpenEnum<TesView>
{
    /// <summary>Id and state.</summary>
    public static TesView Minimal { get; } = new("MINIMAL");

    /// <summary>All but the executors' output, contents of inputs and the system's logs.</summary>
    public static TesView Basic { get; } = new("BASIC");

    /// <summary>All.</summary>
    public static TesView Full { get; } = new("FULL");

    /// <summary>The server's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the server's word, known or not.</summary>
    public static TesView Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
