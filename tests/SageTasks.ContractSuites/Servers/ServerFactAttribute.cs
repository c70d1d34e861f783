using Xunit;
using Xunit.Sdk;

namespace SageTasks.ContractSuites;

/// <summary>A test that may need a server: whether it does is up to the class that it runs in (<see cref="RequiresServerAttribute"/>).</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("SageTasks.ContractSuites.ServerFactDiscoverer", "SageTasks.ContractSuites")]
public sealed class ServerFactAttribute : FactAttribute;
