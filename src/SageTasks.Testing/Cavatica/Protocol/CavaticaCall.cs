using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>A request to the API as its handlers see it: who asks, for what, and how answers are written.</summary>
internal sealed class CavaticaCall(CavaticaWorld world, LocalRequest request)
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 100;

    private JsonObject? _body;

    public CavaticaWorld World => world;

    public LocalRequest Request => request;

    public UserDocument User => (UserDocument)request.Caller!;

    /// <summary>What stands before every path, as the client addressed it.</summary>
    public string Root => $"{request.Origin}/v2";

    /// <summary>A part of the path that the route names.</summary>
    public string this[string name] => request[name];

    /// <summary>The body; empty where there is none, or null, which some clients send.</summary>
    public JsonObject Body => _body ??= ReadBody();

    public static LocalAnswer Json(JsonNode value, int status = 200) => LocalAnswer.Json(writer => value.WriteTo(writer), status);

    public static string? Date(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static JsonArray Array(IEnumerable<string> items) => [.. items.Select(item => (JsonNode?)item)];

    /// <summary>One resource.</summary>
    public LocalAnswer One(JsonObject resource, int status = 200) => Json(FieldChoice.Of(request, null).Pick(resource), status);

    public static LocalAnswer NoContent { get; } = LocalAnswer.Empty(204);

    public string Href(string path) => Root + path;

    public string? Query(string name) => request.QueryValue(name) is { Length: > 0 } value ? value : null;

    public IReadOnlyList<string> Queries(string name) => request.Query.TryGetValue(name, out var values) ? [.. values.OfType<string>().Where(value => value.Length > 0)] : [];

    /// <summary>A truth value of the query, in any spelling that clients use.</summary>
    public bool? Flag(string name) => Query(name)?.ToLowerInvariant() switch
    {
        null => null,
        "true" or "1" => true,
        "false" or "0" => false,
        var other => throw CavaticaErrors.Bad($"'{name}' is '{other}', which is neither true nor false."),
    };

    public DateTimeOffset? Time(string name) => Query(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw CavaticaErrors.Refuse(400, 9021, $"'{name}' is '{text}', which is no time.");

    /// <summary>A text of the body; null where there is none.</summary>
    public string? Text(string name) => TextOf(Body, name);

    public static string? TextOf(JsonObject source, string name) => source[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw CavaticaErrors.Bad($"'{name}' is no text."),
    };

    public JsonObject? Object(string name) => Body[name] switch
    {
        null => null,
        JsonObject value => (JsonObject)value.DeepClone(),
        _ => throw CavaticaErrors.Bad($"'{name}' is no object."),
    };

    public IReadOnlyList<string>? Texts(string name) => Body[name] switch
    {
        null => null,
        JsonArray items when items.All(item => item?.GetValueKind() == JsonValueKind.String) => [.. items.Select(item => item!.GetValue<string>())],
        _ => throw CavaticaErrors.Bad($"'{name}' is no list of texts."),
    };

    /// <summary>A page of a list, with links that repeat every filter, and how many there are in all.</summary>
    public LocalAnswer List<T>(IReadOnlyList<T> all, Func<T, JsonObject> write, params IReadOnlyList<string> defaults)
    {
        var rows = request.Draws(FaultKind.EmptyList) ? [] : all;
        var (offset, limit) = (Whole("offset", 0, 0), Math.Min(Whole("limit", DefaultLimit, 1), LargestLimit));
        var start = request.Shifted(offset);
        var fields = FieldChoice.Of(request, defaults.Count == 0 ? null : defaults);
        var items = new JsonArray();
        for (var index = start; index < Math.Min(rows.Count, start + limit); index++)
        {
            items.Add((JsonNode)fields.Pick(write(rows[index])));
        }

        var links = new JsonArray();
        if (offset + limit < rows.Count)
        {
            links.Add((JsonNode)Link(offset + limit, limit, "next"));
        }

        if (offset > 0)
        {
            links.Add((JsonNode)Link(Math.Max(0, offset - limit), limit, "prev"));
        }

        return Json(new JsonObject { ["href"] = PageHref(offset, limit), ["items"] = items, ["links"] = links })
            .With("X-Total-Matching-Query", rows.Count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The address of this request with other values of the query.</summary>
    public string Again(params IEnumerable<(string Name, string Value)> changed)
    {
        var values = changed.ToList();
        var kept = request.Query.Where(pair => values.TrueForAll(value => value.Name != pair.Key))
            .SelectMany(pair => pair.Value.Select(value => (Name: pair.Key, Value: value ?? "")));
        var query = string.Join('&', kept.Concat(values).Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}"));
        return $"{request.Origin}{request.RawPath}?{query}";
    }

    private JsonObject Link(int offset, int limit, string relation) =>
        new JsonObject { ["href"] = PageHref(offset, limit), ["rel"] = relation, ["method"] = "GET" };

    private string PageHref(int offset, int limit) =>
        Again(("offset", offset.ToString(CultureInfo.InvariantCulture)), ("limit", limit.ToString(CultureInfo.InvariantCulture)));

    public int Whole(string name, int absent, int least) => Query(name) is not { } text ? absent
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least ? value
        : throw CavaticaErrors.Bad($"'{name}' is '{text}', which is no whole number from {least} on.");

    private JsonObject ReadBody()
    {
        if (request.Body.IsEmpty)
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(request.Body.Span) switch
            {
                null => [],
                JsonObject body => body,
                _ => throw CavaticaErrors.Bad("The body is no object."),
            };
        }
        catch (JsonException)
        {
            throw CavaticaErrors.Refuse(400, 90_009, "The body is no JSON.");
        }
    }
}
