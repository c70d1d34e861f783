using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Tower.Tests.Wire;

/// <summary>The client's types beside the published API.</summary>
public sealed class WireTypeTests
{
    private const string Spec = "tower/seqera-api-cloud.yaml";

    private static readonly Lazy<SpecificationComparison> Compared = new(() => SpecificationComparison.Of(OpenApiDocument.Load(Specs.PathOf(Spec))));

    [Fact]
    public void Every_type_that_goes_over_the_wire_by_itself_is_compared() =>
        None(WireTypes.OfContext.Except(WireTypes.Roots.Select(root => root.Type)).Select(type => type.Name));

    [SpecFact(Spec)]
    public void Every_field_has_the_name_and_kind_that_the_server_gives_it() =>
        None(Compared.Value.Differences.Where(finding => !Omissions.OtherKinds.ContainsKey(finding.Key)).Select(finding => $"{finding.Key}: {finding.Value}"));

    [SpecFact(Spec)]
    public void Every_field_of_the_server_is_there_or_left_out_for_a_reason()
    {
        var missing = Compared.Value.Missing;

        None(missing.Except(Omissions.Fields.Keys).Where(name => !Omissions.Types.ContainsKey(name.Split('.')[0])));
        None(Omissions.Fields.Keys.Except(missing));
        Assert.True(Compared.Value.Types.Count > 60);
    }

    [SpecFact(Spec)]
    public void Every_word_of_an_enumeration_is_known_and_none_is_invented()
    {
        foreach (var (type, words) in Compared.Value.Words)
        {
            var known = type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == type).Select(property => property.GetValue(null)!.ToString()!).ToHashSet();

            None(known.Except(words).Select(word => $"{type.Name} invents {word}").Except(Omissions.Words.Keys));
            None(words.Except(known).Select(word => $"{type.Name}.{word}").Except(Omissions.Words.Keys));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_that_is_null_reads_as_one_that_is_not_there(string name)
    {
        var type = WireTypes.Answers.Single(type => type.Name == name);
        var info = TowerJson.Default.GetTypeInfo(type)!;
        var nulls = WireTypes.PropertiesOf(type).Where(property => !IsRequired(property)).Select(property => $"\"{WireTypes.WireName(property)}\":null");
        var given = Given(type);

        var read = JsonSerializer.Deserialize($"{{{string.Join(',', [.. nulls, .. given])}}}", info);
        var bare = JsonSerializer.Deserialize($"{{{string.Join(',', given)}}}", info);

        Assert.Equivalent(bare, read, strict: true);
    }

    public static TheoryData<string> Names() => [.. WireTypes.Answers.Select(type => type.Name)];

    private static List<string> Given(Type type) =>
        [.. WireTypes.PropertiesOf(type).Where(IsRequired).Select(property => $"\"{WireTypes.WireName(property)}\":{Sample(property.PropertyType)}")];

    private static string Sample(Type type) => type == typeof(string) || WireTypes.IsOpenEnum(type) ? "\"1\"" : type == typeof(long) ? "1" : $"{{{string.Join(',', Given(type))}}}";

    // What a constructor demands counts as well.
    private static bool IsRequired(PropertyInfo property) =>
        property.IsDefined(typeof(RequiredMemberAttribute))
        || (property.DeclaringType!.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == property.Name))
            && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull);

    private static void None(IEnumerable<string> findings)
    {
        var text = string.Join('\n', findings);
        Assert.True(text.Length == 0, text);
    }
}
