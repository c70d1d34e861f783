using Xunit;
using Xunit.Sdk;

namespace SageTasks.ContractSuites;

/// <summary>The theory beside <see cref="ServerFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("SageTasks.ContractSuites.ServerTheoryDiscoverer", "SageTasks.ContractSuites")]
public sealed class ServerTheoryAttribute : TheoryAttribute;
