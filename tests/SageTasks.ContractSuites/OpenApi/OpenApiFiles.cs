using System.Text.Json.Nodes;
using SageTasks.Testing;

namespace SageTasks.ContractSuites;

/// <summary>Reads OpenAPI documents, YAML or JSON.</summary>
internal static class OpenApiFiles
{
    /// <summary>A document, and in it the schemas of others that it refers to by their addresses.</summary>
    public static JsonObject Read(string path, params ReadOnlySpan<string> others)
    {
        var document = Read(path);
        foreach (var other in others)
        {
            foreach (var (name, schema) in (JsonObject)Read(other)["components"]!["schemas"]!)
            {
                ((JsonObject)document["components"]!["schemas"]!).TryAdd(name, schema?.DeepClone());
            }
        }

        return document;
    }

    private static JsonObject Read(string path)
    {
        using var text = File.OpenText(path);
        return (JsonObject)YamlTree.Read(text)!;
    }
}
