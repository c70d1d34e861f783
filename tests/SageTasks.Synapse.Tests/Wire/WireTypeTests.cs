using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.ContractSuites;

namespace SageTasks.Synapse.Tests.Wire;

/// <summary>The client's types beside the server's own schemas.</summary>
public sealed class WireTypeTests
{
    private const string ConcreteType = "concreteType";

    private readonly Lazy<SynapseSchemaSet> _schemas = new(() => SynapseSchemaSet.Load(Specs.PathOf(SynapseSchemaChecker.Schemas)));

    private static JsonSerializerOptions Plain { get; } = new(JsonSerializerDefaults.Web) { Converters = { new TimeConverter() } };

    private SchemaComparison Comparison => new(_schemas.Value);

    [Fact]
    public void Every_type_that_goes_over_the_wire_is_compared()
    {
        Assert.True(WireTypes.Records.Count() > 90 && WireTypes.Enumerations.Count() > 15);
        Assert.Empty(WireTypes.Records.Where(type => WireTypes.SchemaOf(type) is null == !WireTypes.WithoutSchema.ContainsKey(type)).Select(type => type.Name));
    }

    [SpecFact(SynapseSchemaChecker.Schemas)]
    public void Every_field_has_the_name_and_kind_that_the_server_gives_it() =>
        None(WireTypes.Records.SelectMany(Comparison.Differences).Where(finding => !Omissions.OtherKinds.Keys.Any(name => finding.StartsWith(name, StringComparison.OrdinalIgnoreCase))));

    [SpecFact(SynapseSchemaChecker.Schemas)]
    public void Every_field_of_the_server_is_there_or_left_out_for_a_reason()
    {
        var missing = WireTypes.Records.SelectMany(type => Comparison.Missing(type).Select(name => $"{type.Name}.{name}")).ToList();

        None(missing.Except(Omissions.Fields.Keys));
        None(Omissions.Fields.Keys.Except(missing));
    }

    [SpecFact(SynapseSchemaChecker.Schemas)]
    public void Every_word_of_an_enumeration_is_known_and_none_is_invented()
    {
        var comparison = Comparison;
        comparison.GatherWords();
        var enumerations = WireTypes.Enumerations.Where(type => !WireTypes.WithoutSchema.ContainsKey(type)).ToList();

        None(enumerations.SelectMany(type => Constants(type).Except(comparison.Words[type]).Select(word => $"{type.Name} invents {word}")));
        var missing = enumerations.SelectMany(type => comparison.Words[type].Except(Constants(type)).Select(word => $"{type.Name}.{word}")).ToList();
        None(missing.Except(Omissions.Words.Keys));
        None(Omissions.Words.Keys.Except(missing));
    }

    [SpecFact(SynapseSchemaChecker.Schemas)]
    public void What_the_server_sends_is_read_whole_and_written_as_it_was()
    {
        var samples = new SchemaSamples(_schemas.Value);
        foreach (var type in WireTypes.Records.Where(type => WireTypes.SchemaOf(type) is not null))
        {
            var sent = samples.Of(WireTypes.SchemaOf(type)!);
            if (!WireTypes.PropertiesOf(type).Any(property => WireTypes.WireName(property) == ConcreteType))
            {
                sent.Remove(ConcreteType);
            }

            var read = sent.Deserialize(SynapseJson.Default.GetTypeInfo(type)!);
            var back = JsonSerializer.SerializeToNode(read, WireTypes.IsOnlyRead(type) ? Plain : SynapseJson.Default.Options)!;

            None(Lost(sent, back).Select(name => $"{type.Name}.{name}").Except(Omissions.Fields.Keys).Except(Omissions.OtherKinds.Keys));
        }
    }

