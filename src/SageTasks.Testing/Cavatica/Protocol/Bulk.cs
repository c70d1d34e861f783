using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Bulk operations: at most a hundred items, an answer of 200, and in it a result or a refusal for each item.</summary>
internal static class Bulk
{
    private const int Largest = 100;

    public static LocalAnswer Answer<T>(CavaticaCall call, IEnumerable<T> items, Func<T, JsonObject> handle)
    {
        var fields = FieldChoice.Of(call.Request, null);
        return CavaticaCall.Json(new JsonObject { ["items"] = new JsonArray([.. items.Select(item => fields.Pick(One(item, handle)))]) });
    }

    /// <summary>One item's result.</summary>
    public static JsonObject One<T>(T item, Func<T, JsonObject> handle)
    {
        try
        {
            return new JsonObject { ["resource"] = handle(item) };
        }
        catch (RefusalException refusal)
        {
            return new JsonObject { ["error"] = CavaticaErrors.Body(refusal) };
        }
    }

    /// <summary>The ids that a body lists.</summary>
    public static IReadOnlyList<string> Ids(CavaticaCall call, string name) =>
        Few(call.Texts(name) ?? throw CavaticaErrors.Bad($"'{name}' is missing."));

    /// <summary>The items that a body lists.</summary>
    public static IReadOnlyList<JsonObject> Items(CavaticaCall call) => call.Body["items"] is JsonArray items && items.All(item => item is JsonObject)
        ? Few<JsonObject>([.. items.OfType<JsonObject>()])
        : throw CavaticaErrors.Bad("'items' is no list of objects.");

    private static IReadOnlyList<T> Few<T>(IReadOnlyList<T> items) => items.Count is > 0 and <= Largest
        ? items
        : throw CavaticaErrors.Bad($"There are {items.Count} items; a bulk operation takes 1 to {Largest}.");
}
