using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Answers of bulk operations: 200, with a result or a refusal for each item.</summary>
internal static class Bulk
{
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
}
