using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Conventions.Tests.Packages;
using SageTasks.Conventions.Tests.PublicApi;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>Nothing is serialised by reflection: a type that goes over the wire is in its package's generated context.</summary>
public sealed class SerializerContextTests
{
    // Records that a client takes or gives and that are never JSON by themselves.
    private static readonly Dictionary<string, string> NotOnTheWire = new(StringComparer.Ordinal)
    {
        ["AppQuery"] = "becomes a query string",
        ["ExportQuery"] = "becomes a query string",
        ["FileQuery"] = "becomes a query string",
        ["ImportQuery"] = "becomes a query string",
        ["PipelineQuery"] = "becomes a query string",
        ["ProjectQuery"] = "becomes a query string",
        ["RunQuery"] = "becomes a query string",
        ["TaskQuery"] = "becomes a query string",
        ["TaskRequest"] = "is sent without what the guard adds, in a body of its own",
        ["WalkedFile"] = "is a file with the path that the client walked",
        ["TesTaskQuery"] = "becomes a query string",
        ["WesRunPage"] = "is taken out of an answer that servers write in two ways",
        ["WesRunQuery"] = "becomes a query string",
        ["WesRunRequest"] = "becomes a form",
        ["WesTaskPage"] = "is taken out of its answer",
        ["WorkflowTaskPage"] = "is taken out of an answer that wraps every task once more",
    };

    [Fact]
    public void A_package_has_one_context_and_keeps_it_to_itself()
    {
        var findings = new Findings();
        foreach (var package in Package.All)
        {
            var contexts = package.SerializerContexts;
            findings.Check(contexts.Count <= Worlds(package), () => $"{package} has {contexts.Count}: {string.Join(", ", contexts.Select(context => context.Name))}");
            findings.Check(contexts.All(context => !context.IsVisible), () => $"{package} shows its context to users");
        }

        findings.AssertNone("One internal JsonSerializerContext per package; in Testing one for each local platform, and one for what they share.", seenAtLeast: 12);
    }

    [Fact]
    public void A_users_own_context_can_hold_what_a_task_takes_and_gives()
    {
        var findings = new Findings();
        foreach (var package in Package.All)
        {
            foreach (var (place, converter) in package.PublicTypes.SelectMany(Converters))
            {
                // Families that are told apart by concreteType are read by the client alone.
                findings.Check(
                    converter.IsVisible || converter.Name.StartsWith("ConcreteTypeConverter", StringComparison.Ordinal), () => $"{package}: {place} is converted by {converter.Name}, which users cannot see");
            }
        }

        findings.AssertNone("A converter of a public type is public: the serializer's generator refuses others in a user's own JsonSerializerContext.", seenAtLeast: 100);
    }

    [Fact]
    public void Every_wire_type_is_in_its_packages_context()
    {
        var findings = new Findings();
        foreach (var package in Package.All)
        {
            var contexts = package.SerializerContexts.Select(DefaultOf).ToList();
            foreach (var type in WireTypes(package))
            {
                findings.Check(contexts.Any(context => context.GetTypeInfo(type) is not null), () => $"{package}: {TypeNames.Declared(type)} is in no context");
            }
        }

        findings.AssertNone("A type with JSON attributes, or one that a client sends or answers, is in its package's serializer context.", seenAtLeast: 120);
    }

    [Fact]
    public void What_is_excused_from_the_rule_is_still_there() =>
        Assert.Empty(NotOnTheWire.Keys.Except(Package.All.SelectMany(package => package.PublicTypes).Select(type => type.Name)));

    private static int Worlds(Package package) =>
        package.Name == "SageTasks.Testing"
            ? 1 + package.PublicTypes.Count(type => type.Name.StartsWith("Local", StringComparison.Ordinal) && type.IsAssignableTo(typeof(IAsyncDisposable)))
            : 1;

    /// <summary>What says of itself that it is JSON, and what the endpoint methods of a client take and give.</summary>
    private static IEnumerable<Type> WireTypes(Package package)
    {
        var attributed = package.WrittenTypes.Where(type => !type.IsAbstract && !type.IsGenericTypeDefinition && HasJsonAttributes(type));
        var exchanged = package.PublicTypes.Where(ClientTests.IsClient).SelectMany(ClientTests.EndpointMethods)
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            .SelectMany(Unwrap)
            .Where(type => type.Assembly == package.Assembly && type.IsClass && TypeDeclaration.IsRecord(type) && !NotOnTheWire.ContainsKey(type.Name));
        return attributed.Concat(exchanged).Distinct();
    }

    private static bool HasJsonAttributes(Type type) =>
        type.IsDefined(typeof(JsonDerivedTypeAttribute)) || type.IsDefined(typeof(JsonPolymorphicAttribute))
        || type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(property =>
            property.IsDefined(typeof(JsonPropertyNameAttribute)) || property.IsDefined(typeof(JsonExtensionDataAttribute)));

    private static IEnumerable<Type> Unwrap(Type type) =>
        type.IsArray ? Unwrap(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Unwrap) : [type];

    private static JsonSerializerContext DefaultOf(Type context) =>
        (JsonSerializerContext)(context.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
            ?? Activator.CreateInstance(context, new JsonSerializerOptions()))!;

    private static IEnumerable<(string Place, Type Converter)> Converters(Type type) => type.GetProperties()
        .Select(property => (Place: $"{type.Name}.{property.Name}", Attribute: property.GetCustomAttribute<JsonConverterAttribute>()))
        .Append((Place: type.Name, Attribute: type.GetCustomAttribute<JsonConverterAttribute>(inherit: false)))
        .Where(found => found.Attribute?.ConverterType is not null)
        .Select(found => (found.Place, found.Attribute!.ConverterType!));
}
