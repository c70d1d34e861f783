using System.Text.Json.Nodes;

namespace SageTasks.ContractSuites;

/// <summary>The schemas of an OpenAPI 3.0 document, to hold types against.</summary>
public sealed class OpenApiDocument
{
    private readonly JsonObject _document;
    private readonly SchemaCheck _schemas;

    private OpenApiDocument(JsonObject document)
    {
        _document = document;
        _schemas = new SchemaCheck(document);
    }

    /// <summary>Reads a document, YAML or JSON.</summary>
    /// <param name="path">The document.</param>
    /// <param name="others">Documents whose schemas it refers to by their addresses.</param>
    public static OpenApiDocument Load(string path, params string[] others) => new(OpenApiFiles.Read(path, others));

    /// <summary>A schema by its name.</summary>
    public JsonObject Named(string name) => (JsonObject)_document["components"]!["schemas"]![name]!;

    /// <summary>The schema of an operation's JSON body.</summary>
    public JsonObject Body(string method, string path) => Schema(Operation(method, path)["requestBody"]!);

    /// <summary>The schema of an operation's form.</summary>
    public JsonObject Form(string method, string path) => (JsonObject)_schemas.Resolve(Operation(method, path)["requestBody"]!)["content"]!["multipart/form-data"]!["schema"]!;

    /// <summary>The schema of an operation's JSON answer.</summary>
    public JsonObject Answer(string method, string path) => Schema(Operation(method, path)["responses"]!["200"]!);

    /// <summary>A schema without its references.</summary>
    public JsonObject Resolve(JsonNode schema) => (JsonObject)_schemas.Resolve(schema);

    /// <summary>The name of a schema in the document; <c>inline</c> where it has none.</summary>
    public static string NameOf(JsonNode schema) => ((string?)(schema as JsonObject)?["$ref"])?.Split('/')[^1] ?? "inline";

    /// <summary>The fields of an object, those of all its parts and alternatives among them.</summary>
    public IReadOnlyDictionary<string, JsonNode> Fields(JsonNode schema)
    {
        var fields = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        Collect(Resolve(schema), fields);
        return fields;
    }

    private void Collect(JsonObject schema, Dictionary<string, JsonNode> fields)
    {
        foreach (var part in new[] { "allOf", "oneOf", "anyOf" }.SelectMany(name => schema[name] as JsonArray ?? []))
        {
            Collect(Resolve(part!), fields);
        }

        foreach (var (name, field) in schema["properties"] as JsonObject ?? [])
        {
            fields.TryAdd(name, field!);
        }
    }

    private JsonObject Operation(string method, string path) =>
        (JsonObject)(_document["paths"]![path]?[method.ToLowerInvariant()] ?? throw new ArgumentException($"There is no {method} {path}."));

    private JsonObject Schema(JsonNode holder) => (JsonObject)_schemas.Resolve(holder)["content"]!["application/json"]!["schema"]!;
}
