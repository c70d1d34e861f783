using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SageTasks.ContractSuites;

/// <summary>A test that is skipped where the server that its class needs is not installed.</summary>
public sealed class ServerTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For deserialisation by the test framework.")]
    public ServerTestCase()
    {
    }

    public ServerTestCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions displayOptions, ITestMethod method, object[]? arguments = null)
        : base(messages, display, displayOptions, method, arguments)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute)
    {
        var requirement = TestMethod.TestClass.Class.GetCustomAttributes(typeof(RequiresServerAttribute)).FirstOrDefault();
        return requirement is null ? null : LocalServer.WhyNot(requirement.GetNamedArgument<string>(nameof(RequiresServerAttribute.Server)));
    }
}
