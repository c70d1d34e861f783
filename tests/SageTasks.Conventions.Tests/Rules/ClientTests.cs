using System.Reflection;
using NSubstitute;
using SageTasks.Conventions.Tests.Packages;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>A user's tests replace a client without a server: every client can be substituted, each of its methods.</summary>
public sealed class ClientTests
{
    [Fact]
    public void Every_client_can_be_substituted()
    {
        var findings = new Findings();
        foreach (var client in Package.All.SelectMany(package => package.PublicTypes).Where(IsClient))
        {
            findings.Check(Complaints(client));
        }

        findings.AssertNone("A client is an unsealed class with virtual methods and a protected constructor without parameters.", seenAtLeast: 2);
    }

    [Fact]
    public void The_rule_finds_what_cannot_be_substituted() =>
        Assert.Equal(
            ["StiffClient is sealed", "StiffClient has no protected constructor without parameters", "StiffClient.Ask is not virtual"],
            Complaints(typeof(StiffClient)));

    internal static bool IsClient(Type type) => type.IsClass && !(type.IsAbstract && type.IsSealed) && type.Name.EndsWith("Client", StringComparison.Ordinal);

    internal static IEnumerable<MethodInfo> EndpointMethods(Type client) =>
        client.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && method.GetBaseDefinition().DeclaringType != typeof(object));

    private static IEnumerable<string> Complaints(Type client)
    {
        if (client.IsSealed)
        {
            yield return $"{client.Name} is sealed";
        }

        if (client.GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, Type.EmptyTypes) is not { IsFamily: true })
        {
            yield return $"{client.Name} has no protected constructor without parameters";
        }

        foreach (var method in EndpointMethods(client).Where(method => !method.IsVirtual || method.IsFinal))
        {
            yield return $"{client.Name}.{method.Name} is not virtual";
        }

        if (!client.IsSealed)
        {
            Assert.IsAssignableFrom(client, Substitute.For([client], []));
        }
    }

    public sealed class StiffClient
    {
        public int Ask() => 1;
    }
}
