using System.Reflection;
using NSubstitute;

namespace SageTasks.ContractSuites;

/// <summary>Which methods of a client a test has called, so that it can see that it left none out.</summary>
public static class ClientMethods
{
    /// <summary>The public methods that talk to the server and that no client was asked for.</summary>
    /// <typeparam name="T">The client.</typeparam>
    /// <param name="clients">Partial substitutes, which do what the client does and note their calls.</param>
    public static IReadOnlyList<string> NotCalled<T>(params IEnumerable<T> clients)
        where T : class
    {
        var called = clients.SelectMany(client => client.ReceivedCalls()).Select(call => Signature(call.GetMethodInfo())).ToHashSet(StringComparer.Ordinal);
        return [.. Of<T>().Select(Signature).Except(called, StringComparer.Ordinal)];
    }

    private static IEnumerable<MethodInfo> Of<T>() => typeof(T)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal));

    private static string Signature(MethodInfo method) => $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.Name))})";
}
