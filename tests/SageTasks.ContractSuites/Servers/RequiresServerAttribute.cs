namespace SageTasks.ContractSuites;

/// <summary>Says which server the tests of a class need. Where a program of it is not installed they are reported as skipped, with the
/// reason; <c>SAGETASKS_REQUIRE_SERVERS=1</c> turns that into failures.</summary>
/// <param name="server">The name of the server's script in <c>tests/servers</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresServerAttribute(string server) : Attribute
{
    public string Server { get; } = server;
}
