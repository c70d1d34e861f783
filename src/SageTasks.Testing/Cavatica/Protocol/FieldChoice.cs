using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The part of a resource that a client asks for: <c>fields=id,name</c>, <c>fields=_all</c>, <c>fields=resource.id</c>.</summary>
internal sealed class FieldChoice(IReadOnlyList<string>? names)
{
    private const string Everything = "_all";

    /// <summary>What the request asks for, or else what such an answer shows by itself; null for all.</summary>
    public static FieldChoice Of(LocalRequest request, IReadOnlyList<string>? otherwise)
    {
        var asked = request.Query.TryGetValue("fields", out var values)
            ? values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList()
            : [];
        return asked.Contains(Everything, StringComparer.Ordinal) ? new FieldChoice(null) : new FieldChoice(asked.Count > 0 ? asked : otherwise);
    }

    public JsonObject Pick(JsonObject source)
    {
        if (names is null)
        {
            return source;
        }

        var picked = new JsonObject();
        foreach (var (name, value) in source)
        {
            var inner = names.Where(wanted => wanted.StartsWith($"{name}.", StringComparison.Ordinal)).Select(wanted => wanted[(name.Length + 1)..]).ToList();
            if (names.Contains(name, StringComparer.Ordinal))
            {
                picked[name] = value?.DeepClone();
            }
            else if (inner.Count > 0 && value is JsonObject nested)
            {
                picked[name] = new FieldChoice(inner).Pick((JsonObject)nested.DeepClone());
            }
        }

        return picked;
    }
}
