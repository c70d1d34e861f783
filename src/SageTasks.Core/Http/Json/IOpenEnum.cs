namespace SageTasks.Http;

/// <summary>An enumeration that a server may extend at any time: text with known constants, so that a new value is carried and not lost.
/// <code>
/// [JsonConverter(typeof(OpenEnumJsonConverter&lt;TaskState&gt;))]
/// public readonly record struct TaskState(string Value) : IOpenEnum&lt;TaskState&gt;
/// {
///     public static TaskState Running { get; } = new("RUNNING");
///     public string Value { get; } = Value;
///     public static TaskState Create(string value) => new(value);
///     public override string ToString() => Value ?? "";
/// }
/// </code></summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IOpenEnum<TSelf>
    where TSelf : struct, IOpenEnum<TSelf>
{
    /// <summary>The server's own word; null in a default value, which stands for "not given".</summary>
    string? Value { get; }

    /// <summary>Makes a value from the server's word, known or not.</summary>
    static abstract TSelf Create(string value);
}
