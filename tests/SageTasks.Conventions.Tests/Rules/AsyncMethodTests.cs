using System.Reflection;
using System.Runtime.CompilerServices;
using SageTasks.Conventions.Tests.Fixtures;
using SageTasks.Conventions.Tests.Packages;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>Whoever waits for one of our methods can stop waiting: each takes a token, last and optional.</summary>
public sealed class AsyncMethodTests
{
    private const string Rule = "An async method that a user can call ends in 'CancellationToken cancellationToken = default' and is named …Async.";

    private static readonly HashSet<Type> Awaited = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    [Fact]
    public void Every_async_method_can_be_cancelled()
    {
        var findings = new Findings();
        foreach (var method in Package.All.SelectMany(package => package.PublicTypes).SelectMany(AsyncMethods))
        {
            findings.Check(Complaints(method));
        }

        findings.AssertNone(Rule, seenAtLeast: 200);
    }

    [Fact]
    public void The_rule_finds_every_way_to_break_it() =>
        Assert.Equal<string>(
            ["MisnamedToken: the last parameter must be 'CancellationToken cancellationToken = default'",
             "NoToken: the last parameter must be 'CancellationToken cancellationToken = default'",
             "NotOptional: the last parameter must be 'CancellationToken cancellationToken = default'",
             "Sequence: the last parameter must be 'CancellationToken cancellationToken = default'",
             "TokenFirst: the last parameter must be 'CancellationToken cancellationToken = default'"],
            AsyncMethods(typeof(UncancellableMethods)).SelectMany(Complaints)
                .Where(complaint => !complaint.Contains("…Async", StringComparison.Ordinal))
                .Select(complaint => complaint[(complaint.IndexOf('.', StringComparison.Ordinal) + 1)..]).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Complaints(MethodInfo method)
    {
        var name = $"{method.DeclaringType!.Name}.{method.Name}";
        if (method.GetParameters().LastOrDefault() is not { HasDefaultValue: true, Name: "cancellationToken" } last || last.ParameterType != typeof(CancellationToken))
        {
            yield return $"{name}: the last parameter must be 'CancellationToken cancellationToken = default'";
        }

        if (!method.Name.EndsWith("Async", StringComparison.Ordinal))
        {
            yield return $"{name}: its name must end in …Async";
        }
    }

    private static IEnumerable<MethodInfo> AsyncMethods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
            .Where(method => IsAwaited(method.ReturnType) && !method.IsSpecialName && !IsSomeoneElses(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute)));

    private static bool IsAwaited(Type type) => Awaited.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);

    // An override or an implementation has the shape that its own library gave it.
    private static bool IsSomeoneElses(MethodInfo method)
    {
        if (method.GetBaseDefinition().Module != method.Module)
        {
            return true;
        }

        var type = method.DeclaringType!;
        return !type.IsInterface && type.GetInterfaces()
            .Where(contract => contract.Module != method.Module)
            .Any(contract => type.GetInterfaceMap(contract).TargetMethods.Contains(method));
    }
}
