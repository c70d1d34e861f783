using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.ContractSuites;

namespace SageTasks.Tes.Tests.Wire;

/// <summary>The client's types beside the published API.</summary>
public sealed class SpecificationTests
{
    private const string Spec = "ga4gh/tes-v1.1.openapi.yaml";
    private const string ServiceSpec = "ga4gh/service-info-1.0.0.yaml";

    /// <summary>What the types have that goes over no wire.</summary>
    private static readonly HashSet<string> Ours = new(StringComparer.Ordinal) { "TesTaskPage.server_time" };

    private static readonly (Type Type, string Method, string Path)[] Roots =
    [
        (typeof(TesTaskPage), "GET", "/tasks"),
        (typeof(TesTask), "GET", "/tasks/{id}"),
        (typeof(CreatedTask), "POST", "/tasks"),
    ];

    private readonly HashSet<string> _findings = new(StringComparer.Ordinal);

    [SpecFact(Spec)]
    public void Every_field_is_there_with_the_name_that_the_standard_gives_it_and_no_other()
    {
        var document = OpenApiDocument.Load(Specs.PathOf(Spec));
        var seen = new HashSet<Type>();
        foreach (var (type, method, path) in Roots)
        {
            Compare(type, document.Answer(method, path), document, seen);
        }

        Assert.Empty(_findings);
        Assert.Equal(10, seen.Count);
    }

    // The standard takes the description of a service from another standard, and adds two fields.
    [SpecFact(ServiceSpec)]
    public void A_service_is_described_in_the_words_of_GA4GHs_service_info()
    {
        var document = OpenApiDocument.Load(Specs.PathOf(ServiceSpec));
        var seen = new HashSet<Type>();

        Compare(typeof(TesServiceInfo), document.Answer("GET", "/service-info"), document, seen);

        Assert.Equal(["TesServiceInfo.storage is not in the standard", "TesServiceInfo.tesResources_backend_parameters is not in the standard"], _findings.Order(StringComparer.Ordinal));
        Assert.Equal(3, seen.Count);
    }

    [SpecFact(Spec)]
    public void Every_word_of_an_enumeration_is_known_and_none_is_invented()
    {
        var document = OpenApiDocument.Load(Specs.PathOf(Spec));
        var task = document.Fields(document.Answer("GET", "/tasks/{id}"));
        var input = document.Fields(document.Resolve(task["inputs"])["items"]!);

        Assert.Equal(Words(document, task["state"]), Known<TesState>());
        Assert.Equal(Words(document, input["type"]), Known<TesFileType>());
    }

    private static IEnumerable<string> Words(OpenApiDocument document, System.Text.Json.Nodes.JsonNode field) =>
        document.Resolve(field)["enum"]!.AsArray().Select(word => (string)word!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Known<T>() => typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType == typeof(T)).Select(property => property.GetValue(null)!.ToString()!).Order(StringComparer.Ordinal);

    private void Compare(Type type, System.Text.Json.Nodes.JsonNode schema, OpenApiDocument document, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return;
        }

        var fields = document.Fields(schema);
        var own = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(WireName, StringComparer.Ordinal);
        _findings.UnionWith(own.Keys.Except(fields.Keys).Select(name => $"{type.Name}.{name}").Except(Ours).Select(name => $"{name} is not in the standard"));
        _findings.UnionWith(fields.Keys.Except(own.Keys).Select(name => $"{type.Name}.{name} is missing"));
        foreach (var (name, property) in own.Where(pair => fields.ContainsKey(pair.Key)))
        {
            var inner = document.Resolve(fields[name]);
            var item = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
            if (item.Assembly == typeof(TesTask).Assembly && !item.IsValueType)
            {
                Compare(item, (string?)inner["type"] == "array" ? inner["items"]! : inner, document, seen);
            }
        }
    }

    private static string WireName(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
}
