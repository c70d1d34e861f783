using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.ContractSuites;

/// <summary>
/// Holds requests and answers against an OpenAPI 3.0 document. Strict about what it says: unknown paths, query parameters, fields, enum
/// values and types are violations. Lenient where servers are: an answer may have a null in any field.
/// </summary>
public sealed record OpenApiChecker
{
    private readonly JsonObject _document;
    private readonly List<(string[] Template, JsonObject Operations)> _paths;
    private readonly SchemaCheck _schemas;

    private OpenApiChecker(JsonObject document)
    {
        _document = document;
        _schemas = new SchemaCheck(document);
        _paths = [.. ((JsonObject)document["paths"]!).Select(p => (Split(p.Key), (JsonObject)p.Value!))];
    }

    /// <summary>Statuses that servers give without declaring them, whatever the operation.</summary>
    public IReadOnlySet<int> Undeclared { get; init; } = new HashSet<int> { 401, 429, 500, 502, 503, 504 };

    /// <summary>Whether answers may have a null in any field, and leave out what they must have.</summary>
    public bool AnswersMayHaveNulls { get; init; } = true;

    /// <summary>Reads a document, YAML or JSON.</summary>
    /// <param name="path">The document.</param>
    /// <param name="others">Documents whose schemas it refers to by their addresses.</param>
    public static OpenApiChecker Load(string path, params string[] others) => new(OpenApiFiles.Read(path, others));

    /// <summary>What in the exchange the document does not allow; empty when all is well.</summary>
    public IReadOnlyList<string> Check(ApiExchange exchange) => [.. CheckRequest(exchange), .. CheckAnswer(exchange)];

    /// <summary>What in the request the document does not allow.</summary>
    public IReadOnlyList<string> CheckRequest(ApiExchange exchange)
    {
        var where = $"{exchange.Method} {exchange.Path}";
        if (Operation(exchange) is not { } operation)
        {
            return [$"{where}: there is no such operation"];
        }

        var declared = (operation["parameters"] as JsonArray ?? []).Select(Resolve).Where(p => (string?)p["in"] == "query").Select(p => (string?)p["name"]).ToHashSet();
        var violations = exchange.Query.Where(name => !declared.Contains(name)).Select(name => $"{where}: there is no query parameter '{name}'").ToList();
        if (exchange.RequestBody.IsEmpty)
        {
            if ((bool?)operation["requestBody"]?["required"] == true)
            {
                violations.Add($"{where}: a body is required");
            }

            return violations;
        }

        if (operation["requestBody"] is not { } body)
        {
            // An empty object where no body is expected harms nobody, and some servers want one.
            if (!exchange.RequestBody.Span.SequenceEqual("{}"u8))
            {
                violations.Add($"{where}: there should be no body");
            }

            return violations;
        }

        var media = MediaType(exchange.RequestType);
        if (Resolve(body)["content"]?[media]?["schema"] is not { } schema)
        {
            violations.Add($"{where}: a body of type '{media}' is not declared");
        }
        else if (media == "application/json")
        {
            violations.AddRange(CheckJson(exchange.RequestBody, schema, $"{where} request", nullsAllowed: false));
        }

        return violations;
    }

    /// <summary>What in the answer the document does not allow.</summary>
    public IReadOnlyList<string> CheckAnswer(ApiExchange exchange)
    {
        var where = $"{exchange.Method} {exchange.Path} -> {exchange.Status}";
        if (Operation(exchange) is not { } operation)
        {
            return exchange.Status is 403 or 404 ? [] : [$"{where}: there is no such operation"];
        }

        if (operation["responses"]?[$"{exchange.Status}"] is not { } declared)
        {
            return Undeclared.Contains(exchange.Status) ? [] : [$"{where}: the status is not declared"];
        }

        if (Resolve(declared)["content"] is not JsonObject { Count: > 0 } content)
        {
            return exchange.AnswerBody.IsEmpty || exchange.Status >= 400 ? [] : [$"{where}: there should be no body"];
        }

        if (exchange.AnswerBody.IsEmpty)
        {
            return exchange.Status >= 400 || content.ContainsKey("text/plain") ? [] : [$"{where}: the body is missing"];
        }

        var media = MediaType(exchange.AnswerType);
        if (content[media]?["schema"] is not { } schema)
        {
            return [$"{where}: a body of type '{media}' is not declared"];
        }

        return media == "application/json" ? CheckJson(exchange.AnswerBody, schema, $"{where} answer", AnswersMayHaveNulls) : [];
    }

    private IReadOnlyList<string> CheckJson(ReadOnlyMemory<byte> body, JsonNode schema, string where, bool nullsAllowed)
    {
        try
        {
            return _schemas.Check(JsonNode.Parse(body.Span), schema, where, nullsAllowed);
        }
        catch (JsonException e)
        {
            return [$"{where}: {e.Message}"];
        }
    }

    private JsonObject? Operation(ApiExchange exchange)
    {
        var path = Split(exchange.Path);
        var method = exchange.Method.ToLowerInvariant();
        return _paths
            .Where(p => Matches(p.Template, path) && p.Operations.ContainsKey(method))
            .OrderBy(p => p.Template.Count(IsHole))
            .Select(p => (JsonObject)p.Operations[method]!)
            .FirstOrDefault();
    }

    private JsonNode Resolve(JsonNode? node) => _schemas.Resolve(node!);

    private static string MediaType(string? type) => (type ?? "").Split(';')[0].Trim().ToLowerInvariant();

    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsHole(string segment) => segment.StartsWith('{');

    // A hole at the end of a template may stand for a path of several segments.
    private static bool Matches(string[] template, string[] path) =>
        (template.Length == path.Length || (template.Length < path.Length && template is [.., "{path}" or "{filePath}" or "{dirPath}"]))
        && template.Zip(path).All(pair => IsHole(pair.First) || pair.First == pair.Second);
}
