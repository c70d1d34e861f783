using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>An input that an app declares.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Type">Its type without the null that makes it optional.</param>
/// <param name="IsRequired">Whether a task must set it.</param>
internal sealed record AppInput(string Id, JsonNode Type, bool IsRequired)
{
    public bool IsArray => ArrayItems(Type) is not null;

    /// <summary>Whether a value is of the type. What the types do not tell is let through.</summary>
    public bool Accepts(JsonNode? value) => Accepts(Type, value);

    private static bool Accepts(JsonNode type, JsonNode? value) => type switch
    {
        JsonArray union => union.Any(one => one is not null && Accepts(one, value)),
        _ when ArrayItems(type) is { } items => value is JsonArray array && array.All(item => Accepts(items, item)),
        JsonObject complex => (string?)complex["type"] switch
        {
            "record" => value is JsonObject,
            "enum" => value is JsonValue text && text.TryGetValue<string>(out _),
            { } name => Accepts(JsonValue.Create(name), value),
            null => true,
        },
        _ => AcceptsName((string)type!, value),
    };

    private static bool AcceptsName(string name, JsonNode? value) => name.TrimEnd('?') switch
    {
        "null" => value is null,
        "File" => IsOfClass(value, "File"),
        "Directory" => IsOfClass(value, "Directory"),
        "string" => value?.GetValueKind() == System.Text.Json.JsonValueKind.String,
        "int" or "long" or "float" or "double" => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number,
        "boolean" => value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        _ => true,
    };

    private static bool IsOfClass(JsonNode? value, string name) => value is JsonObject item && (string?)item["class"] == name;

    private static JsonNode? ArrayItems(JsonNode type) => type switch
    {
        JsonObject complex when (string?)complex["type"] == "array" => complex["items"],
        JsonValue value when value.TryGetValue<string>(out var name) && name.TrimEnd('?').EndsWith("[]", StringComparison.Ordinal) => name.TrimEnd('?')[..^2],
        _ => null,
    };
}
