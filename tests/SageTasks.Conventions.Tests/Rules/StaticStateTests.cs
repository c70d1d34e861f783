using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using SageTasks.Conventions.Tests.Fixtures;
using SageTasks.Conventions.Tests.Packages;
using SageTasks.Conventions.Tests.PublicApi;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>Nothing is shared behind a caller's back, except the one registry of connections and limiters.</summary>
public sealed class StaticStateTests
{
    private const string TheRegistry = "ConnectionRegistry";

    [Fact]
    public void There_is_no_static_mutable_state()
    {
        var findings = new Findings();
        foreach (var field in Package.All.SelectMany(package => package.WrittenTypes).Where(type => type.Name != TheRegistry).SelectMany(StaticFields))
        {
            findings.Check(!IsMutable(field), () => $"{TypeNames.Declared(field.DeclaringType!)}.{field.Name}");
        }

        findings.AssertNone("No static field can change: neither the field nor what it holds.", seenAtLeast: 60);
    }

    [Theory]
    [InlineData(nameof(StaticState.Fixed), false)]
    [InlineData(nameof(StaticState.Changing), true)]
    [InlineData(nameof(StaticState.Growing), true)]
    [InlineData(nameof(StaticState.Concurrent), true)]
    [InlineData(nameof(StaticState.Own), true)]
    public void The_rule_sees_fields_and_what_they_hold(string field, bool mutable) =>
        Assert.Equal(mutable, IsMutable(typeof(StaticState).GetField(field)!));

    private static IEnumerable<FieldInfo> StaticFields(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(field => !field.IsLiteral && !IsGenerated(field));

    private static bool IsMutable(FieldInfo field) =>
        !field.IsInitOnly
        || (field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() is var held
            && (held == typeof(List<>) || held == typeof(Queue<>) || held == typeof(Stack<>) || held == typeof(ConditionalWeakTable<,>)
                || held.Namespace == typeof(ConcurrentDictionary<,>).Namespace))
        || field.FieldType == typeof(ArrayList) || field.FieldType == typeof(Hashtable)
        || IsCollectionOfOurs(field.FieldType);

    // A type of ours that keeps what is put into it, such as a cache.
    private static bool IsCollectionOfOurs(Type type) =>
        type is { IsClass: true, Namespace: not null } && type.Namespace.StartsWith("SageTasks", StringComparison.Ordinal)
        && type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Any(field => field.FieldType.IsGenericType
            && field.FieldType.GetGenericTypeDefinition() is var held
            && (held == typeof(Dictionary<,>) || held == typeof(LinkedList<>) || held == typeof(Queue<>) || held.Namespace == typeof(ConcurrentDictionary<,>).Namespace));

    // Generators and the compiler keep caches of their own; a get-only auto-property's field is written once.
    private static bool IsGenerated(FieldInfo field) =>
        (field.Name.StartsWith('<') && field.IsInitOnly)
        || field.DeclaringType!.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute))
        || field.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute))
        || field.DeclaringType!.IsSubclassOf(typeof(System.Text.Json.Serialization.JsonSerializerContext))
        || field.Name.StartsWith("__", StringComparison.Ordinal);
}