    [Theory]
    [MemberData(nameof(SentBack))]
    public void What_is_read_and_sent_back_loses_no_field_that_is_not_known(string type, string json)
    {
        var info = SynapseJson.Default.GetTypeInfo(typeof(SynapseClient).Assembly.GetType($"SageTasks.Synapse.{type}")!)!;

        var back = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(json, info), info);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), back), $"{json}\n{back}");
    }

    public static TheoryData<string, string> SentBack() => new()
    {
        { "Entity", """{"concreteType":"org.sagebionetworks.repo.model.FileEntity","id":"syn1","createdOn":"2024-02-03T04:05:06.000Z","new":{"a":[null,1]},"modifiedOn":"2024-02-03T04:05:06.700Z"}""" },
        { "Entity", """{"concreteType":"org.sagebionetworks.repo.model.Link","linksTo":{"targetId":"syn1","new":true}}""" },
        { "Entity", """{"concreteType":"org.sagebionetworks.repo.model.table.Dataset","items":[{"entityId":"syn1","versionNumber":2,"new":true}]}""" },
        { "Entity", """{"concreteType":"org.sagebionetworks.repo.model.table.EntityView","viewTypeMask":1,"type":"file","new":1}""" },
        { "Annotations", """{"id":"syn1","etag":"e","annotations":{"k":{"type":"STRING","value":["v"],"new":1}},"new":true}""" },
        { "Annotations", """{"id":"syn1","etag":"e","annotations":{"k":{"type":"NEWTYPE","value":["v"]}}}""" },
        { "Activity", """{"id":"1","etag":"e","used":[{"concreteType":"org.sagebionetworks.repo.model.provenance.UsedEntity","wasExecuted":true,"reference":{"targetId":"syn1","new":1},"new":2},{"concreteType":"some.NewUsed","wasExecuted":false,"new":3}],"new":4}""" },
        { "SubmissionStatus", """{"id":"1","etag":"e","status":"NEWSTATUS","annotations":{"stringAnnos":[{"key":"k","isPrivate":true,"value":"v"}]},"submissionAnnotations":{"id":"1","etag":"e","annotations":{"k":{"type":"LONG","value":["1"],"new":1}},"new":2},"score":0.1,"new":3}""" },
        { "Evaluation", """{"id":"1","quota":{"submissionLimit":3},"new":1}""" },
        { "ProjectSetting", """{"concreteType":"org.sagebionetworks.repo.model.project.UploadDestinationListSetting","id":"1","etag":"e","locations":[1],"new":2}""" },
        { "ColumnModel", """{"concreteType":"org.sagebionetworks.repo.model.table.ColumnModel","name":"c","columnType":"JSON","jsonSubColumns":[{"name":"s","columnType":"STRING","jsonPath":"$.s","facetType":"enumeration","new":1}],"new":2}""" },
    };

    [Theory]
    [MemberData(nameof(RecordNames))]
    public void A_field_that_is_null_reads_as_one_that_is_not_there(string name)
    {
        var type = WireTypes.Records.Single(type => type.Name == name);
        var required = WireTypes.PropertiesOf(type).Where(property => property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null).ToList();
        var nulls = WireTypes.PropertiesOf(type).Except(required).Select(WireTypes.WireName).Where(field => field != ConcreteType);
        var given = required.Select(property => $"{Json(WireTypes.WireName(property))}:{Sample(property.PropertyType)}");
        var info = SynapseJson.Default.GetTypeInfo(type)!;

        var read = JsonSerializer.Deserialize($"{{{string.Join(',', [.. nulls.Select(field => $"{Json(field)}:null"), .. given])}}}", info);
        var bare = JsonSerializer.Deserialize($"{{{string.Join(',', given)}}}", info);

        Assert.Equivalent(bare, read, strict: true);
    }

    public static TheoryData<string> RecordNames() => [.. WireTypes.Records.Select(type => type.Name)];

    private static void None(IEnumerable<string> findings)
    {
        var text = string.Join("\n", findings);
        Assert.True(text.Length == 0, text);
    }

    private static string Json(string text) => $"\"{text}\"";

    private static string Sample(Type type)
    {
        if (type == typeof(string) || WireTypes.IsOpenEnum(type))
        {
            return "\"1\"";
        }

        return type == typeof(long) ? "1" : $"{{{string.Join(',', WireTypes.PropertiesOf(type).Where(IsRequired).Select(property => $"{Json(WireTypes.WireName(property))}:{Sample(property.PropertyType)}"))}}}";
    }

    private static bool IsRequired(PropertyInfo property) => property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null;

    private static HashSet<string> Constants(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == type).Select(property => property.GetValue(null)!.ToString()!)];

    // What hangs from a field is a type of its own, and tried by itself.
    private static IEnumerable<string> Lost(JsonObject sent, JsonNode back) => sent.Where(field => !Same(field.Value!, back[field.Key])).Select(field => field.Key);

    private static bool Same(JsonNode sent, JsonNode? back) => sent switch
    {
        JsonObject => back is JsonObject,
        JsonArray items when items[0] is JsonObject => back is JsonArray { Count: 1 },
        _ => JsonNode.DeepEquals(sent, back),
    };
}
