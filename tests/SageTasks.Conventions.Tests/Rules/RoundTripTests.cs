using System.Reflection;
using System.Text.Json;
using SageTasks.Conventions.Tests.Data;
using SageTasks.Conventions.Tests.Fixtures;
using SageTasks.Conventions.Tests.Packages;
using SageTasks.Conventions.Tests.PublicApi;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>An orchestrator stores inputs and outputs with a serializer of its own: every public record survives default options.</summary>
public sealed class RoundTripTests
{
    private static readonly JsonSerializerOptions[] Serializers = [new(), JsonSerializerOptions.Web];

    public static TheoryData<string> Packages => Package.Names;

    // A store or a ledger speaks in the records of the package below it and may have none of its own.
    private static bool IsAdapter(string package) =>
        package.StartsWith("SageTasks.Storage.", StringComparison.Ordinal) || package.StartsWith("SageTasks.Ledger.", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_public_record_survives_a_serializer_that_knows_nothing_of_it(string name)
    {
        var findings = new Findings();
        foreach (var type in Package.Named(name).PublicTypes.Where(IsData))
        {
            findings.Check(Losses(type));
        }

        findings.AssertNone("A public record comes back equal from System.Text.Json with default options.", seenAtLeast: IsAdapter(name) ? 0 : 3);
    }

    [Fact]
    public void Records_are_what_the_packages_speak_in() =>
        Assert.True(Package.All.Sum(package => package.PublicTypes.Count(IsData)) >= 200, "The rule above looks past the records.");

    [Theory]
    [InlineData(typeof(LosslessRecord), "")]
    [InlineData(typeof(SurfaceRecord), "")]
    [InlineData(typeof(ForgetfulRecord), "ForgetfulRecord.Lost: String text-3 became null")]
    [InlineData(typeof(UnreadableRecord), "UnreadableRecord: ")]
    public void The_rule_finds_what_is_lost(Type type, string expected) =>
        Assert.StartsWith(expected, string.Join('\n', Losses(type)), StringComparison.Ordinal);

    private static bool IsData(Type type) => TypeDeclaration.IsRecord(type) && !type.IsAbstract;

    private static IEnumerable<string> Losses(Type type)
    {
        var closed = type.IsGenericTypeDefinition ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => typeof(SurfaceRecord))]) : type;
        try
        {
            var original = SampleBuilder.Build(closed);
            return [.. Serializers.SelectMany(options => Losses(original, closed, options)).Distinct()];
        }
        catch (Exception error) when (error is InvalidOperationException or TargetInvocationException or ArgumentException or NotSupportedException or JsonException)
        {
            return [$"{TypeNames.Declared(type)}: {(error.InnerException ?? error).Message.Split('\n')[0]}"];
        }
    }

    private static IEnumerable<string> Losses(object original, Type type, JsonSerializerOptions options)
    {
        var json = JsonSerializer.Serialize(original, type, options);
        var copy = JsonSerializer.Deserialize(json, type, options);
        var again = JsonSerializer.Serialize(copy, type, options);
        return DataComparison.Differences(original, copy, type.Name)
            .Concat(json == again ? [] : [$"{type.Name}: written again it reads {again}, and was {json}"]);
    }
}
