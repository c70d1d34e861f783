using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.ContractSuites;

namespace SageTasks.Wes.Tests.Wire;

/// <summary>The client's types beside the published API: every field of a schema has a property, and every property a field.</summary>
public sealed class WireTypeTests
{
    private const string Spec = "ga4gh/wes-1.1.0.openapi.yaml";
    private const string ServiceInfo = "ga4gh/service-info-1.0.0.yaml";

    private static readonly Lazy<OpenApiDocument> Document = new(() => OpenApiDocument.Load(Specs.PathOf(Spec), Specs.PathOf(ServiceInfo)));

    // What the client has beside the schema, and why.
    private static readonly Dictionary<string, string> Beside = new(StringComparer.Ordinal)
    {
        ["DefaultWorkflowEngineParameter.engine"] = "sapporo gives the parameters by engine",
    };

    private static readonly (string Schema, Type Type)[] Pairs =
    [
        ("ServiceInfo", typeof(WesServiceInfo)),
        ("ServiceType", typeof(WesServiceType)),
        ("DefaultWorkflowEngineParameter", typeof(WesEngineParameter)),
        ("RunSummary", typeof(WesRunSummary)),
        ("RunRequest", typeof(WesStoredRequest)),
        ("RunLog", typeof(WesRun)),
        ("Log", typeof(WesLog)),
        ("TaskLog", typeof(WesTaskLog)),
    ];

    public static TheoryData<string> Schemas => [.. Pairs.Select(pair => pair.Schema)];

    [SpecTheory(Spec, ServiceInfo)]
    [MemberData(nameof(Schemas))]
    public void A_type_has_the_fields_of_its_schema_and_no_others(string schema)
    {
        var type = Pairs.Single(pair => pair.Schema == schema).Type;
        var fields = Document.Value.Fields(Document.Value.Named(schema)).Keys.ToList();
        var own = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(Name).ToList();

        Assert.Empty(fields.Except(own, StringComparer.Ordinal));
        Assert.DoesNotContain(own.Except(fields, StringComparer.Ordinal), name => !Beside.ContainsKey($"{schema}.{name}"));
    }

    [SpecFact(Spec, ServiceInfo)]
    public void Every_state_has_a_constant()
    {
        var words = Document.Value.Named("State")["enum"]!.AsArray().Select(word => (string)word!);
        var known = typeof(WesState).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => property.GetValue(null)!.ToString()!).ToList();

        Assert.Empty(words.Except(known, StringComparer.Ordinal));
        Assert.Equal(["DELETED", "DELETING"], known.Except(words, StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static string Name(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
}
