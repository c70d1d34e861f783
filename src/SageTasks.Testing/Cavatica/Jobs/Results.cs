using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Writes what became of a job's items.</summary>
internal static class Results
{
    public static JsonObject Write(CavaticaCall call, FileBook files, JobResult result) => result.Error is { } error
        ? new JsonObject { ["error"] = error.DeepClone() }
        : new JsonObject { ["resource"] = result.File is { } id ? Resource(call, files, id) : new JsonObject() };

    private static JsonObject Resource(CavaticaCall call, FileBook files, string id) => files.Table.Find(id) is { } file
        ? FileJson.Write(call, file)
        : new JsonObject { ["href"] = call.Href($"/files/{id}"), ["id"] = id };
}
